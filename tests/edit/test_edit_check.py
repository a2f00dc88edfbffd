"""Edits by command are read again by a second reader of YAML, to which every scalar is its text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.edit.cannot_splice import CannotSplice
from generator.edit.edit_check import check_again, front_matter, said
from generator.read.files import WorkTree
from generator.read.yaml.document import parse
from tests.house.imports import ROOT

BEFORE = "a: 1_000\nb: {c: yes, d: [x, ~]}\ne:\n"


def test_a_change_of_one_value_is_what_the_second_reader_sees() -> None:
    check_again(BEFORE, BEFORE.replace("yes", '"+"'), [(("b", "c"), "+")])
    check_again(BEFORE, BEFORE + "f: {g: h}\n", [(("f", "g"), "h")])


@pytest.mark.parametrize(
    "after",
    [BEFORE, BEFORE.replace("1_000", "1000"), BEFORE.replace("yes", "true"), BEFORE + "f: g\n", BEFORE + "a: 1\n"],
    ids=["nothing changed", "another number", "another word", "another key", "a duplicate"],
)
def test_any_other_change_is_refused(after: str) -> None:
    with pytest.raises(CannotSplice, match="does not see exactly the wanted change"):
        check_again(BEFORE, after if after == BEFORE else after.replace("[x,", "[z,"), [(("b", "d"), ["z", "~"])])


def test_what_it_cannot_read_is_refused_with_its_line() -> None:
    with pytest.raises(CannotSplice, match=r"cannot read this file \(line 3 of its keys\); change it by hand"):
        said("a: 1\nb: [\n")


def test_aliases_cost_nothing() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert len(said(bomb)) == 30


def test_both_readers_say_the_same_of_every_sample() -> None:
    source = WorkTree(ROOT / "deals")
    paths = list(source.listing().deals.values())
    assert len(paths) > 10
    for path in paths:
        content = source.read(path)
        assert said(front_matter(content)) == parse(path, content).data


def test_builds_and_checks_do_without_it(tmp_path: Path) -> None:
    modules = "build, check, score, publish, hook, diff, history"
    says = f"import sys, generator.plugin\nfrom generator.cli import {modules}\nprint('ruamel.yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", says], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
