"""What a merge left in a file is named as that, with the lines of both sides, in every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Problem, Refused
from generator.read.files import WorkTree
from generator.read.playbook import load
from generator.read.yaml.document import parse, parse_whole
from tests.git.repository import Repository

KEYS = "---\ntitle: Core banking\n{}stage: evaluate\n---\n{}"
TWO = "<<<<<<< HEAD\nowner: Dana Reyes\n=======\nowner: Jo Brack\n>>>>>>> feature\n"
WITH_BASE = "<<<<<<< HEAD\na: 1\nb: 2\n||||||| 1f2e3d4\na: 0\n=======\n>>>>>>> feature\n"
KEEP = "(keep what holds of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>)"
LEFT = "this line is left of a merge conflict (delete it, once the lines around it say what holds)"


def problems(text: str, *, whole: bool = False) -> list[str]:
    """Return what is said about a file, and that nothing else is."""
    read = parse_whole if whole else parse
    try:
        said: tuple[Problem, ...] = read("f.md", text.encode()).problems
    except Refused as refused:
        said = refused.problems
    return [str(each).removeprefix("f.md:") for each in said]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("keys", "notes", "said"),
    [
        (TWO, "", [f"3:1: a merge left two versions here: line 4 (HEAD), and line 6 (feature) {KEEP}"]),
        ("", TWO, [f"5:1: a merge left two versions here: line 6 (HEAD), and line 8 (feature) {KEEP}"]),
        (WITH_BASE, "", [f"3:1: a merge left two versions here: lines 4 to 5 (HEAD), and nothing (feature) {KEEP}"]),
        (">>>>>>> feature\n", "", [f"3:1: {LEFT}"]),
        ("=======\n", "", [f"3:1: {LEFT}"]),
        ("<<<<<<< HEAD\nowner: x\n", "", [f"3:1: a merge conflict begins here, and its end is missing {KEEP}"]),
        ("", "Notes\n>>>>>>> feature\nMore\n", [f"6:1: {LEFT}"]),
        (
            TWO,
            TWO,
            [
                f"3:1: a merge left two versions here: line 4 (HEAD), and line 6 (feature) {KEEP}",
                f"10:1: a merge left two versions here: line 11 (HEAD), and line 13 (feature) {KEEP}",
            ],
        ),
    ],
)
def test_a_conflict_is_named_with_its_sides(keys: str, notes: str, said: list[str], ends: str) -> None:
    assert problems(KEYS.format(keys, notes).replace("\n", ends)) == said


def test_a_conflict_that_reaches_from_the_keys_into_the_notes_is_one() -> None:
    text = "---\n<<<<<<< HEAD\ntitle: A\n---\nOurs\n=======\ntitle: B\n---\nTheirs\n>>>>>>> feature\n"
    assert problems(text) == [
        f"2:1: a merge left two versions here: lines 3 to 5 (HEAD), and lines 7 to 9 (feature) {KEEP}"
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "A heading\n=======\n\nText\n",
        "```\n" + TWO + "```\n",
        "~~~~ text\n```\n" + TWO + "~~~~\n",
        "> quoted\n>>>>>>> so often\n> again\n",
        "Text with <<<<<<< HEAD inside\n",
        "    <<<<<<< HEAD\n",
    ],
)
def test_notes_may_quote_markers_and_use_signs_of_markdown(notes: str) -> None:
    assert problems(KEYS.format("", notes)) == []


@pytest.mark.parametrize("name", ["method.yml", "shares.yml"])
def test_a_file_of_keys_alone_is_looked_at_too(name: str, tmp_path: Path) -> None:
    assert problems(TWO, whole=True) == [
        f"1:1: a merge left two versions here: line 2 (HEAD), and line 4 (feature) {KEEP}"
    ]
    deals = tmp_path / "deals"
    deals.mkdir()
    (deals / name).write_text(TWO)
    assert "merge-conflict" in {each.code for each in load(WorkTree(deals)).problems if each.path == f"deals/{name}"}


@pytest.mark.parametrize("path", ["index.md", "acme/index.md", "acme/core.md", "partners/p.md", "competitors/c.md"])
def test_a_real_merge_is_named_in_every_kind_of_file(path: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    stage = "stage: evaluate\n" if path == "acme/core.md" else ""
    for branch, title in (("main", "Start"), ("theirs", "Theirs"), ("main", "Ours")):
        repository.git("checkout", "-q", "-B", branch)
        repository.commit("2026-11-02", **{f"deals/{path.removesuffix('.md')}": f"---\ntitle: {title}\n{stage}---\n"})
        if title == "Theirs":
            repository.git("checkout", "-q", "-B", "main", "HEAD~1")
    with pytest.raises(Exception, match="merge"):
        repository.git("merge", "theirs")
    (problem,) = [each for each in load(WorkTree(tmp_path / "deals")).problems if each.path == f"deals/{path}"]
    assert problem.says == "a merge left two versions here: line 3 (HEAD), and line 5 (theirs)"
