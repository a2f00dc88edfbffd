"""The staging folder: what may be put there, and what is compared with the last site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.output.staging import FileSink, Staging


@pytest.fixture
def sink(tmp_path: Path) -> FileSink:
    for name in ("waiting", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "site/same.html").write_bytes(b"same")
    return FileSink(str(tmp_path / "waiting"), str(tmp_path / "site"), frozenset({"same.html"}))


@pytest.mark.parametrize("path", ["../outside", "a/../../outside", "/etc/passwd", "a//b", "./a", ""])
def test_nothing_is_put_outside(sink: FileSink, path: str) -> None:
    with pytest.raises(ValueError, match="not a path below the site"):
        sink.put(path, b"x")


def test_what_the_last_site_holds_already_is_not_written_again(sink: FileSink) -> None:
    sink.put("same.html", b"same")
    assert not Path(sink.waiting, "same.html").exists()
    sink.put("same.html", b"other")
    assert Path(sink.waiting, "same.html").read_bytes() == b"other"


def test_a_staging_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "below/site")
    staging.open()
    staging.sink.put("a/index.html", b"x")
    staging.close()
    assert [path.name for path in tmp_path.rglob("*")] == ["below"]


def test_a_link_in_the_place_of_the_staging_folder_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work", "utf-8")
    (tmp_path / ".site.staging").symlink_to(precious)
    staging = Staging(tmp_path / "site")
    staging.open()
    staging.close()
    assert (precious / "thesis.txt").is_file()
