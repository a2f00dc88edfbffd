"""The page of the published site that proposes changes, and the files that it loads; other sites have neither."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.show.urls.proposals import EDIT, KINDS, ProposalTarget
from generator.site.layout.csp import policy
from generator.site.layout.template import marks, squeezed

TEMPLATE: Final = f"{EDIT}index.html"
NOT_LOADED: Final = frozenset({"edit.js", "served.js", "new.js", "scheme.js", "proposals.js"})
"""Scripts of the forms that other pages load, or that the page itself names."""
LATER: Final = re.compile(r"forges/(?!kinds\.js)|vendor/diff\.js")
"""Scripts of a proposal, which the page loads once a form stands."""
MATERIALS_STYLES: Final = re.compile(r"assets/stylesheets/(?:main|palette)\.[0-9a-f]+\.min\.css")


def place_editor(files: Files, config: MkDocsConfig, folder: Path, target: ProposalTarget | None) -> None:
    """Put the scripts of the forms beside their page, or leave them out of a site that proposes nothing."""
    editor = folder / "editor"
    for part in [file for file in files if file.abs_src_path and Path(file.abs_src_path).is_relative_to(editor)]:
        files.remove(part)
        if target:
            below = Path(str(part.abs_src_path)).relative_to(editor).as_posix()
            files.append(File(below, str(editor), config.site_dir, use_directory_urls=False, dest_uri=EDIT + below))


def page_context(files: Files, target: ProposalTarget) -> dict[str, object]:
    """Return what the page's template places: stylesheets, modules, and the forge in words and as data."""
    styles = sorted(file.src_uri for file in files if MATERIALS_STYLES.fullmatch(file.src_uri))
    below = (file.dest_uri.removeprefix(EDIT) for file in files if file.dest_uri.startswith(EDIT))
    return {
        "styles": styles,
        "modules": sorted(
            each for each in below if each.endswith(".js") and each not in NOT_LOADED and not LATER.match(each)
        ),
        "target": target,
        "forge_name": KINDS[target.kind],
        "forge": json.dumps(target._asdict()),
    }


def finished(html: str, target: ProposalTarget) -> str:
    """Return the rendered page with its policy: no script but from files, no host but its own and the forge's API.

    Raises UnknownScript where a team's own template of the page holds a script.
    """
    page = squeezed(html)
    return page.replace(marks()["policy"], policy(page, (), connecting=target.api_origin))
