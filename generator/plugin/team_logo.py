"""The team's own logo, as mkdocs.yml names it, for pages that load nothing: its bytes within an address."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.plugin.driver import load
from generator.problems import Refused

KINDS: Final[Mapping[str, str]] = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
LARGEST: Final = 64 * 1024
"""Bytes of a logo that goes into every brief."""


class TeamLogo(NamedTuple):
    """A logo as a `data:` address, empty where there is none; `left_out` says why one that is named is not there."""

    address: str = ""
    left_out: str = ""


def team_logo(config_file: Path) -> TeamLogo:
    """Return the logo of the team's own theme; a playbook without mkdocs.yml, or without a logo, has none."""
    if not config_file.is_file():
        return TeamLogo()
    try:
        theme = load(config_file).theme
    except Refused:
        return TeamLogo(left_out=f"{config_file.name} has mistakes: `playbook build` names them")
    named = str(theme.get("logo") or "")
    if not named or not theme.custom_dir:
        return TeamLogo()
    address = urlsplit(named)
    if address.scheme or address.netloc or address.path.startswith("/"):
        return TeamLogo(left_out=f"{named} is on another host: keep a copy in {Path(theme.custom_dir).name}/")
    return _read(Path(theme.custom_dir, unquote(address.path)), named)


def _read(file: Path, named: str) -> TeamLogo:
    if not (kind := KINDS.get(file.suffix.lower())):
        return TeamLogo(left_out=f"{named} is none of {', '.join(KINDS)}")
    try:
        content = file.read_bytes()
    except OSError:
        return TeamLogo(left_out=f"{named} cannot be read")
    if len(content) > LARGEST:
        return TeamLogo(left_out=f"{named} has {len(content):,} bytes, and {LARGEST:,} is the most")
    return TeamLogo(f"data:{kind};base64,{base64.b64encode(content).decode()}")
