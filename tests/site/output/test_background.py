"""A look at the site by another process tells what a look by this one tells."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from generator.site.output import background
from generator.site.output.background import BackgroundCheck
from generator.site.output.snapshot import look, seal, with_folders
from generator.site.output.staging import MANIFEST, Staging


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with its seal beside it."""
    folder = tmp_path / "site"
    for name in ("a/index.html", "b/index.html", MANIFEST):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    seen = look(str(folder), with_folders(["a/index.html", "b/index.html", MANIFEST]))
    assert seen
    seal(tmp_path / "seal", seen.settled(), "index")
    return folder


def looked(site: Path) -> BackgroundCheck:
    return BackgroundCheck(str(site), site.with_name("seal"))


@pytest.fixture(params=["in this process", "in another one"])
def where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sites of every size be worth a process, or none."""
    monkeypatch.setattr(background, "WORTH_A_PROCESS", 0 if request.param == "in another one" else 10**9)


@pytest.mark.usefixtures("where")
def test_a_site_as_it_was_sealed_is_seen_with_all_its_stamps(site: Path) -> None:
    found = looked(site).snapshot
    assert found
    again = look(str(site), found.paths)
    assert again
    assert (found.paths, found.stamps, found.digest) == (again.paths, again.stamps, again.digest)
    assert found.files == {"a/index.html", "b/index.html", MANIFEST}


@pytest.mark.usefixtures("where")
@pytest.mark.parametrize("change", ["another page", "a page less", "another seal", "no seal"])
def test_what_does_not_look_as_it_was_sealed_is_not_taken_for_it(site: Path, change: str) -> None:
    if change == "another page":
        (site / "a/index.html").write_text("other", "utf-8")
    elif change == "a page less":
        (site / "b/index.html").unlink()
    elif change == "another seal":
        site.with_name("seal").write_bytes(b"not ours" * 100)
    else:
        site.with_name("seal").unlink()
    assert looked(site).snapshot is None


def test_a_process_with_other_threads_looks_for_itself(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "WORTH_A_PROCESS", 0)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert looked(site).snapshot
    finally:
        done.set()
        other.join()


def test_another_build_since_the_look_began_is_noticed(site: Path) -> None:
    seen = looked(site).snapshot
    assert seen
    (site / MANIFEST).unlink()
    (site / MANIFEST).write_text("another build", "utf-8")
    staging = Staging(site)
    staging.open(seen)
    try:
        assert not staging.as_left
        assert staging.standing.files == seen.files
    finally:
        staging.close()
