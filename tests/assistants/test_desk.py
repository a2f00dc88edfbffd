"""The desk within its bounds, whatever is asked: an answer or a refusal, never a fault of ours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assistants.bounds import LARGEST, paged, question_of, weight
from generator.assistants.desk import Desk
from generator.assistants.ground import Ground
from generator.assistants.text_from_files import visible
from generator.assistants.tools import tools
from generator.storage.compact_json import compact, compact_json
from tests.assistants.client import TODAY, sample

DEAL = "aldermoor/core-banking"
TOOLS = tools(may_propose=True)
NAMES = sorted({name for each in TOOLS.values() for name in each.arguments.model_fields})
WORDS = st.sampled_from(
    [
        DEAL,
        "aldermoor",
        "fennick/meetings/2026-11-19-finance-director",
        "HEAD",
        "open",
        "2026-12-01",
        "a",
        "",
        "..",
        "\x00",
    ]
)
PLAIN = WORDS | st.text(max_size=40) | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False)
VALUES = st.recursive(PLAIN, lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=3))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = sample(tmp_path_factory.mktemp("desk") / "playbook").root

    def fault(error: BaseException) -> None:
        raise AssertionError(f"{type(error).__name__}: {error}") from error

    return Desk(Ground(root, "deals", lambda: dt.date.fromisoformat(TODAY)), True, fault)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(TOOLS)), st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), VALUES, max_size=4)
)
def test_whatever_is_asked_gets_an_answer_or_a_refusal_within_the_bound(
    desk: Desk, tool: str, asked: dict[str, Any]
) -> None:
    answer = desk.ask(tool, {"dry_run": True, **asked} if tool == "propose" else asked)
    assert weight(answer.data) <= LARGEST
    assert not answer.refused or answer.data["refused"]


@pytest.mark.parametrize("tool", ["list_deals", "read_deal", "score", "open_questions", "search"])
def test_nothing_is_judged_by_another_method_while_the_teams_has_a_mistake(tmp_path: Path, tool: str) -> None:
    root = sample(tmp_path / "playbook").root
    faults: list[BaseException] = []
    asked = {"query": "budget"} if tool == "search" else {} if tool == "list_deals" else {"deal": DEAL}
    desk = Desk(Ground(root, "deals", lambda: dt.date.fromisoformat(TODAY)), False, faults.append)
    method = root / "deals/method.yml"
    sound = method.read_bytes()
    method.write_text("extends: [\n", "utf-8")
    refusal = desk.ask(tool, asked)
    assert (refusal.refused, refusal.data["refused"]) == (True, "the files have mistakes")
    assert "deals/method.yml:1:10" in str(refusal.data)
    desk.prepare()
    method.write_bytes(sound)
    assert not desk.ask(tool, asked).refused
    assert faults == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_whatever_stands_in_an_address_is_a_resource_or_refused(desk: Desk, way: str) -> None:
    assert desk.read(f"playbook://{way}").data


@settings(max_examples=200, deadline=None, derandomize=True)
@given(VALUES)
def test_the_weight_of_data_is_what_it_takes_as_data_and_as_text(data: Any) -> None:
    assert weight(data) == len(compact_json(data)) + len(compact_json(compact(data))) - 2


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sets(st.text(max_size=20), max_size=60), st.integers(1, 9), st.integers(20, 2_000))
def test_pages_put_together_are_the_whole_in_order(keys: set[str], limit: int, room: int) -> None:
    ordered, found, cursor = sorted(keys), list[str](), None
    while True:
        told = paged(ordered, visible, question_of("x"), cursor, limit, room)
        found += told["entries"]
        assert told["more"] == len(ordered) - len(found)
        if not (cursor := told["next_cursor"]):
            break
    assert found == list(map(visible, ordered))
