"""What others wrote reaches neither the terminal nor a forge's runner as a command, whichever command prints it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.main import main
from generator.cli.output.printing import harmless, json_text
from tests.house.imports import ROOT

STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""What click writes for colours; nothing else may begin with an escape."""
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LINES = (
    "x\\n::error file=a::boo\\n##[error]boo\\n  ::add-mask::x ##vso[task.setvariable]boo ##teamcity[x] "
    "::set-output name=a::b%0A::error::c"
)
LONG = "y" * 70 + " ::error::boo " + "z" * 79 + "::error::boo"
DEAL = f"""\
---
title: "{LINES}"
stage: evaluate
owner: "{LONG}"
close: 2026-10-01
competitors: [xsys]
primary_competitor: xsys
assessment:
  customer_project: {{us: "+", xsys: "-", date: 2026-11-02, by: customer, evidence: "{LINES}"}}
plan:
  actions: {{call: {{what: "{LINES}", owner: "{LONG}", due: 2026-10-01}}}}
---
"""
BROKEN = '---\ntitle: x\nstage: "evaluate\\n::error::boo"\n"::error::boo\\n##[error]": x\n\'a ##[error]b\': y\n---\n'
COMPETITOR = f'---\ntitle: "{LINES}"\n---\n'
METHOD = f'''\
extends: target-account
criteria:
  access_to_funds: {{label: "{LINES}", low: "{LINES}", high: "{LINES}"}}
'''
SHARES = """\
shares:
  board:
    deal: aldermoor/core
    audience: executive
    reader: "x ::error::boo ##[error]boo ##vso[boo]"
    issued: 2026-11-01
    expires: 2026-12-01
"""
SUBJECT = "\x1b]0;boo\x07 \x1b[2J::error::boo ##[error]boo \u202e"


def git(folder: Path, *arguments: str) -> None:
    author = ["-c", "user.name=\x1b[31mboo", "-c", "user.email=a@boo.invalid"]
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    files = {
        "deals/aldermoor/core.md": DEAL,
        "deals/aldermoor/broken.md": BROKEN,
        "deals/aldermoor/\x1b[2J\n::error::boo ##[error]x.md": BROKEN,
        "deals/competitors/xsys.md": COMPETITOR,
        "deals/aldermoor/index.md": COMPETITOR,
        "deals/method.yml": METHOD,
        "deals/shares.yml": SHARES,
        "export.csv": 'Id,Id,Name,Stage\n1,1,"\x1b[2J\n::error::boo ##[error]boo","::error::boo\x1b]0;x\x07"\n',
        "map.yml": "format: 1\n\x1b",
    }
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "deals")
    git(root, "commit", "-q", "-m", SUBJECT)
    deal = root / "deals/aldermoor/core.md"
    deal.write_text(DEAL.replace("2026-10-01", "2026-12-01", 1).replace('us: "+"', 'us: "-"'))
    git(root, "commit", "-q", "-a", "-m", f"{SUBJECT} again")
    return root


COMMANDS = {
    "score": ["score"],
    "score of a deal": ["score", "aldermoor/core"],
    "check": ["check", "--all"],
    "check for github": ["check", "--format", "github"],
    "check for programs": ["check", "--format", "json"],
    "check for GitLab": ["check", "--format", "gitlab"],
    "check for code scanning": ["check", "--format", "sarif"],
    "check of a change": ["check", "--base", "HEAD~1"],
    "score for programs": ["score", "--json"],
    "history": ["history", "aldermoor/core"],
    "history for programs": ["history", "aldermoor/core", "--json"],
    "diff": ["diff", "HEAD~1"],
    "diff for programs": ["diff", "HEAD~1", "--format", "json"],
    "diff for a pull request": ["diff", "HEAD~1", "--format", "markdown"],
    "shares": ["share", "list"],
    "rate refused": ["rate", "aldermoor/core", "risk", "+", "--for", "::error::boo ##[x]"],
    "import with a broken map": ["import", "export.csv", "--map", "map.yml"],
    "import with a shipped map": ["import", "export.csv", "--map", "salesforce", "--dry-run"],
    "interview": ["interview", "aldermoor/core"],
    "interview of a broken deal": ["interview", "aldermoor/broken"],
    "rate": ["rate", "aldermoor/core", "\x1b[2Jboo", "+"],
    "new": ["new", "\x1b[2J/x"],
    "a deal that is not there": ["score", "\x1b[2Jboo/x"],
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_prints_an_order(folder: Path, arguments: list[str]) -> None:
    whole = ["-C", str(folder), *arguments]
    result = CliRunner().invoke(main, whole, input="-\n\n\n\nq\n", color=True, prog_name="playbook")
    said = STYLE.sub("", result.stdout + result.stderr)
    assert said
    assert not CONTROL.search(said), said
    ours = ("::error file=deals/", "::warning file=deals/", "::notice file=deals/")
    lines = said.splitlines()
    orders = [line for line in lines if line.strip().startswith("::") and not line.startswith(ours)]
    assert orders == []
    assert not re.search(r"##\w*\[", said)
    if whole[-1] in ("json", "--json", "gitlab", "sarif"):
        assert json.loads(result.stdout)
        assert not re.search("::|##|%0A|%25", result.stdout)
    if arguments[:3] != ["check", "--format", "github"]:
        assert "::error" not in said


def test_what_is_no_character_to_read_is_spelled_out_and_other_scripts_stay() -> None:
    assert harmless("a\x1b[31m\x9b\u202eb\r\nc") == "a\\x1b[31m\\x9b\\u202eb c"
    assert harmless("Zoë 株式会社 मराठी 👩‍💻") == "Zoë 株式会社 मराठी 👩‍💻"
    assert harmless("::error:: ##[x] ##vso[y] a: b # c") == ":\\:error:\\: ##\\[x] ##\\vso[y] a: b # c"


@given(
    st.recursive(
        st.text() | st.text('#:%0AaDd25[\\"u\x7f\u202e'),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_says_the_same_with_and_without_what_is_spelled_out(whole: object) -> None:
    printed = json_text(whole)
    assert json.loads(printed) == whole
    assert not re.search("##|::|%0[AaDd]|%25|[\x7f-\x9f\u202e]", printed)


def test_one_place_writes_the_json_that_commands_print() -> None:
    files = {path.name for path in (ROOT / "generator/cli").rglob("*.py") if "json.dump" in path.read_text("utf-8")}
    assert files - {"code_in_settings.py"} == {"printing.py"}
