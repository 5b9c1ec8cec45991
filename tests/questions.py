"""One question of each kind that the bundled data can be asked."""

QUESTIONS = {
    "show a State": ("show", "cambodia"),
    "show a treaty": ("show", "cedaw"),
    "show an office": ("show", "khm-co"),
    "deadlines of a year": ("deadlines", "--year", "2009"),
    "deadlines to come": (
        "deadlines", "--region", "americas", "--from", "2026", "--to", "2028", "--projected",
    ),
    "no deadlines": ("deadlines", "cambodia", "--year", "1950"),
    "contacts": ("contacts", "--all"),
    "explain": ("explain", "cambodia", "cedaw"),
    "explain a withdrawal": ("explain", "north korea", "iccpr"),
    "explain upr": ("explain", "cambodia", "upr"),
    "timeline": ("timeline", "cambodia"),
    "list states": ("list", "states"),
    "list treaties": ("list", "treaties"),
    "list offices": ("list", "offices", "--all"),
    "list mandates": ("list", "mandates", "--all"),
    "list sources": ("list", "sources"),
    "search": ("search", "torture", "--limit", "500"),
    "compare": ("compare", "cambodia", "thailand", "viet", "nam"),
    "check": ("check", "--stale", "2y"),
    "paths": ("paths",),
    "doctor": ("doctor",),
    "config": ("config",),
}  # fmt: skip
