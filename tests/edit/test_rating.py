"""A rating changes its own line, or adds one, and leaves every other byte of the file as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.rating import RatingEdit, rate
from generator.problems import Refused
from generator.read.method import shipped
from generator.read.playbook import read_deal
from tests.making import make_surroundings

METHOD = shipped("target-account")
AROUND = make_surroundings(METHOD)
PATH = "aldermoor/core-banking.md"
HEAD = "---\ntitle: Core banking  # its name\nstage: evaluate\ncompetitors: [xsys, zeldrin]\n"
TAIL = "# the end\n---\n\nNotes:  stay \n"
KNOWN = RatingEdit("risk", "+", date=dt.date(2026, 11, 2), by="customer", evidence='"All of it", he said: yes')
PROOF = r'evidence: "\"All of it\", he said: yes", date: 2026-11-02, by: customer'
MORE = r'date: 2026-11-02, evidence: "\"All of it\", he said: yes"'
WRITTEN = r'{us: "+", date: 2026-11-02, by: customer, evidence: "\"All of it\", he said: yes"}'


def rated(block: str, answer: RatingEdit) -> str:
    """Return what an assessment block becomes, and hold that nothing around it changed."""
    content = f"{HEAD}{block}{TAIL}".encode()
    after = rate("deals", PATH, content, answer, AROUND).decode()
    assert after.startswith(HEAD)
    assert after.endswith(TAIL)
    return after[len(HEAD) : -len(TAIL)]


@pytest.mark.parametrize(
    ("block", "after"),
    [
        ("", f"assessment:\n  risk: {WRITTEN}\n"),
        ("assessment:  # none yet\n", f"assessment:  # none yet\n  risk: {WRITTEN}\n"),
        ("assessment: {}\n", f"assessment: {{risk: {WRITTEN}}}\n"),
        (
            'assessment:\n    # A\n    solution_fit: {us: "-"}  # late\n',
            f'assessment:\n    # A\n    solution_fit: {{us: "-"}}  # late\n    risk: {WRITTEN}\n',
        ),
        ("assessment: null\n", f"assessment:\n  risk: {WRITTEN}\n"),
        ("assessment:   ~  # none yet\n", f"assessment:  # none yet\n  risk: {WRITTEN}\n"),
        ("assessment:\n  risk: null   # asked\n", f"assessment:\n  risk: {WRITTEN}   # asked\n"),
        ("assessment:\n  risk: {us: ~, by: Null}\n", f'assessment:\n  risk: {{us: "+", by: customer, {MORE}}}\n'),
        ("assessment:\n  risk:   # asked\n", f"assessment:\n  risk: {WRITTEN}   # asked\n"),
        ("assessment:\n  risk: minus # asked\n", f"assessment:\n  risk: {WRITTEN} # asked\n"),
        (
            'assessment:\n  risk:  {us: "?", xsys: "-", evidence: "" } # asked\n',
            f'assessment:\n  risk:  {{us: "+", xsys: "-", {PROOF} }} # asked\n',
        ),
    ],
    ids=[
        *(
            "no block",
            "empty block",
            "braces",
            "other criteria",
            "null block",
            "tilde block",
            "null",
            "null in braces",
        ),
        "no value",
        "bare sign",
        "with a competitor",
    ],
)
def test_an_answer_is_written_on_one_line(block: str, after: str) -> None:
    assert rated(block, KNOWN) == after


def test_a_rating_over_several_lines_changes_value_by_value() -> None:
    block = 'assessment:\n  risk:\n    # ours\n    us: "-"   # so far\n    evidence: old\n'
    after = 'assessment:\n  risk:\n    # ours\n    us: "+"   # so far\n    evidence: new\n    by: document\n'
    assert rated(block, RatingEdit("risk", "+", by="document", evidence="new")) == after


@pytest.mark.parametrize(
    ("block", "answer", "after"),
    [
        (
            "assessment:\n  risk:\n    us: plus\n    evidence: >  # on the phone\n      long\n    # and\n",
            RatingEdit("risk", "-", evidence="Audited: twice"),
            'assessment:\n  risk:\n    us: "-"\n    evidence: >-  # on the phone\n      Audited: twice\n    # and\n',
        ),
        (
            "assessment:\n  risk: |\n    plus\n  # next\n",
            RatingEdit("risk", "-", "xsys"),
            'assessment:\n  risk: {us: plus, xsys: "-"}\n  # next\n',
        ),
        (
            "assessment:\n  risk: |-  # ours\n    plus\n",
            RatingEdit("risk", "-"),
            "assessment:\n  risk: |-  # ours\n    -\n",
        ),
    ],
    ids=["evidence in a block of text", "a bare sign becomes a block", "a bare sign stays bare"],
)
def test_a_value_over_several_lines_is_rewritten_with_its_comments(
    block: str, answer: RatingEdit, after: str
) -> None:
    assert rated(block, answer) == after


def test_what_is_written_has_one_form_and_what_stands_beside_it_keeps_its_own() -> None:
    block = "owner: Rene\u0301\u00a0Dub\u00e9\nassessment:\n  risk: plus\n"
    after = rated(
        block, RatingEdit("risk", "+", date=dt.date(2026, 11, 2), by="us", evidence="Rene\u0301\u00a0 said")
    )
    assert after.startswith(block.removesuffix("plus\n"))
    assert "evidence: Ren\u00e9 said}" in after


def test_a_competitor_is_rated_beside_us() -> None:
    block = "assessment:\n  risk: plus # c\n"
    assert rated(block, RatingEdit("risk", "-", "xsys")) == 'assessment:\n  risk: {us: plus, xsys: "-"} # c\n'


def test_a_bare_sign_stays_bare_where_nothing_else_is_told() -> None:
    assert rated("assessment:\n  risk: plus # c\n", RatingEdit("risk", "?")) == 'assessment:\n  risk: "?" # c\n'


def test_line_ends_of_another_system_stay() -> None:
    content = f'{HEAD}assessment:\n  risk: {{us: "?"}}\n{TAIL}'.replace("\n", "\r\n").encode()
    after = rate("deals", PATH, content, RatingEdit("solution_fit", "+"), AROUND)
    assert after == content.replace(b'"?"}\r\n', b'"?"}\r\n  solution_fit: {us: "+"}\r\n')


@pytest.mark.parametrize(
    ("block", "answer", "says"),
    [
        ("", RatingEdit("risk", "+", "xsis"), "'xsis' is rated but not listed"),
        ("", RatingEdit("no_such_thing", "+"), "no_such_thing"),
        ("assessment: [risk]\n", KNOWN, "no block of keys"),
        ("assessment:\n  risk: [plus]\n", KNOWN, "change it by hand"),
        ("assessment:\n  risk: {us: plus\n", KNOWN, "not closed"),
    ],
)
def test_what_would_be_a_problem_is_refused(block: str, answer: RatingEdit, says: str) -> None:
    with pytest.raises(Refused, match=says):
        rated(block, answer)


def test_a_problem_that_is_there_already_keeps_nobody_from_rating() -> None:
    assert rated("owner: [a\n  b, c]\nclose: never\n", RatingEdit("risk", "+")).endswith('\n  risk: {us: "+"}\n')


SIGNS = st.sampled_from(["+", "-", "?"])
COMMENT = st.sampled_from(["", "  # asked", " # {us: '-'}"])
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@st.composite
def lines(draw: Any) -> dict[str, str]:
    """Draw lines of an assessment by criterion, in several forms."""
    found = {}
    for name in draw(st.lists(st.sampled_from(list(METHOD.criteria)), unique=True, max_size=6)):
        sign, rival = draw(SIGNS), draw(SIGNS)
        forms = [f'"{sign}"', f'{{us: "{sign}"}}', f'{{ us: "{sign}", xsys: "{rival}" }}', '{evidence: "x: y"}', ""]
        found[name] = f"  {name}:  {draw(st.sampled_from(forms))}{draw(COMMENT)}"
    return found


@given(lines(), st.sampled_from(list(METHOD.criteria)), SIGNS, st.sampled_from(["us", "zeldrin"]), TEXT)
def test_every_byte_outside_the_line_stays(
    before: dict[str, str], criterion: str, sign: Any, whose: str, evidence: str
) -> None:
    block = "\n".join(["assessment:", *before.values()])
    content = f"{HEAD}{block}\n{TAIL}".encode()
    answer = RatingEdit(criterion, sign, whose, None, None, evidence)
    try:
        after = rate("deals", PATH, content, answer, AROUND).decode().split("\n")
    except Refused:  # what no file may hold is not written either
        return
    was = content.decode().split("\n")
    own = [place for place, line in enumerate(after) if line.startswith(f"  {criterion}:")]
    assert len(own) == 1
    others = [line for line in was if not line.startswith(f"  {criterion}:")]
    assert after[: own[0]] + after[own[0] + 1 :] == others
    deal = read_deal("deals", PATH, "\n".join(after).encode(), AROUND).noun
    assert deal
    rating = deal.assessment[criterion]
    assert (rating.us if whose == "us" else rating.rivals[whose]) == sign
    assert not evidence.split() or rating.evidence == " ".join(evidence.split())
