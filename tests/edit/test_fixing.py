"""Mends that can mean one thing only: they change what they show and nothing else, and read as was meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edit.fixing import Fixed, Told, applied, fixed, plan_fixes, write_fixes
from generator.model.deal import Deal
from generator.problems import Edit, Problem
from generator.read.files import WorkTree
from generator.read.playbook import load, read_deal
from generator.read.replaced import is_parsed
from tests.read.around import AROUND

TODAY = dt.date(2026, 11, 23)
PATH = "aldermoor/core.md"
SOUND = """\
---
title: Core banking — phase 2
stage: evaluate
owner: Dana Reyes
close: 2027-03-31
competitors: [xsys, status-quo]
assessment:
  customer_project: {us: "+", xsys: "-", date: 2026-11-02, by: customer, evidence: "Charter"}
  access_to_funds: {us: "-", xsys: "?"}
  risk: {us: "?"}
  solution_fit:
    us: "-"
    evidence: Trial of 3 May
players:
  r-okafor: {part: approver, support: supporter}
plan:
  actions:
    call:
      what: Call the CFO
      due: 2026-12-10
---
Notes — with a line.
Another one.
"""
LINES = SOUND.split("\n")
SIGNS = [number for number, line in enumerate(LINES) if '"-"' in line or '"?"' in line]
INDENTED = [number for number, line in enumerate(LINES) if line.startswith(" ")]
RATINGS = [7, 8, 9]
PLAIN = [number for number, line in enumerate(LINES) if number < 21 and ": " in line]

Damage = Callable[[str], str]
DAMAGES: dict[str, tuple[list[int], Damage]] = {
    "signs without quotes": (SIGNS, lambda line: line.replace('"-"', "-").replace('"?"', "?")),
    "typographic quotes": ([*SIGNS, 7], lambda line: line.replace('us: "', "us: “", 1).replace('"', "”", 1)),
    "lost indentation": (RATINGS, lambda line: line.removeprefix("  ")),
    "no-break space": (PLAIN, lambda line: line.replace(": ", ":\u00a0", 1)),
    "tabs": (INDENTED, lambda line: "\t" * ((len(line) - len(line.lstrip(" "))) // 2) + line.lstrip(" ")),
}


def told(content: bytes) -> Told:
    return Told(read_deal("deals", PATH, content, AROUND).problems, is_parsed(PATH, content))


def noun(content: bytes) -> Deal:
    reading = read_deal("deals", PATH, content, AROUND)
    assert reading.noun, [str(each) for each in reading.problems]
    return reading.noun


def written(text: str, *, ends: str = "\n", mark: bool = False) -> bytes:
    return (("\ufeff" if mark else "") + text.replace("\n", ends)).encode()


def damaged(kind: str, number: int) -> str:
    damage = DAMAGES[kind][1]
    return "\n".join(damage(line) if at == number else line for at, line in enumerate(LINES))


@pytest.mark.parametrize(("kind", "number"), [(kind, at) for kind, (lines, _) in DAMAGES.items() for at in lines])
def test_one_damage_of_each_kind_is_mended_and_reads_as_meant(kind: str, number: int) -> None:
    done = fixed(written(damaged(kind, number)), told, Deal.model_fields)
    assert noun(done.after) == noun(written(SOUND))


MANY = st.lists(
    st.sampled_from(sorted(DAMAGES)).flatmap(
        lambda kind: st.tuples(st.just(kind), st.sampled_from(DAMAGES[kind][0]))
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda each: each[1],
)


@settings(max_examples=50)
@given(MANY, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_however_a_sound_file_is_damaged_nothing_else_changes_and_what_is_whole_reads_as_meant(
    damages: list[tuple[str, int]], ends: str, mark: bool, ended: bool
) -> None:
    lines = list(LINES)
    for kind, number in damages:
        lines[number] = DAMAGES[kind][1](lines[number])
    text = "\n".join(lines)
    done = fixed(written(text if ended else text.rstrip("\n"), ends=ends, mark=mark), told, Deal.model_fields)
    before, after = done.before.split(b"\n"), done.after.split(b"\n")
    touched = {at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    assert touched <= {number for _, number in damages}
    if not told(done.after).problems:
        assert noun(done.after) == noun(written(SOUND if ended else SOUND.rstrip("\n"), ends=ends, mark=mark))
    assert fixed(done.after, told, Deal.model_fields) == Fixed(done.after, done.after, ())


@given(st.text(alphabet='ab:-?"{}[], \t\n\u00a0“”', max_size=80))
def test_whatever_is_written_a_mend_brings_no_new_problem(block: str) -> None:
    content = f"---\ntitle: Core\nstage: evaluate\nassessment:\n{block}\n---\n".encode()
    done = fixed(content, told, Deal.model_fields)
    if is_parsed(PATH, content):
        assert {(each.code, each.says) for each in told(done.after).problems} <= {
            (each.code, each.says) for each in told(content).problems
        }
    assert (done.after == content) == (not done.mended)


def test_more_mistakes_than_are_told_of_a_file_are_all_mended() -> None:
    text = "".join(f"    a{number}: {{what: -, owner: ?}}\n" for number in range(60))
    meant = text.replace(" -,", ' "-",').replace(" ?}", ' "?"}')
    done = fixed(written(SOUND.replace("  actions:\n", f"  actions:\n{text}")), told, Deal.model_fields)
    assert done.after == written(SOUND.replace("  actions:\n", f"  actions:\n{meant}"))


def test_blanks_in_a_text_over_several_lines_stay() -> None:
    text = "formal_criteria: |\n  Preis:\u00a0fest\n bad: x\nrisk: {us: -}\n"
    content = written(SOUND.replace("competitors: [xsys, status-quo]\n", text))
    assert "Preis:\u00a0fest".encode() in fixed(content, told, Deal.model_fields).after


@pytest.mark.parametrize("text", ["owner: null", "owner: ~", "owner:"])
def test_nothing_as_other_programs_write_it_needs_no_mend(text: str) -> None:
    content = written(SOUND.replace("owner: Dana Reyes", text))
    assert fixed(content, told, Deal.model_fields) == Fixed(content, content, ())
    assert noun(content).owner == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stage: evaluate", "stage: evaluat"),
        ("close: 2027-03-31", "close: 31.03.2027"),
        ("owner: Dana Reyes", "owner: Dana Reyes\namount: EUR 25.000"),
        ("competitors: [xsys, status-quo]", "competitors: [xsys, status-quo"),
    ],
)
def test_what_can_mean_two_things_is_left(old: str, new: str) -> None:
    content = written(SOUND.replace(old, new))
    assert told(content).problems
    assert fixed(content, told, Deal.model_fields).after == content


def test_edits_count_columns_after_a_byte_order_mark_and_keep_the_ends_of_lines() -> None:
    content = "\ufeffab\r\ncd\r\n".encode()
    assert applied(content, [Edit(1, 2, 1, 3, "B"), Edit(2, 1, 2, 1, "x\n")]) == "\ufeffaB\r\nx\r\ncd\r\n".encode()


@pytest.fixture
def source(tmp_path: Path) -> WorkTree:
    """Return a playbook in which a file of each kind has a sign without quotes or a blank of another kind."""
    deals = tmp_path / "deals"
    for name, text in {
        PATH: SOUND.replace('us: "-"', "us: -"),
        "aldermoor/index.md": "---\ntitle:\u00a0Aldermoor\npeople:\n  r-okafor: Ruth Okafor\n---\n",
        "competitors/xsys.md": "---\nwebsite: https://xsys.example\ntitle:\u00a0Xsys\n---\n",
        "index.md": "---\ntitle:\u00a0Team\nofferings: {platform: Platform}\n---\n",
        "method.yml": "extends: target-account\nname:\u00a0Ours\n",
    }.items():
        (deals / name).parent.mkdir(parents=True, exist_ok=True)
        (deals / name).write_bytes(text.encode())
    return WorkTree(deals)


def problems_of(source: WorkTree) -> tuple[Problem, ...]:
    return load(source).problems


def test_every_kind_of_file_is_mended(source: WorkTree) -> None:
    plan = plan_fixes(source, problems_of(source), TODAY)
    assert sorted(plan) == [
        "aldermoor/core.md",
        "aldermoor/index.md",
        "competitors/xsys.md",
        "index.md",
        "method.yml",
    ]
    assert write_fixes(source, plan) == []
    assert [str(each) for each in problems_of(source)] == []


def test_a_file_that_somebody_changed_meanwhile_is_left(source: WorkTree) -> None:
    plan = plan_fixes(source, problems_of(source), TODAY)
    (source.root / "index.md").write_text("---\ntitle: Another\n---\n")
    assert write_fixes(source, plan) == ["index.md"]
    assert (source.root / "index.md").read_text() == "---\ntitle: Another\n---\n"


def test_a_mend_that_cannot_be_written_leaves_every_file_as_it_was(source: WorkTree, tmp_path: Path) -> None:
    plan = plan_fixes(source, problems_of(source), TODAY)
    (source.root / "competitors").rename(tmp_path / "elsewhere")
    (source.root / "competitors").symlink_to(tmp_path / "elsewhere")
    before = {path: (source.root / path).read_bytes() for path in plan}
    with pytest.raises(Exception, match=r"link|not a folder"):
        write_fixes(source, plan)
    assert {path: (source.root / path).read_bytes() for path in plan} == before
