"""Deals named on the command line, as `account/deal` or as their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import click

from generator.problems import expected
from generator.read.files import Listing


def named_deals(deals: Sequence[str], listing: Listing, folder: str) -> list[str]:
    """Return the identities of deals named on the command line, by identity or by file.

    Raises UsageError for a name that no deal has.
    """
    identities = []
    for named in deals:
        identity = PurePosixPath(named.removesuffix(".md")).as_posix().removeprefix(f"{folder}/")
        if identity not in listing.deals:
            remedy = expected(identity, listing.deals) or "`playbook score` lists them"
            raise click.UsageError(f"there is no deal {named!r} ({remedy})")
        identities.append(identity)
    return identities
