"""A change without a token: as a patch that git takes from a mail, and as the words that a proposal is given."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.forges.bare import Bare
from tests.forges.conftest import FILE, Desk, rated

pytestmark = pytest.mark.xdist_group("browser")

MAIL = """async change => {
  const {mailOf} = await import(new URL("forges/patch.js", document.baseURI));
  return await mailOf({...change, date: new Date("2026-11-23T09:30:00Z")});
}"""
LINK = """async ([message, patch]) => {
  const {mailLink} = await import(new URL("forges/patch.js", document.baseURI));
  return mailLink(message, patch);
}"""
EDITOR = """async ([target, file]) => {
  const {editorOf} = await import(new URL("forges/kinds.js", document.baseURI));
  return editorOf(target, file);
}"""
WHO = {"name": "Zoë Ångström-Müller, née Łukasiewicz", "address": "zoe@example.com"}
SUBJECT = "Kernbankenlösung für die Aldermoor-Bank: Zugang zu den Mitteln − → + nach dem Gespräch"
MESSAGE = f"{SUBJECT}\n\n- one\n--- not an end\n"
LINES = "".join(f"line {number}\n" for number in range(30))


def applied(folder: Path, path: str, before: str, mail: str, *options: str) -> Bare:
    """Apply a mail to a clone of a repository with one file, and return that."""
    bare = Bare(folder / "bare", {path: before.encode()})
    bare.git("clone", "--quiet", str(bare.root), str(folder / "clone"))
    (folder / "mail").write_bytes(mail.encode())
    mailbox = str(folder / "mail")
    clone = ["git", "-C", str(folder / "clone"), "-c", "user.name=x", "-c", "user.email=x@example.com"]
    done = subprocess.run([*clone, "am", "--quiet", *options, mailbox], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    subprocess.run([*clone, "push", "--quiet", "origin", "HEAD:patched"], check=True)
    return bare


@pytest.mark.parametrize(
    ("path", "before", "after", "options"),
    [
        ("deals/a.md", LINES, LINES.replace("line 3\n", "line three\n").replace("line 25\n", ""), ()),
        ("deals/a.md", LINES.rstrip("\n"), LINES.rstrip("\n") + " more", ()),
        ("deals/a.md", "a\n", "a", ()),
        ("deals/a.md", "grüße 𝔘\n", "grüße 𝔘 −\n", ()),
        ("deals/a.md", "a\r\nb\r\n", "a\r\nc\r\n", ("--keep-cr",)),
        ("deals/größe \"x\".md", "a\n", "b\n", ()),
        ("deals/a.md", "x\n", "-- \nFrom me\n", ()),
    ],
)  # fmt: skip
def test_git_takes_the_patch_from_a_mail(
    desk: Desk, tmp_path: Path, path: str, before: str, after: str, options: tuple[str, ...]
) -> None:
    change: dict[str, Any] = {"path": path, "before": before, "after": after, "message": MESSAGE, **WHO}
    bare = applied(tmp_path, path, before, desk.page.evaluate(MAIL, change), *options)
    found = bare.blob(bare.tip("patched") or "", path) if path.isascii() else None
    shown = found[1].decode() if found else bare.at("show", f"patched:{path}") + "\n"
    assert shown == after
    author, subject = bare.at("log", "-1", "--format=%an <%ae> %aI%n%s", "patched").splitlines()
    assert author == f"{WHO['name']} <zoe@example.com> 2026-11-23T09:30:00+00:00"
    assert subject == SUBJECT


def test_a_rating_is_one_line_of_a_patch_and_fits_a_mail(desk: Desk, tmp_path: Path) -> None:
    change = {"path": f"deals/{FILE}", "before": desk.text, "after": rated(desk.text), "message": "Rated\n", **WHO}
    mail = desk.page.evaluate(MAIL, change)
    bare = applied(tmp_path, f"deals/{FILE}", desk.text, mail)
    assert bare.changed("patched") == ['-  access_to_funds: {us: "-"}', '+  access_to_funds: {us: "+"}']
    link = desk.page.evaluate(LINK, ["Rated: 5 & more?\n", mail[mail.index("diff ") :][:600]])
    assert link.startswith("mailto:?subject=%5BPATCH%5D%20Rated%3A%205%20%26%20more%3F&body=diff%20--git")
    assert desk.page.evaluate(LINK, ["Rated\n", "+x\n" * 1000]) == ""


def test_the_forge_s_own_editor_is_linked_by_an_address_without_surprises(desk: Desk) -> None:
    kinds = ("github", "gitlab", "forgejo", "gitea")
    targets = [desk.target(kind) | {"branch": "a/b#c", "web": "https://git.example"} for kind in kinds]
    found = [desk.page.evaluate(EDITOR, [each, "aldermoor/ü?x.md"]) for each in targets]
    assert found == [
        "https://git.example/acme/deals/edit/a/b%23c/deals/aldermoor/%C3%BC%3Fx.md",
        "https://git.example/acme/sales/deals/-/edit/a/b%23c/deals/aldermoor/%C3%BC%3Fx.md",
        "https://git.example/acme/deals/_edit/a/b%23c/deals/aldermoor/%C3%BC%3Fx.md",
        "https://git.example/acme/deals/_edit/a/b%23c/deals/aldermoor/%C3%BC%3Fx.md",
    ]
