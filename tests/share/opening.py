"""Building the shares of a folder as their users do, and reading them as their readers do."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

from click.testing import Result

from generator.show.share.encryption import Sealed, ShareLink, bytes_of, link_of, secret_from, unseal
from tests.cli.running import playbook
from tests.making import TODAY

SECRET = "TM0KX7gAQ4r0S6n0xQkN0d4n8wqk2c8r1mB5yJb3mVg="  # noqa: S105 - made for the tests, and for nothing else
DATA = re.compile(r'<script type="application/json" id="sealed">(.*?)</script>', re.DOTALL)


def share(folder: Path, *arguments: str, **env: str) -> Result:
    """Return what `playbook share` prints and ends with in a folder, with the secret of the tests."""
    given = {"PLAYBOOK_SHARE_SECRET": SECRET, "CI": "", "GITHUB_ACTIONS": "", "GITLAB_CI": ""} | env
    return playbook(folder, "share", *arguments, "--today", TODAY.isoformat(), **given)


def registered(folder: Path, **shares: str) -> None:
    """Write the register: each share as the inside of a block on one line, the days of which are given."""
    days = "issued: 2026-11-20, expires: 2026-12-20"
    lines = [f"  {name.replace('_', '-')}: {{{fields}, {days}}}" for name, fields in shares.items()]
    (folder / "deals" / "shares.yml").write_text("\n".join(["shares:", *lines, ""]))


def link(name: str, generation: int = 1) -> ShareLink:
    """Return a share's link under the secret of the tests."""
    return link_of(secret_from(SECRET), name, generation)


def page(folder: Path, name: str, generation: int = 1) -> Path:
    """Return the file that a share's link leads to."""
    return folder / "site-share" / link(name, generation).path / "index.html"


def held(file: Path) -> dict[str, str]:
    """Return what a page holds for its script."""
    found = DATA.search(file.read_text("utf-8"))
    assert found
    written: dict[str, str] = json.loads(found[1])
    return written


def sealed(file: Path) -> Sealed:
    """Return header and ciphertext of a page."""
    both = held(file)
    return Sealed(bytes_of(both["header"]), bytes_of(both["body"]))


def markup(folder: Path, name: str, generation: int = 1, passphrase: str | None = None) -> str:
    """Return the HTML of a brief as its reader's browser gets it."""
    return unseal(sealed(page(folder, name, generation)), link(name, generation).key, passphrase).decode()


def text(folder: Path, name: str, generation: int = 1, passphrase: str | None = None) -> str:
    """Return the words of a brief as its reader sees them."""
    said = html.unescape(re.sub(r"<[^>]*>", " ", markup(folder, name, generation, passphrase)))
    return " ".join(said.split())


def git(folder: Path, *arguments: str, day: str = "2026-11-20") -> str:
    """Run git in a folder on a day, and return what it prints."""
    when = f"{day}T10:00:00Z"
    who = {f"GIT_{role}_{part}": "dana" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    env = {**who, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True).stdout
