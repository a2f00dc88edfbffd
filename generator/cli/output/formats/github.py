"""GitHub's format: annotations as workflow commands, and the rest for the job summary.

A forge shows ten annotations of a level and step; the runner takes every line that begins with `::` for a command.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from generator.cli.output.formats.text import counts
from generator.cli.output.printing import harmless, one_line
from generator.cli.output.remarks import LEVELS, Checked, Remark

SHOWN = 10
"""Annotations of one level that GitHub shows for a step."""
LARGEST_SUMMARY = 900_000
"""Bytes that we write into a job summary; GitHub drops one that is over 1 MiB."""


def commands(result: Checked, prefix: str) -> tuple[str, list[Remark]]:
    """Return the workflow commands, and the remarks beyond their number.

    `prefix` leads from the top of the repository to the playbook's folder. The places that there are go to changed
    lines first, to statements before what is missing, and then to what bears most on the verdict.
    """
    remarks = sorted(result.remarks(), key=lambda each: (not each.on_changed_line, each.missing, -each.weight))
    shown = [each for level in LEVELS for each in [one for one in remarks if one.level == level][:SHOWN]]
    taken = set(map(id, shown))
    return "\n".join(command(each, prefix) for each in shown), [each for each in remarks if id(each) not in taken]


def command(remark: Remark, prefix: str) -> str:
    """Return one annotation; nothing that a deal says can end its property or its line."""
    title = remark.code if remark.kind == "problem" else f"{remark.kind}: {remark.code}"
    properties = {
        "file": prefix + remark.path,
        "line": str(remark.line),
        "col": str(remark.column),
        "title": title,
    }
    if remark.problem and (excerpt := remark.problem.excerpt) and excerpt.length:
        properties["endColumn"] = str(remark.column + excerpt.length)
    settings = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    remedy = f" ({remark.remedy})" if remark.remedy else ""
    mended = remark.problem.mend.after if remark.problem and remark.problem.mend else ()
    heading = f"%0Awrite instead of {remark.problem.replaces}:" if remark.problem and remark.problem.replaces else ""
    first = "       " if heading else "write: "
    write = heading + "".join(
        f"%0A{'       ' if number else first}{_text(each)}" for number, each in enumerate(mended)
    )
    return f"::{remark.level} {settings}::{_text(remark.says + remedy)}{write}"


def _text(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


def summary(result: Checked, rest: Sequence[Remark]) -> str:
    """Return the text of a job summary: the counts, and the remarks beyond the annotations.

    They stand in a preformatted block, where GitHub reads no Markdown and notifies nobody who is mentioned.
    """
    lines: list[str] = []
    size = 0
    for each in rest:
        line = html.escape(f"{each.path}:{each.line}:{each.column}: {each.level}: {harmless(each.says)}")
        size += len(line.encode()) + 1
        if size > LARGEST_SUMMARY:
            lines.append(f"and {len(rest) - len(lines):,} more; `playbook check` lists them all")
            break
        lines.append(line)
    listed = "\n\nBeyond the annotations:\n\n<pre>\n{}\n</pre>\n".format("\n".join(lines)) if lines else "\n"
    return f"\n**Deal check.** {counts(result)}.{listed}"
