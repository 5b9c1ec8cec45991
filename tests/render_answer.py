# ruff: noqa: E501
"""An invented answer with one of every block, and the golden files of every format for it.

`python tests/render_answer.py` writes the golden files anew; read what changed before keeping it.
"""

import re
from pathlib import Path

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Bars,
    Bullets,
    Card,
    Column,
    Facts,
    Heading,
    Lane,
    Lanes,
    Mark,
    Moment,
    Paragraph,
    Span,
    Table,
    Timeline,
    line,
)
from fieldref.answer.calendar import CalendarEntry
from fieldref.answer.items.base import (
    AddressItem,
    ContactItem,
    DeadlineItem,
    GroundItem,
    PhoneItem,
    SourceItem,
    StepItem,
)
from fieldref.dates import PartialDate

GOLDEN = Path(__file__).parent / "golden" / "render"

SOURCES = (
    SourceItem(
        "office-2008",
        "Utopia, 2008-2009",
        "The Office",
        "https://example.org/utopia?a=1&b=2",
        "2008",
    ),
    SourceItem("A/UT/1", "Report of the Visitor", None, None, None),
)

BY_RULE = "by rule; a date set by the committee is not recorded here"

GROUND = GroundItem(
    "CEDAW art. 18(1): four years after the one before",
    (StepItem("2009-11-14", "periodic", "CEDAW art. 18(1)", "every four years", ("office-2008",)),),
)


def deadline(**changes):
    fields = dict(  # noqa: C408
        id="utp-cedaw-report-5",
        date="2009-11-14",
        state="UTP",
        name="Utopia",
        kind="report",
        treaty="CEDAW",
        mechanism="CEDAW",
        report="5",
        session=None,
        committee="CEDAW",
        basis="stated",
        status="stated",
        ground=GROUND,
        sources=("office-2008, para. 3", "A/UT/1"),
    )
    fields.update(changes)
    day = PartialDate.parse(str(fields["date"]))
    span = {"date_from": day.first.isoformat(), "date_to": day.last.isoformat()}
    return DeadlineItem(**{**span, "precision": day.precision, **fields})


def contact(**changes):
    fields = dict(  # noqa: C408
        id="office-in-utopia",
        name="Office in Utopia",
        organization="The Office",
        role="Country office",
        kind="country office",
        presence="utp-country-office",
        covers=("UTP",),
        region=None,
        city="Amaurot",
        address=AddressItem("10, Street 302; back", None, None, "Amaurot", None, "1516", "Utopia"),
        mailing=AddressItem(None, None, "P.O. Box 108", "Amaurot", None, None, "Utopia"),
        phones=(
            PhoneItem("+85523987671", "(855) 23 987 671 or 672", None, None),
            PhoneItem("+41229179000", None, "123", "switchboard"),
        ),
        faxes=(PhoneItem("+85523212579", None, None, None),),
        emails=("utopia@example.org",),
        web="https://example.org/utopia",
        as_of="March 2009",
        revised="2009-03",
        status="superseded",
        note="Ring before you come.",
        sources=("A/UT/1", "office-2008"),
    )
    return ContactItem(**{**fields, **changes})


DEADLINES = (
    deadline(),
    deadline(id="utp-cat-report-2", date="2009-12", treaty="CAT", mechanism="CAT", report="2",
             basis="statutory", status=BY_RULE),
    deadline(id="utp-crc-report-3", date="2010", treaty="CRC", mechanism="CRC"),
    deadline(id="utp-upr-2-review", date="2014-05", kind="upr-review", treaty=None, mechanism="UPR",
             report=None, session=19, committee=None, basis="projected", status="projected"),
    deadline(id="utp-crpd-due-1", date="2010-02-01", treaty="CRPD", mechanism="CRPD", report=None,
             status="cancelled"),
)  # fmt: skip


def calendar_entry(item, state="tentative", moved=False, mark=""):
    """What a calendar shows of an item of kind report, or of another by its mechanism."""
    what = f"{item.treaty} report {item.report or ''}".rstrip() + " due"
    what = what if item.kind == "report" else f"{item.mechanism} review, session {item.session}"
    return CalendarEntry(item, f"{item.name}: {what}{mark}", state, moved)


CALENDAR = (
    calendar_entry(DEADLINES[0], "confirmed"),
    calendar_entry(DEADLINES[1], mark=" (by rule)"),
    calendar_entry(DEADLINES[2], "confirmed"),
    calendar_entry(DEADLINES[3], mark=" (projected)"),
    calendar_entry(DEADLINES[4], "cancelled", moved=True, mark=" (cancelled)"),
)


CHART = Lanes(
    "Utopia: timeline",
    1990,
    2012,
    (
        Lane("CEDAW", (Mark("force", 1992.9, 2013.0, "in force"), Mark("act", 1992.9, None, "in force"),
                       Mark("rule", 1997.9, None, "report 2"), Mark("report", 2009.9, None, "report 5"),
                       Mark("review", 2006.0, None, "review"))),
        Lane("UPR", (Mark("upr", 2009.9, None, "review"),)),
        Lane("visits", (Mark("event", 2007.4, None, "a visit"),)),
        Lane("programmes", (Mark("period", 2008.0, 2009.99, "2008-2009"),)),
    ),
    (("act", "in force"), ("report", "report due"), ("review", "review")),
)  # fmt: skip


def blocks():
    return (
        Heading("Utopia", 1, "as of 2008-2009"),
        Facts(
            (
                ("Region", line("Elsewhere")),
                ("Also known as", line("Kampuchea, កម្ពុជា, Οὐτοπία, 乌托邦, the Good Place, and a No-Place that nobody has found on a map so far")),
            )
        ),
        Heading("Context", 2, "2008-2009"),
        Paragraph(line("The Syphogrants, chosen by ", Span("thirty families", "strong"), " each, elect the ", Span("Prince", "code"), " by secret ballot, whom the people name to them. ", Span("[office-2008]", "source"))),
        Paragraph(line("This page is from 2008 to 2009, and what came later isn't in it."), "note"),
        Paragraph(line("Two sources contradict each other about the day on which it was found."), "warn"),
        Heading("Treaties", 2, "2 of 18"),
        Table(
            (Column("Treaty"), Column("Bound"), Column("In force"), Column("Nr", "right"), Column("Sources")),
            (
                (line(Span("CEDAW", "code")), line(Span("1992-10-15", "date")), line(Span("1992-11-14", "date")), line("5"), line(Span("office-2008", "source"))),
                (line(Span("CAT", "code")), line(Span("1992", "date")), (), line("12"), line(Span("A/UT/1", "source"))),
            ),
            details=((), (line("the day is not known"),)),
        ),
        Heading("Due", 2),
        Timeline(
            (
                Moment("15 October 1992", line("Accession"), (line("CEDAW art. 27(2)"),)),
                Moment("14 November 1992", line("In force"), role="good"),
                Moment("14 November 2009", line("Report 5 due"), (line("stated: November 2009; they agree"),), "warn"),
            )
        ),
        Heading("Priorities", 3),
        Bullets((line("Legal aid to those whom sheep, that used to be so meek and eat so little, now evict from their land."), line("Gold")), True),
        Bullets((line("one"), line("two"))),
        Heading("Contacts", 2),
        Card("Office in Utopia", "as of March 2009", (("Address", line("10, Street 302, Amaurot")), ("E-mail", line(Span("utopia@example.org", "link"))), ("Web", line(Span("https://example.org/utopia", "link"))))),
        CHART,
        Bars((("Elsewhere", (12, 4)), ("Somewhere in particular", (3, 0)), ("Nowhere", (0, 0))), ("met", "due")),
    )  # fmt: skip


ANSWER = Answer(
    command="show",
    on="2009-06-30",
    edition="2026-11-23",
    items=DEADLINES,
    sources=SOURCES,
    blocks=blocks,
    title="Utopia",
    calendar=lambda: CALENDAR,
    chart=CHART,
    cards=(contact(),),
)


def saying(text, **changes):
    """An answer in which every field that can hold words holds `text`."""
    said = deadline(name=text, status=text, ground=GroundItem(text, ()), sources=(text,))
    card = contact(
        name=text,
        organization=text,
        role=text,
        kind=text,
        note=text,
        as_of=text,
        web=text,
        address=AddressItem(*[text] * 7),
        phones=(PhoneItem(text, text, text, text),),
        emails=(text,),
        sources=("s",),
    )
    whole = line(text)
    blocks = (
        Heading(text, 1, text),
        Paragraph(whole),
        Bullets((whole,)),
        Facts(((text, whole),)),
        Card(text, text, ((text, whole),)),
        Timeline((Moment(text, whole, (whole,)),)),
        Table((Column(text), Column("b")), ((whole, whole),), details=((whole,),)),
        Bars(((text, (1,)),), (text, text)),
    )
    return Answer(
        "show",
        "2009-06-30",
        "2026-11-23",
        (said,),
        (SourceItem("s", text, text, text, text),),
        lambda: blocks,
        text,
        calendar=lambda: (calendar_entry(said),),
        chart=Lanes(
            text,
            2000,
            2010,
            (Lane(text, (Mark("report", 2004.5, None, text),)),),
            (("report", text),),
        ),
        cards=(card,),
        **changes,
    )


def unpainted(text):
    """Text without the escape sequences that colour it."""
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def rendered():
    """Each golden file's name and what belongs in it."""
    from fieldref.render import csvformat, html, ics, jsonformat, jsonl, markdown, plain, svg, vcard
    from fieldref.render.interface import OutputOptions
    from fieldref.render.text import terminal, writer
    from fieldref.render.text.layout import View

    for width in (40, 80, 120):
        yield f"page-{width}.txt", writer.render_plain(ANSWER, View(width))
        painted = terminal.render_painted(ANSWER, View(width, piped=False))
        yield f"screen-{width}.txt", unpainted(painted)
    yield "page-spoken.txt", writer.render_plain(ANSWER, View(spoken=True))
    yield "page.md", markdown.render(ANSWER)
    yield "page.html", html.render(ANSWER)
    yield "page.json", jsonformat.render(ANSWER)
    yield "page.jsonl", jsonl.render(ANSWER)
    yield "page.plain", plain.render(ANSWER)
    yield "page.tsv", csvformat.render_tabs(ANSWER)
    yield "page.svg", svg.render(ANSWER)
    yield "page.csv", csvformat.render(ANSWER)
    yield "page.ics", ics.render(ANSWER)
    yield "page-alarms.ics", ics.render(ANSWER, OutputOptions(remind=30))
    yield "page-3.vcf", vcard.render_vcard3(ANSWER)
    yield "page-4.vcf", vcard.render_vcard4(ANSWER)


if __name__ == "__main__":
    for name, text in rendered():
        (GOLDEN / name).write_bytes(text.encode())
