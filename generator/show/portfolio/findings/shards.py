"""Lines of the table of findings by kind, and the files that hold them: a filter by kind fetches one alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.findings import COLUMNS, LINE_COLUMNS, Kind, kinds_of
from generator.show.summary.table import FIRST_ROWS, Cell, PrintedTable, packed, printed_table
from generator.show.urls import page_urls
from generator.storage.compact_json import compact

SHARD_SIZE: Final = 500_000
"""Characters of lines after which a file takes no further kind; a kind is never parted."""


class KindLines(NamedTuple):
    """The lines of a kind, those first that bear most."""

    code: str
    kind: Kind
    lines: tuple[str, ...]

    @property
    def same(self) -> Mapping[str, object]:
        """The cells, as JSON has them, that all of its lines share."""
        of = {"family": self.kind.family, "rule": self.kind.label, "todo": self.kind.remedy}
        return {key: packed(Cell(value), "text") for key, value in of.items() if value}


@dataclass(frozen=True)
class FindingTable:
    """The table of findings: a line for each kind in each deal, kinds in a fixed order, the gravest first."""

    context: PortfolioContext

    @cached_property
    def kinds(self) -> Sequence[KindLines]:
        """The kinds of which any line is there."""
        found = self.context.finding_lines
        kinds = kinds_of(self.context.surroundings.method)
        return [KindLines(code, kind, found[code]) for code, kind in kinds.items() if code in found]

    @cached_property
    def _shards(self) -> Sequence[Sequence[KindLines]]:
        shards: list[list[KindLines]] = []
        size = SHARD_SIZE
        for each in self.kinds:
            more = sum(map(len, each.lines))
            if size + more > SHARD_SIZE:
                shards.append([])
                size = 0
            shards[-1].append(each)
            size += more
        return shards

    def printed(self, here: str) -> PrintedTable:
        """Return the table with the rows that the page at `here` holds: all where no script can fetch the others."""
        total, flat = sum(len(each.lines) for each in self.kinds), not self.context.setting.directory_addresses
        lines = ((each.same, line) for each in self.kinds for line in each.lines)
        rows = [_whole(same, line) for same, line in islice(lines, None if flat else FIRST_ROWS)]
        return printed_table("findings", COLUMNS, rows, total, here)

    @property
    def parts(self) -> str:
        """The files of its lines as JSON for the script: the address of each, and the kinds and families it holds."""
        here = page_urls.FINDINGS
        return compact(
            [
                {
                    "file": self.context.href(here, page_urls.FINDING_ROWS.format(place)),
                    "rule": [each.kind.label for each in shard],
                    "family": sorted({each.kind.family for each in shard}),
                }
                for place, shard in enumerate(self._shards)
            ]
        )

    def files(self) -> Mapping[str, bytes]:
        """Return the files of its lines by address."""
        return {page_urls.FINDING_ROWS.format(place): _file(shard) for place, shard in enumerate(self._shards)}


def _whole(same: Mapping[str, object], line: str) -> Mapping[str, object]:
    """Return the cells of a line with those that it shares with its kind."""
    return {**dict(zip((column.key for column in LINE_COLUMNS), json.loads(line), strict=True)), **same}


def _file(shard: Sequence[KindLines]) -> bytes:
    columns = compact([column.key for column in LINE_COLUMNS])
    parts = ",".join(f'{{"same":{compact(each.same)},"rows":[{",".join(each.lines)}]}}' for each in shard)
    return f'{{"format":1,"findings":{{"columns":{columns},"parts":[{parts}]}}}}'.encode()
