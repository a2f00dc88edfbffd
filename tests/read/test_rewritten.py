"""Files that other programs read and write again say the same: their word for nothing, their quotes, their order."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML

from generator.edit.new import new_deal, new_playbook
from generator.read.files import WorkTree
from generator.read.method import shipped
from generator.read.playbook import load

Dump = Callable[[str], str]


def by_pyyaml(front: str) -> str:
    return yaml.safe_dump(yaml.safe_load(front))


def by_ruamel(front: str) -> str:
    written = io.StringIO()
    YAML(typ="safe", pure=True).dump(YAML(typ="safe", pure=True).load(front), written)
    return written.getvalue()


def bare(word: str) -> Dump:
    """Return a program's rewriting that puts a word where a key has no value and takes comments out."""

    def dump(front: str) -> str:
        lines = [re.sub(r" *(?:^|(?<= ))# .*", "", line) for line in front.split("\n")]
        flat = [line for line in lines if line.strip()]
        below = [*flat[1:], ""]
        deeper = [len(each) - len(each.lstrip()) for each in flat], [len(each) - len(each.lstrip()) for each in below]
        return "".join(
            f"{line}{f' {word}' if line.endswith(':') and here >= next_ else ''}\n"
            for line, here, next_ in zip(flat, *deeper, strict=True)
        )

    return dump


DUMPS = {
    "PyYAML": by_pyyaml,
    "ruamel.yaml": by_ruamel,
    **{word or "nothing": bare(word) for word in ("null", "~", "Null", "NULL", "''", '""', "")},
}


def rewritten(content: bytes, dump: Dump) -> bytes:
    head, front, notes = content.decode().split("---\n", 2)
    return f"{head}---\n{dump(front)}---\n{notes}".encode()


@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS)
@pytest.mark.parametrize("method", ["target-account", "meddpicc"])
def test_new_files_have_no_problem_after_another_program_wrote_them(tmp_path: Path, method: str, dump: Dump) -> None:
    files = dict(new_playbook("Ours", shipped(method)))
    files["deals/first-account/second.md"] = new_deal("Second", shipped(method))
    files["deals/method.yml"] = f"extends: {method}\nname: null\nabout: ~\n".encode()
    for path, content in files.items():
        if path.startswith("deals/"):
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(rewritten(content, dump) if path.endswith(".md") else content)
    playbook = load(WorkTree(tmp_path / "deals"))
    assert playbook.problems == ()
    deal = playbook.deals["first-account/second"]
    assert (deal.owner, deal.amount, deal.close, deal.compelling_event) in (
        ("", None, None, None),
        (
            "",
            None,
            None,
            type(deal)
            .model_validate({"path": "a/b.md", "title": "t", "stage": "s", "compelling_event": {}})
            .compelling_event,
        ),
    )
    assert (deal.title, deal.players, deal.plan.goal) == ("Second", {}, "")
