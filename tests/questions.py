"""One question of each kind that the bundled data can be asked."""

from checks_cases import SOUND
from conftest import DATA, THOROUGH, WORLD

QUESTIONS = {
    "show a State": ("show", "cambodia"),
    "show a treaty": ("show", "cedaw"),
    "show an office": ("show", "addis-ro"),
    "deadlines of a year": ("deadlines", "--year", "2009"),
    "deadlines to come": (
        "deadlines", "--region", "americas", "--from", "2026", "--to", "2028", "--projected",
    ),
    "no deadlines": ("deadlines", "cambodia", "--year", "1950"),
    "deadlines that have passed": ("deadlines", "--passed", "--treaty", "cat"),
    "next": ("next", "kenya"),
    "contacts": ("contacts", "--all"),
    "explain": ("explain", "cambodia", "cedaw"),
    "explain a withdrawal": ("explain", "north korea", "iccpr"),
    "explain upr": ("explain", "cambodia", "upr"),
    "timeline": ("timeline", "cambodia"),
    "list states": ("list", "states"),
    "list treaties": ("list", "treaties"),
    "list offices": ("list", "offices", "--all"),
    "list mandates": ("list", "mandates", "--all"),
    "list reviews": ("list", "reviews", "--from", "2025"),
    "list sessions": ("list", "sessions", "--from", "2024"),
    "list institutions": ("list", "institutions"),
    "list declarations": ("list", "declarations"),
    "list sources": ("list", "sources"),
    "search": ("search", "torture", "prevention", "--limit", "500"),
    "compare": ("compare", "cambodia", "thailand", "viet", "nam"),
    "diff": ("diff", DATA) if THOROUGH else ("diff", SOUND, WORLD),
    "check": ("check", "--stale", "2y"),
    "refresh --list": ("refresh", "--list"),
    "paths": ("paths",),
    "doctor": ("doctor",),
    "config": ("config",),
}  # fmt: skip
