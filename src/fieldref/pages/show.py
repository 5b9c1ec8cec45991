"""Answer `show`: find whether a State, treaty, office or source is meant, and give its page."""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.catalog import Subject
from fieldref.errors import WrongUse
from fieldref.pages.common import ALL, QueryContext, ShowQuery


def show_page(context: QueryContext, subject: Subject, query: ShowQuery = ALL) -> Answer:
    """Give the page of whatever the name means; what else bears it is an aside."""
    answer = _page(context, subject, query)
    if subject.also_matching:
        also = (
            f"{subject.display_name}; the name is also part of: {', '.join(subject.also_matching)}."
        )
        answer = answer._replace(asides=(*answer.asides, also))
    return answer


def _page(context: QueryContext, subject: Subject, query: ShowQuery) -> Answer:
    if subject.kind == "state":
        from fieldref.pages.state.page import state_page

        return state_page(context, subject.id, query)
    if query.sections:
        raise WrongUse(
            "Only a State's page has sections.", f"Leave --section out for {subject.display_name}."
        )
    if subject.kind == "treaty":
        from fieldref.pages.treaty import treaty_page

        return treaty_page(context, subject.id)
    if subject.kind == "source":
        from fieldref.pages.source import source_page

        return source_page(context, subject.id)
    from fieldref.pages.office import office_page

    return office_page(context, subject.id, query.period)
