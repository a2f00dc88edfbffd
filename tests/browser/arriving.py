"""Links as mail and chat programs hand them on: what they put around a link, and what they make of it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from urllib.parse import quote

Rewriting = Callable[[str], str]


def urldefense_v2(url: str) -> str:
    """Return a link as the second version of Proofpoint's gateway writes it: % as -, and / as _."""
    coded = quote(url, safe=":/").replace("-", "-2D").replace("_", "-5F").replace("%", "-").replace("/", "_")
    return (
        f"https://urldefense.proofpoint.com/v2/url?u={coded.replace(':', '-3A')}&d=DwMFaQ&c=eu{'Ab9' * 14}&s=x_-&e="
    )


def urldefense_v3(url: str) -> str:
    """Return a link as the third version writes it: * for each special character, and which these were as base64."""
    return f"https://urldefense.com/v3/__{url.replace('#', '*')}__;Iw!!{'Qz8-_' * 12}!k3J$"


def safelinks(url: str) -> str:
    """Return a link as Outlook's gateway writes it."""
    rest = f"data=05%7C02%7C{'9aF' * 15}%7C&sdata={'xY7' * 14}Z%3D&reserved=0"
    return f"https://eur01.safelinks.protection.outlook.com/?url={quote(url, safe='')}&{rest}"


def base64_gateway(url: str) -> str:
    """Return a link as gateways write it that carry the address in base64."""
    coded = quote(base64.b64encode(url.encode()).decode())
    return f"https://eu.protection.example/?d=example.com&u={coded}&i={'NWY4' * 12}&t={'T0Fz' * 12}%3D&h={'0f' * 16}"


REWRITTEN: dict[str, Rewriting] = {
    "safelinks": safelinks,
    "teams": lambda url: f"https://statics.teams.example/atp-safelinks.html?url={quote(url, safe='')}&locale=en",
    "urldefense-1": lambda url: (
        f"https://urldefense.proofpoint.com/v1/url?u={quote(url, safe=':/')}&k={'oIvR' * 9}%0A"
    ),
    "urldefense-2": urldefense_v2,
    "urldefense-3": urldefense_v3,
    "safelinks-in-urldefense": lambda url: urldefense_v2(safelinks(url)),
    "urldefense-in-safelinks": lambda url: safelinks(urldefense_v3(url)),
    "urldefense-2-in-safelinks": lambda url: safelinks(urldefense_v2(url)),
    "barracuda": lambda url: f"https://linkprotect.example/url?a={quote(url, safe='')}&c=E,1,{'k-_9' * 20}&typo=1",
    "cisco": lambda url: f"https://secure-web.cisco.com/1{'x-Y_' * 30}/{quote(url, safe='')}",
    "slack": lambda url: f"https://slack-redir.net/link?url={quote(url, safe='')}&v=3",
    "google": lambda url: f"https://www.google.com/url?q={url.replace('#', '%23')}&sa=D&usg={'AOvVaw' * 5}",
    "base64": base64_gateway,
    "sentence": lambda url: f"Dear Halla, here is the brief: {url}. It is for you only; do not forward it, please.",
    "angles": lambda url: f"<{url}>",
    "markdown": lambda url: f"[The brief]({url}) of today",
    "html": lambda url: f'<a href="{url.replace("#", "&#35;")}">',
    "emphasis": lambda url: f"_{url}_",
    "key alone": lambda url: f"“{url.partition('#')[2]}”",
    "typographic hyphens": lambda url: url.replace("--", "\u2013").replace("-", "\u2011"),
}
"""What may be pasted into the box, by who made it."""

ENDINGS = (
    ".", ",", ")", ">", '"', "'", "]", "*", "_", "-", "%20", "%0D%0A", "%C2%A0", "%E2%80%8B", "…", "%E2%80%A6", "”",
    "%3E", "%FF", "%", "&data=05%7C02%7Cx", "?utm_source=mail&utm_medium=x", "/", "%2F", "%22%3Ehere",
)  # fmt: skip
"""What stands behind a key."""

BREAKS = ("%20", "%0D%0A", "%0A%3E%20", "%0A%3E%3E%20", "=%0D%0A", "+", "%09", "%C2%A0", "%C2%AD", "%E2%80%8B", "%00")
"""What a blank, a line end or a hyphenation leaves in the middle of a key."""
