"""Editing in the preview: pages that carry the editor, and writes that come from them alone."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from generator.editor.page_additions import ASSETS
from tests.browser.serving import served as served_folder
from tests.plugin.previewing import Served, serving
from tests.plugin.trees import files_of, planted

DEAL = "aldermoor/core-banking.md"
EDIT = {"at": ["assessment", "access_to_funds", "us"], "was": "-", "value": "+"}
IMPORT = re.compile(r'^(?:import|export) (?:[^"]* from )?"(\.[^"]+)"', re.MULTILINE)
TOKEN = re.compile(r'<meta name="playbook-edit" content="([\w-]+)" data-base="/team/_edit/"')


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(planted(tmp_path_factory.mktemp("edited") / "playbook")) as each:
        each.next_build()
        yield each


def sent(
    served: Served, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> tuple[int, Mapping[str, str], bytes]:
    """Send a request with exactly these headers, and return status, headers and body of the answer."""
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=60)
    try:
        connection.request(method, f"/team/{path}", body, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()
    finally:
        connection.close()


def token_of(served: Served) -> str:
    """Return the token of the run, from a page."""
    found = TOKEN.search(served.get("aldermoor/core-banking/"))
    assert found
    return found[1]


def ours(served: Served) -> dict[str, str]:
    """Return the headers with which a page of ours writes."""
    return {"Origin": served.host, "X-Playbook-Edit": token_of(served), "Content-Type": "application/json"}


def posted(served: Served, path: str, data: object, **other: str) -> tuple[int, Any]:
    """Write as a page of ours does, but for other headers; an empty one is left out."""
    headers = ours(served) | {name.replace("_", "-"): value for name, value in other.items()}
    body = json.dumps(data).encode()
    status, _, answer = sent(served, "POST", path, body, {name: each for name, each in headers.items() if each})
    return status, json.loads(answer) if answer.startswith(b"{") else answer


def content(served: Served, path: str = DEAL) -> bytes:
    return (served.tree.root / "deals" / path).read_bytes()


def test_an_answered_page_names_its_file_and_the_sites_own_file_stays_as_it_was(served: Served) -> None:
    page = served.get("aldermoor/core-banking/")
    assert 'data-file="aldermoor/core-banking.md" data-kind="deal"' in page
    assert ('src="/team/_edit/assets/edit.js"' in page) == (ASSETS / "edit.js").is_file()
    assert 'data-file="aldermoor/index.md" data-kind="account"' in served.get("aldermoor/")
    assert 'data-file="partners/pellucid.md" data-kind="partner"' in served.get("partners/pellucid/")
    built = files_of(served.tree.root)
    assert not [path for path, each in built.items() if b"playbook-edit" in each]


def loaded_by(script: Path, known: set[str]) -> set[str]:
    """Return the known scripts with this one and all that it imports, by their path below the folder of the forms."""
    name = script.resolve().relative_to(ASSETS.resolve()).as_posix()
    if name not in known:
        known.add(name)
        for imported in IMPORT.findall(script.read_text("utf-8")):
            loaded_by(script.parent / imported, known)
    return known


def test_an_answered_page_names_every_script_that_a_form_needs(served: Served) -> None:
    """A form opens without one script after the other being asked for."""
    page = served.get("aldermoor/core-banking/")
    named = re.findall(r'<link rel="modulepreload" href="/team/_edit/assets/([^"]+)">', page)
    assert set(named) == loaded_by(ASSETS / "edit.js", set())
    assert {sent(served, "GET", f"_edit/assets/{each}")[0] for each in named} == {200}


def test_a_rating_is_previewed_saved_and_taken_back_to_the_byte(served: Served) -> None:
    before = content(served)
    status, _, body = sent(served, "GET", f"_edit/form?file={DEAL}")
    form = json.loads(body)
    assert (status, form["data"]["assessment"]["access_to_funds"]) == (200, {"us": "-"})
    changes = {"file": DEAL, "version": form["version"], "edits": [EDIT]}
    status, preview = posted(served, "_edit/preview", changes)
    assert "Access to funds − → + without new evidence" in preview["effect"]["sentences"]
    assert content(served) == before
    assert posted(served, "_edit/save", changes)[1]["saved"] == 1
    assert content(served) == before.replace(b'access_to_funds: {us: "-"}', b'access_to_funds: {us: "+"}')
    assert posted(served, "_edit/undo", {"file": DEAL})[0] == 200
    assert content(served) == before


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"X_Playbook_Edit": ""}, 403),
        ({"X_Playbook_Edit": "guessed"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Host": "deals.evil.example"}, 403),
    ],
)
def test_no_other_page_writes(served: Served, other: Mapping[str, str], status: int) -> None:
    before = content(served)
    assert posted(served, "_edit/save", {"file": DEAL, "edits": [EDIT]}, **other)[0] == status
    assert content(served) == before


def test_nothing_is_written_by_get_nor_outside_the_editor(served: Served) -> None:
    headers = ours(served)
    assert sent(served, "GET", "_edit/save", headers=headers)[0] == 405
    assert sent(served, "POST", "aldermoor/core-banking/", b"{}", headers)[0] == 405
    assert sent(served, "PUT", "_edit/save", b"{}", headers)[0] == 405
    assert sent(served, "OPTIONS", "_edit/save", b"", headers)[0] == 405


def test_a_request_that_is_too_big_or_has_no_length_is_refused(served: Served) -> None:
    assert posted(served, "_edit/notes", {"text": "x" * (1 << 20)})[0] == 413
    assert sent(served, "POST", "_edit/notes", b"", ours(served) | {"Transfer-Encoding": "chunked"})[0] == 411


def test_only_the_clients_own_files_are_given(served: Served, tmp_path: Path) -> None:
    for path in ("../main.html", "..%2fmain.html", "%2e%2e/playbook.html", "edit.html", "x/y/z.js", ".js"):
        assert sent(served, "GET", f"_edit/assets/{path}")[0] in (400, 404)


def test_no_page_of_another_site_can_frame_ours(served: Served) -> None:
    _, headers, _ = sent(served, "GET", "aldermoor/core-banking/")
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


FOREIGN = """<!doctype html><meta charset="utf-8"><title>Foreign</title>
<form method="post" enctype="text/plain" action="TARGET_edit/save" target="sink">
<input name='{"file": "' value='"}'></form>
<iframe name="sink"></iframe><iframe name="framed" src="TARGETaldermoor/core-banking/"></iframe>
<script>
const body = JSON.stringify(CHANGES);
const told = [];
const tried = (name, asked) =>
  asked.then((answer) => told.push([name, answer.type]), () => told.push([name, "refused"]));
window.attacked = (async () => {
  const plain = {method: "POST", body, mode: "no-cors"};
  await tried("opaque", fetch("TARGET_edit/save", plain));
  const json = {"Content-Type": "application/json"};
  await tried("json", fetch("TARGET_edit/save", {method: "POST", body, headers: json}));
  const token = {...json, "X-Playbook-Edit": "guessed"};
  await tried("token", fetch("TARGET_edit/save", {method: "POST", body, headers: token}));
  await tried("page", fetch("TARGETaldermoor/core-banking/"));
  await tried("form", fetch("TARGET_edit/form?file=aldermoor/core-banking.md"));
  navigator.sendBeacon("TARGET_edit/save", new Blob([body], {type: "text/plain"}));
  document.forms[0].submit();
  await new Promise((done) => { document.querySelector("[name=sink]").onload = done; });
  return told;
})();
</script>
"""


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_in_the_same_browser_reads_and_writes_nothing(
    served: Served, browser: Browser, tmp_path: Path, name: str
) -> None:
    before = content(served)
    changes = json.dumps({"file": DEAL, "edits": [EDIT]})
    foreign = FOREIGN.replace("TARGET", served.address.replace("127.0.0.1", name)).replace("CHANGES", changes)
    (tmp_path / "index.html").write_text(foreign, "utf-8")
    page = browser.new_page()
    with served_folder(tmp_path) as address:
        page.goto(address)
        told = page.evaluate("window.attacked")
        framed = page.frame("framed")
        assert framed
        assert framed.url.startswith("chrome-error:")
    page.close()
    assert told[0] in (["opaque", "opaque"], ["opaque", "refused"])
    assert [kind for _, kind in told[1:]] == ["refused"] * 4
    assert content(served) == before
