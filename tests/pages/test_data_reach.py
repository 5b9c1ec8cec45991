"""How far the record goes is told on each page that shows acts or reviews."""

import pytest

ON = ("--on", "2026-11-23")
ACTS, REVIEWS = "treaty acts to", "committees' reviews to"
PAGES = [
    (("show", "utopia"), (ACTS, REVIEWS, "UPR to session")),
    (("show", "flight"), ("Acts are known here to",)),
    (("next", "utopia"), (REVIEWS, "UPR to session")),
    (("timeline", "utopia"), (ACTS, REVIEWS, "UPR to session")),
    (("explain", "utopia", "flight"), (ACTS, REVIEWS)),
    (("compare", "utopia", "xanadu"), (ACTS,)),
    (("deadlines", "--from", "2009", "--to", "2010"), (ACTS, REVIEWS, "UPR to session")),
    (("list", "treaties"), (ACTS,)),
    (("list", "states", "--treaty", "flight"), (ACTS,)),
    (("list", "states", "--not-party", "flight"), (ACTS,)),
    (("list", "reviews"), (REVIEWS, "UPR to session")),
]


@pytest.mark.parametrize(("words", "parts"), PAGES, ids=lambda each: " ".join(each[:2]))
def test_a_page_of_acts_or_reviews_tells_how_far_they_go(run, words, parts):
    says = " ".join(run(*words, *ON).out.replace("│", " ").split())
    assert [part for part in parts if part not in says] == []


@pytest.mark.parametrize(("body", "says", "not_says"), [
    ("CFL", REVIEWS, "UPR"), ("UPR", "UPR to session 19", "committees"),
])  # fmt: skip
def test_reviews_of_one_body_tell_how_far_that_body_s_go(run, body, says, not_says):
    ran = run("list", "reviews", "--committee", body, *ON)
    (note,) = [line for line in ran.out.splitlines() if "Known here" in line]
    assert says in note
    assert not_says not in note
