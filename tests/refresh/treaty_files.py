"""Status files of treaties, made up for the tests in the shape that readers of the true ones tell.

They say what the data they are made from say, so that a test plants what differs. No row, title or
total is copied from a file of the depositary.
"""

from xml.sax.saxutils import escape

MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": (
        "janv",
        "févr",
        "mars",
        "avr",
        "mai",
        "juin",
        "juil",
        "août",
        "sept",
        "oct",
        "nov",
        "déc",
    ),
}
KINDS = {
    "en": {
        "ratification": "Ratification", "accession": "Accession(a)", "succession": "Succession(d)",
        "acceptance": "Acceptance(A)", "approval": "Approval(AA)",
        "formal confirmation": "Formal confirmation(c)",
    },
    "fr": {
        "ratification": "Ratification", "accession": "Adhésion(a)", "succession": "Succession(d)",
        "acceptance": "Acceptation(A)", "approval": "Approbation(AA)",
        "formal confirmation": "Confirmation formelle(c)",
    },
}  # fmt: skip
MARKS = {
    "ratification": "", "accession": " a", "succession": " d", "acceptance": " A",
    "approval": " AA", "formal confirmation": " c",
}  # fmt: skip
FRAME = """\
<?xml version="1.0" encoding="{encoding}"?>
<root><Treaty>
<Header><Chapter><Name>HUMAN RIGHTS</Name></Chapter><TreatyNumber>{number}</TreatyNumber></Header>
<ExternalData>
<Titlesect>{title}</Titlesect><Conclusion>New York, {concluded}</Conclusion>
<EIF><Labeltext>made up for a test, in accordance with article 1.</Labeltext></EIF>
<Status><Signatories>{signatories}</Signatories><Parties>{parties}</Parties></Status>
</ExternalData>
<Participants><Table><TGroup>
<Thead>{head}</Thead>
<Tbody><Rows>
{rows}
</Rows></Tbody>
</TGroup></Table></Participants>
<EndNotes>Made up.</EndNotes>
</Treaty></root>
"""


def listed_rows(treaty, states):
    """The rows that a file would have by our data: name, signed, bound, how; all as our records."""
    rows = {}
    for state in states:
        for act in state.treaties:
            if act.treaty != treaty.code or act.effect == "none" or act.withdrawn:
                continue
            if (act.signed or act.bound) and not act.undated:
                rows[state.state] = [act.signed, act.bound, act.how or "ratification"]
    for act in treaty.organizations:
        rows[act.name] = [act.signed, act.bound, act.how]
    return rows


def day_words(day, language="en"):
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def status_file(treaty, rows, language="en", encoding="UTF-8", columns=(0, 1, 2), totals=None,
                notes=(), rename=lambda name: name):  # fmt: skip
    """The text of a status file with these rows, its columns in the order that is asked."""
    kinds = ", ".join(KINDS[language].values())
    head = _row([("Participant", "Signature", kinds)[n] for n in columns])
    lines = []
    for name, (signed, bound, how) in rows.items():
        mark = escape("<superscript>1,2</superscript>") if name in notes else ""
        cells = (
            escape(rename(name)) + mark,
            day_words(signed, language) if signed else "",
            f" {day_words(bound, language)}{MARKS[how]}" if bound else "",
        )
        lines.append(_row([cells[n] for n in columns]))
    counts = totals or (sum(bool(row[0]) for row in rows.values()),
                        sum(bool(row[1]) for row in rows.values()))  # fmt: skip
    return FRAME.format(
        encoding=encoding,
        number=treaty.untc,
        title=escape(treaty.title),
        concluded=treaty.adopted.date.words,
        signatories=counts[0],
        parties=counts[1],
        head=head,
        rows="\n".join(lines),
    )


def _row(cells):
    return f"<Row>{''.join(f'<Entry>{cell}</Entry>' for cell in cells)}</Row>"
