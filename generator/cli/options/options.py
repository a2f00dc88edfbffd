"""Options that several commands take."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType[dt.date]):
    """Option type of a day as the files have it: 2026-12-01."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day, or fail with how to write it."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date (write it like 2026-12-01)", param, ctx)


class SiteAddress(click.ParamType[str]):
    """Address of a site, which can stand in a link as it is."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address; one that a browser does not open, or that ends a link early, is refused."""
        if not re.fullmatch(r"https?://[^\s<>()\[\]\"'\\]+", value):
            self.fail(
                f"{value!r} is not the address of a site: write it like https://preview.example.com/12/", param, ctx
            )
        return value


def example(*lines: str) -> str:
    """Return the end of a command's help: examples of calls."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def deals_option(command: Command) -> Command:
    """Add --deals, the folder with the deal files, below the folder of -C."""
    return click.option(
        "--deals", metavar="DIR", default="deals", show_default=True, help="The folder with the deal files."
    )(command)


def site_address(name: str, says: str) -> Callable[[Command], Command]:
    """Add an option for the address of a site."""
    return click.option(name, type=SiteAddress(), metavar="URL", help=says)


def today_option(command: Command) -> Command:
    """Add --today, the day as of which deals are judged."""
    return click.option(
        "--today",
        type=DayType(),
        metavar="DATE",
        default=dt.date.today,
        help="Judge as of this day.  [default: today]",
    )(command)


def deals_folder(root: Path, deals: str) -> Path:
    """Return the deals folder. Raises UsageError with the remedy where there is none."""
    folder = root / deals
    if not folder.is_dir():
        raise click.UsageError(
            f"there is no folder {folder} (start one with `playbook init`, or name it with --deals)"
        )
    return folder


def chosen_paths(root: Path, folder: Path, paths: Sequence[Path]) -> list[str]:
    """Return files and folders as problems name them: below the deals folder, which begins the path.

    Raises UsageError for one that does not exist, or is not in the deals folder.
    """
    return [_below(root / path, folder) for path in paths]


def _below(path: Path, folder: Path) -> str:
    if not path.exists():
        raise click.UsageError(f"there is no file or folder {path}")
    inside = Path(os.path.abspath(path))  # noqa: PTH100 - resolving would follow links
    above = Path(os.path.abspath(folder)).parent  # noqa: PTH100 - likewise
    if not inside.is_relative_to(above / folder.name):
        raise click.UsageError(f"{path} is not in {folder}")
    return inside.relative_to(above).as_posix()


def typed_command(ctx: click.Context) -> str:
    """Return the words that run this program again: its name where the shell finds it, else the path of its file."""
    name = ctx.find_root().info_name or "playbook"
    runs = " " in name or shutil.which(name)
    return name if runs else shlex.quote(str(Path(sys.argv[0]).absolute()))
