"""Proposals of an assistant: branches beside the checkout, proven or refused, never pushed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.assistants.client import Assistant, connected, sample
from tests.git.repository import Repository

DEAL = "fennick/demand-planning"
MEETING = "fennick/meetings/2026-11-19-finance-director"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("proposed")
    made = sample(folder / "playbook")
    made.git("init", "--quiet", "--bare", str(folder / "remote.git"))
    made.git("remote", "add", "origin", str(folder / "remote.git"))
    made.git("push", "--quiet", "origin", "main")
    return made


@pytest.fixture(scope="module")
def assistant(repository: Repository) -> Iterator[Assistant]:
    with connected(repository.root, "--allow-propose") as found:
        yield found


def state(repository: Repository) -> tuple[str, ...]:
    """Return what a proposal must not touch: HEAD, the index, the files, the remote."""
    remote = repository.git("ls-remote", "origin")
    return repository.git("rev-parse", "HEAD"), repository.git("status", "--porcelain"), remote


def test_proven_answers_become_a_branch_and_invented_ones_are_refused(
    assistant: Assistant, repository: Repository
) -> None:
    before = state(repository)
    quote = "She is on the side of whoever shows her a number that we measured ourselves."
    ratings = [
        {"criterion": "political_alignment", "us": "+", "speaker": "Keira Bright-Loder", "quote": quote},
        {
            "criterion": "risk",
            "us": "-",
            "speaker": "Keira Bright-Loder",
            "quote": "I would never buy this from you.",
        },
    ]
    answers = {"deal": DEAL, "ratings": ratings}
    dry = assistant.ask("propose", deal=DEAL, meeting=MEETING, answers=answers, dry_run=True)
    assert dry["branch"] is None
    told = assistant.ask("propose", deal=DEAL, meeting=MEETING, answers=answers)
    assert told["says"].startswith("2 answers")
    theirs = told["text_from_files"]
    assert [each["answer"] for each in theirs["accepted"]] == ["ratings[0]"]
    assert len(theirs["refused"]) == 1
    assert told["remark"].startswith("nothing was pushed")
    log = repository.git("log", "--format=%B", f"main..{told['branch']}")
    assert quote[:40] in log
    assert state(repository) == before


def test_edits_become_a_branch_with_every_other_byte_as_it_was(assistant: Assistant, repository: Repository) -> None:
    before = state(repository)
    edit = {"at": ["owner"], "was": "Dana Reyes", "value": "Kim Osei"}
    told = assistant.ask("propose", deal="aldermoor/core-banking", edits=[edit])
    diff = repository.git("diff", "--unified=0", "main", told["branch"]).split("\n")
    assert [each for each in diff if each.startswith(("+o", "-o"))] == ["-owner: Dana Reyes", "+owner: Kim Osei"]
    assert len([each for each in diff if each.startswith(("+", "-"))]) == 4
    assert state(repository) == before


def test_what_cannot_be_proposed_is_refused_and_makes_no_branch(assistant: Assistant, repository: Repository) -> None:
    branches = repository.git("branch", "--list")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"deal": DEAL}, "made of answers with their meeting, or of edits"),
        ({"deal": DEAL, "edits": [], "answers": {}}, "made of answers with their meeting, or of edits"),
        ({"deal": DEAL, "edits": []}, "there is no edit"),
        ({"deal": DEAL, "edits": [{"at": ["stage"], "value": "x"}]}, "another value stands there"),
        ({"deal": DEAL, "edits": [{"at": "stage", "value": "x"}]}, "edits[0].at is not a list"),
        (
            {"deal": "aldermoor/core-banking", "edits": [{"at": ["stage"], "was": "propose", "value": "prov"}]},
            "stage",
        ),
        ({"deal": DEAL, "answers": {"deal": DEAL}}, "the meeting is missing"),
        ({"deal": DEAL, "meeting": "fennick/meetings/2020-01-01-x", "answers": {}}, "no meeting of fennick"),
        ({"deal": DEAL, "meeting": MEETING, "answers": {"deal": DEAL, "rating": []}}, "no answer has this key"),
    ]
    for given, says in wrong:
        assert says in assistant.refusal("propose", **given), given
    assert repository.git("branch", "--list") == branches
