"""The team's logo for a brief, and word of one that is left out."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.output.printing import harmless
from generator.plugin.team_logo import team_logo


def logo_of(root: Path) -> str:
    """Return the team's logo as a `data:` address, and say why one that mkdocs.yml names is left out."""
    logo = team_logo(root / "mkdocs.yml")
    if logo.left_out:
        click.echo(harmless(f"the briefs are without the logo: {logo.left_out}"), err=True)
    return logo.address
