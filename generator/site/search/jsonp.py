"""Files that a browser fetches, as scripts that it loads: a page that was opened from disk can fetch nothing."""

from __future__ import annotations

BRING = b'brought("%b",'
END = b");\n"


def script_path(path: str) -> str:
    """Return the path of the script that brings a JSON file."""
    return f"{path.removesuffix('.json')}.js"


def script_of(path: str, content: bytes) -> bytes:
    """Return the script that brings a JSON file; a path has no sign that a script would take for another."""
    return BRING % path.encode() + content + END


def brought_by(path: str, script: bytes) -> bytes:
    """Return the content of the file that a script brings. Raises ValueError where it brings another, or none."""
    begin = BRING % path.encode()
    if not (script.startswith(begin) and script.endswith(END)):
        raise ValueError("not a script of ours")
    return script[len(begin) : -len(END)]
