"""The figures, poles and rules that the method page prints are those of the shipped methods and of the arithmetic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.assess.deal.assessment import assess
from generator.model.quantities import DEAL, FIELDS, OF_ITEMS
from generator.read.files import WorkTree
from generator.read.method import shipped
from generator.read.playbook import load
from tests.docs.examples import DOCS, examples, written
from tests.making import TODAY, make_surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.assess.judgement import Judgement, Tally
    from generator.model.method import Method

PAGE = (DOCS / "method.md").read_text("utf-8")
TWENTY, EIGHT = PAGE.split("## MEDDPICC instead")
METHODS = pytest.mark.parametrize(
    ("method", "page"), [(shipped("target-account"), TWENTY), (shipped("meddpicc"), EIGHT)], ids=["twenty", "eight"]
)
FAMILIES = {rule.family for rule in shipped("target-account").findings.values()}


def rows(page: str) -> Iterator[list[str]]:
    """Yield the cells of every row of a page's tables, without emphasis."""
    for line in page.splitlines():
        if line.startswith("|"):
            yield [cell.strip().strip("*`") for cell in line.strip("|").split("|")]


@pytest.fixture
def judgement(tmp_path: Path) -> Judgement:
    files = [*examples("file-format.md"), *[each for each in examples("method.md") if each.path.endswith(".md")]]
    files = [each for each in files if each.path != "method.yml"]
    playbook = load(WorkTree(written(tmp_path, *files)))
    return assess(playbook.deals["larkfield/by-hand"], playbook.surroundings, TODAY)


def printed(name: str, tally: Tally) -> list[str]:
    """Return a row of the table that is counted by hand."""
    figures = [
        f"{float(each):.1f}".removesuffix(".0") for each in (tally.range.low, tally.range.score, tally.range.high)
    ]
    counts = [str(each) for each in (tally.plus, tally.minus, tally.unknown)]
    return [name, *counts, *figures, f"{tally.known} of {tally.total}"]


def test_the_table_that_is_counted_by_hand_is_what_the_generator_counts(judgement: Judgement) -> None:
    assert judgement.worth
    questions = [*judgement.tallies.values()]
    expected = [
        printed("A", questions[0]),
        printed("B", questions[1]),
        printed("C", questions[2]),
        printed("winnable", judgement.winnable),
        printed("worth (D)", judgement.worth),
    ]
    assert [row for row in rows(TWENTY) if row in expected] == expected


def test_the_deal_that_is_counted_by_hand_is_to_be_strengthened_for_want_of_one_gate(judgement: Judgement) -> None:
    assert (judgement.verdict.word, judgement.verdict.rule) == ("strengthen", "otherwise")
    assert [gate.state for gate in judgement.gates] == ["proven", "proven", "unknown"]
    assert "pursue" in judgement.open_questions[0].reasons[0]
    assert judgement.open_questions[0].criterion == "political_alignment"


@METHODS
def test_the_page_prints_every_criterion_with_its_poles_and_gates(method: Method, page: str) -> None:
    expected = [
        [str(method.numbers[name]), name, each.low, each.high, "gate" if each.gate else ""]
        for name, each in method.criteria.items()
    ]
    assert [row[:5] for row in rows(page) if row[0].isdigit() and row[1] in method.criteria] == expected


@METHODS
def test_the_page_prints_every_verdict_rule_in_order(method: Method, page: str) -> None:
    found = [row for row in rows(page) if row[0] in method.verdict]
    assert [row[:2] for row in found] == [
        [name, rule.verdict.replace("-", " ")] for name, rule in method.verdict.items()
    ]
    for row in found:
        for quantity, test in method.verdict[row[0]].when.tests.items():
            said = f"{quantity} {test.written}" if test.written != "all" else "all gates proven"
            assert said in row[2]


def test_the_page_says_what_the_other_methods_criteria_read() -> None:
    found = {row[1]: row[5] for row in rows(EIGHT) if row[0].isdigit()}
    assert found == {name: "".join(each.reads) for name, each in shipped("meddpicc").criteria.items()}


def test_the_page_names_every_quantity_that_a_rule_can_look_at() -> None:
    prose = re.sub(r"^```.*?^```$", "", TWENTY, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", prose))
    quantities = {*DEAL, *FIELDS, *(name for names in OF_ITEMS.values() for name in names)}
    assert quantities - named == set()


def test_every_finding_code_that_the_page_cites_exists() -> None:
    codes = {code for row in rows(TWENTY) if row[0] in FAMILIES for code in re.findall(r"[a-z]+(?:-[a-z]+)+", row[2])}
    assert codes
    assert codes <= set(shipped("target-account").findings)


def test_every_test_that_the_page_points_to_exists() -> None:
    cited = set(re.findall(r"`(tests/[\w/]+/test_\w+\.py)`", EIGHT))
    assert len(cited) > 10
    assert [path for path in cited if not (DOCS.parent / path).is_file()] == []


def test_every_part_of_the_method_names_its_page_and_tests_that_there_are() -> None:
    """The table is read to the end: parts, pages, keys, tests."""
    table = [row for row in rows(PAGE.split("## Where each part is")[1]) if len(row) == 4][2:]
    assert len(table) > 20
    for part, page, keys, tests in table:
        assert "" not in (part, page, keys)
        named = re.findall(r"tests/[\w/]+\.py", tests)
        assert named, part
        assert [name for name in named if not (DOCS.parent / name).is_file()] == []


def test_the_deal_counted_by_hand_is_pursued_with_three_of_ten_pluses_proven(judgement: Judgement) -> None:
    """Nine `+` on A, B and C, two of them proven (5 and 10); the third gate makes ten and three."""
    proof = {"us": "+", "date": "2026-11-12", "by": "customer", "evidence": "The two who decide said so"}
    rating = judgement.deal.assessment["political_alignment"].model_validate(proof)
    deal = judgement.deal.model_copy(
        update={"assessment": {**judgement.deal.assessment, "political_alignment": rating}}
    )
    after = assess(deal, make_surroundings(shipped("target-account")), TODAY)
    assert (judgement.winnable.plus, judgement.winnable.proven, judgement.verdict.word) == (9, 2, "strengthen")
    assert (after.winnable.plus, after.winnable.proven, after.verdict.word) == (10, 3, "pursue")
    assert "3 of its 10 pluses" in PAGE
