"""Files that a browser fetches, as scripts that it loads: a page that was opened from disk can fetch nothing."""

from __future__ import annotations

from pathlib import Path

OF_THE_BOX = "search/search_index.json"
"""Index that Material's search box asks for before it asks our worker; no document is ever in it."""
BRING = b'brought("%b",'
END = b");\n"


def script_path(path: str) -> str:
    """Return the path of the script that brings a JSON file."""
    return f"{path.removesuffix('.json')}.js"


def script_of(path: str, content: bytes) -> bytes:
    """Return the script that brings a JSON file; a path has no sign that a script would take for another."""
    return BRING % path.encode() + content + END


def bring_to_the_box(folder: Path) -> None:
    """Put the search box's index in a site's folder beside itself as the script that Material loads from disk."""
    index = folder / OF_THE_BOX
    if index.is_file():
        index.with_suffix(".js").write_bytes(b"var __index = " + index.read_bytes())


def brought_by(path: str, script: bytes) -> bytes:
    """Return the content of the file that a script brings. Raises ValueError where it brings another, or none."""
    begin = BRING % path.encode()
    if not (script.startswith(begin) and script.endswith(END)):
        raise ValueError("not a script of ours")
    return script[len(begin) : -len(END)]
