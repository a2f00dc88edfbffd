"""Libraries of an extra and programs, which are installed on their own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Literal

import click

from generator.cli.output.failures import ELSE

Extra = Literal["office", "assistants"]


class NotHere(click.ClickException):
    """A program or library has to be installed first; the message says which and how."""

    exit_code = ELSE


@contextlib.contextmanager
def libraries_of(extra: Extra) -> Iterator[None]:
    """Context of importing libraries of an extra. Raises NotHere, with the remedy, where one is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if not missing.name or missing.name.startswith("generator"):
            raise
        library = missing.name.partition(".")[0]
        remedy = f"in the playbook's folder: pip install '.[{extra}]', or pipx install --force '.[{extra}]'"
        raise NotHere(f"{library} is not installed ({remedy})") from None
