"""Material's theme set up for a playbook: our theme before it, nothing from other hosts, our own defaults."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from generator.show.templating.environment import theme_folder
from generator.site.inputs import refused
from generator.site.layout import stylesheet
from generator.site.layout.csp import inline_scripts
from generator.site.layout.scripts import ON_SOME
from generator.site.layout.template import squeezed

FEATURES = ("navigation.tabs", "search.highlight", "search.suggest")
PALETTE = [
    {
        "media": "(prefers-color-scheme)",
        "toggle": {"icon": "material/brightness-auto", "name": "Switch to light mode"},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/brightness-5", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/moon-waning-crescent", "name": "Follow the system"},
    },
]
MATERIALS_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/search.")
"""Beginnings of the paths of Material's own search: stemmers, and its worker."""
MATERIALS_FAVICON = "assets/images/favicon.png"


def dress(config: MkDocsConfig, folder: Path) -> None:
    """Put the theme in `folder` before Material and after the team's own, and turn off whatever leaks a page.

    The team's `theme:` in mkdocs.yml wins in matters of taste. Fonts of another host, pages loaded in place (which
    the security policy and the calendar feeds do not go with) and a table of contents inside the navigation are
    always left out. Names are texts, which Material's templates, where nothing is escaped, would take for HTML.
    """
    theme = config.theme
    theme.dirs.insert(1 if theme.custom_dir else 0, str(folder))
    theme.static_templates.clear()
    theme.static_templates.add("404.html")
    theme["font"] = False
    theme["features"] = _features(theme)
    if not theme.get("palette"):
        theme["palette"] = PALETTE
    if theme["favicon"] == MATERIALS_FAVICON:
        theme["favicon"] = "assets/favicon.svg"
    if not theme.get("logo"):
        theme["logo"] = "assets/logo.svg"
    config.site_name = escape(config.site_name)
    config.repo_name = config.repo_name and escape(config.repo_name)
    config.extra["scope"] = urlsplit(config.site_url or "/").path
    config.extra["generator"] = False


def _features(theme: Theme) -> list[str]:
    wanted = [feature for feature in theme["features"] if not feature.startswith("navigation.instant")]
    return sorted({*FEATURES, *wanted} - {"toc.integrate", "search.share"})


def our_scripts(folder: Path) -> list[str]:
    """Return the addresses of our own scripts that serve every page, in the order of their names."""
    scripts = sorted(script.name for script in (folder / "assets").glob("*.js"))
    return [f"assets/{name}" for name in scripts if name not in ON_SOME]


def join_styles(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Put one stylesheet in place of the files that it is made of.

    A stylesheet of the team's own theme in the same place stays. Raises Refused where the files do not fit together.
    """
    styles = folder / "styles"
    for part in [file for file in files if file.abs_src_path and Path(file.abs_src_path).parent == styles]:
        files.remove(part)
    if files.get_file_from_path(stylesheet.ADDRESS):
        return
    try:
        content = stylesheet.joined(styles)
    except stylesheet.LostStyles as fault:
        raise refused("theme", str(fault), file=config.config_file_path or "", key=("theme",)) from None
    files.append(File.generated(config, stylesheet.ADDRESS, content=content))


def known_scripts(config: MkDocsConfig) -> frozenset[str]:
    """Return the inline scripts that may run: Material's own, as they read with this configuration, and ours.

    Ours is the one of the page for missing addresses, which finds no file of the site before it has run.
    """
    env = Theme(name="material").get_env()
    partials = ("base", "palette")
    ours = Path(theme_folder(), "partials/site_root.html").read_text("utf-8")
    return frozenset(inline_scripts(squeezed(ours))).union(
        script
        for partial in partials
        for script in inline_scripts(
            env.get_template(f"partials/javascripts/{partial}.html").render(
                config=config, base_url=".", features=config.theme["features"]
            )
        )
    )
