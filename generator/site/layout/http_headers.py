"""HTTP headers for every file: the pages' own policy, and what only a header can forbid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape

from generator.site.layout.page_file import ThemeFrame

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
BESIDES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_HOSTS = "_headers"
FOR_NGINX = "headers.nginx.conf"


def header_files(frame: ThemeFrame, connecting: str = "") -> Mapping[str, bytes]:
    """Return the headers of a site as hosts read them that know `_headers`, and as nginx includes them.

    The policy allows what any of the pages' own policies allows, and no frame around a page of ours. `connecting` is
    the origin of the one host that the page for proposals asks; every other page's own policy keeps it to ours.
    """
    shells = [frame.not_found, *(shell for _, shell in sorted(frame.shells.items()))]
    policies = [unescape(policy) for shell in shells for policy in POLICY.findall("".join(shell.texts))]
    policies += [f"connect-src {connecting}"] if connecting else []
    headers = {"Content-Security-Policy": f"{together(policies)}; frame-ancestors 'none'", **BESIDES}
    hosts = "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return {FOR_HOSTS: hosts.encode(), FOR_NGINX: nginx.encode()}


def together(policies: Iterable[str]) -> str:
    """Return the policy that allows what any of several allows; they name the same things."""
    sources: dict[str, dict[str, None]] = {}
    for policy in policies:
        for directive in policy.split("; "):
            name, *allowed = directive.split()
            sources.setdefault(name, {}).update(dict.fromkeys(allowed))
    return "; ".join(" ".join([name, *allowed]) for name, allowed in sources.items())
