"""The lines of a suggested map about the deals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.edit.crm.columns.conditions import TRUTHS
from generator.edit.crm.suggest.columns import Columns
from generator.edit.crm.suggest.lines import RECOGNISED, MapLines, inline
from generator.edit.crm.suggest.matching import Match
from generator.edit.crm.suggest.notation import is_scaled
from generator.edit.crm.suggest.parts import TablePart
from generator.edit.crm.suggest.values import StageGuess, ending_of, is_open, stage_guesses
from generator.edit.crm.suggest.vocabulary import bare, vocabulary, words_in
from generator.edit.scalars import Tree
from generator.model.method import Stage

NO_ACCOUNT = "Without an account"
NEXT_STEP = "plan.actions.next-step.what"
PLAIN = ("crm.forecast", "region", "segment")
RESULTS = ("won", "lost", "no-decision", "withdrawn")
OWNED = (
    ("owner", "owner"),
    ("crm.forecast", "crm"),
    ("amount", "amount"),
    ("budget", "budget"),
    ("close", "close"),
    ("next_step", "plan"),
)
LIST = re.compile(r"[\w-]+(?:\s*;\s*[\w-]+)+")
"""Several ids in one cell."""


def lists_ids(columns: Columns, column: str) -> bool:
    """Tell whether the cells of a column can list several ids."""
    return "ids" in words_in(column) or any(LIST.fullmatch(value) for value in columns.values(column)[:200])


class DealLines:
    """Writer of the part `deals` of a map."""

    def __init__(
        self,
        table: TablePart,
        to: MapLines,
        stages: Mapping[str, Stage],
        known: Mapping[str, str],
        others: Mapping[str, TablePart],
    ) -> None:
        """Take the table of deals, the lines to add to, the method's stages and those `known` for the CRM's own.

        `others` are the tables of the other parts.
        """
        self.table, self.to, self.stages, self.known, self.others = table, to, stages, known, others
        self.columns, self.matches = table.columns, table.matches
        # Boxes say more than a status; a box for closed deals says nothing without one for those that were won.
        self.matches.pop("status" if "won" in self.matches else "closed", None)
        self.guesses: Mapping[str, StageGuess] = {}
        self.closed = next(name for name, stage in stages.items() if stage.closed)

    def write(self) -> None:
        """Add the lines below `headers`."""
        is_by_id = "account.id" in self.matches and "account.name" not in self.matches
        if is_by_id and "accounts" not in self.others:
            self.to.missing.append("the accounts' names: here are their ids alone; add the file of accounts")
        if deleted := self.matches.get("deleted"):
            self.to.add(1, "only", inline({deleted.column: {"not": "yes"}}), remark=RECOGNISED)
        self._id()
        self._account()
        self.to.add(1, "fields")
        self._title()
        self._stage()
        self._rest()
        self._outcome()
        self._result()
        self._beside()
        self._players()
        owned = [name for field, name in OWNED if field in self.matches]
        self.to.add(1, "owns", inline(["stage", *owned, *(["outcome"] if self._ends else [])]))

    def _source(self, depth: int, key: str, match: Match, value: str = "") -> None:
        self.to.add(depth, key, value or inline(match.column), guess=match.guess, remark=RECOGNISED)

    def _id(self) -> None:
        if match := self.matches.get("id"):
            self._source(1, "id", match)
            repeated = len(self.columns.table.rows) - len(self.columns.values(match.column))
            if self.columns.has_rows and repeated > 0:
                self.to.missing.append(
                    f"{match.column}: {repeated:,} rows have no id of their own, as where each row is a product of a"
                    " deal; of rows with one id the first is taken"
                )
            return
        by_name = [self.matches[each].column for each in ("account.name", "title") if each in self.matches]
        template = ": ".join(f"{{{each}}}" for each in by_name) if "title" in self.matches else "{row}"
        why = "there is no column of ids; a deal that is renamed becomes a new one"
        if template == "{row}":
            why = "there is no column of ids or names; the number of a row is one only while the order stays"
        self.to.add(1, "id", inline({"text": template}), guess=why)
        self.to.missing.append("the deal's id: export it too, since it ties a row to its file")

    def _account(self) -> None:
        found = {key: self.matches[f"account.{key}"] for key in ("id", "name") if f"account.{key}" in self.matches}
        sources = {key: self._first_of(match.column) for key, match in found.items()}
        guess = next((match.guess for match in found.values() if match.guess), "")
        if not found:
            self.to.missing.append("the account: no column has it, so that all deals stand in one folder")
            guess = "no column has the account"
        self.to.add(1, "account", inline({**sources, "empty": NO_ACCOUNT}), guess=guess, remark=RECOGNISED)

    def _first_of(self, column: str) -> str | dict[str, str]:
        """Return a column as a source; of one whose cells list several ids, the first of them."""
        return {"column": column, "separator": ";"} if lists_ids(self.columns, column) else column

    def _title(self) -> None:
        if match := self.matches.get("title"):
            self._source(2, "title", match)
            return
        product = next((each for each in self.columns.names if "product" in words_in(each)), None)
        account = self.matches["account.name"].column if "account.name" in self.matches else None
        texts = [f"{{{product}}} for {{{account}}}"] if product and account else []
        texts += [f"{{{each}}} {{row}}" for each in (product, account) if each] or ["Deal {row}"]
        if product:
            self.to.used.add((self.columns.table.header.file, product))
        self.to.add(2, "title", inline({"text": texts}), guess="no column has the deal's name")
        self.to.missing.append("the deal's name: no column has it")

    def _stage(self) -> None:
        match = self.matches.get("stage")
        first = next(name for name, stage in self.stages.items() if not stage.closed)
        if not match:
            self.to.add(
                2, "stage", inline({"constant": first}), guess="no column has the stage; open deals all get this"
            )
            self.to.missing.append("the stage: no column has it")
            return
        if not self.columns.values(match.column):
            self.to.missing.append(
                f"the values of {match.column}: list yours below `values`, with the method's stages"
            )
        values = self._open_values(match.column) or list(self.known)
        labels = self._labels()
        self.guesses = stage_guesses([labels.get(each, each) for each in values], self.stages, self.known)
        if not self.guesses:
            self._source(2, "stage", match)
            return
        self.to.add(2, "stage", guess=match.guess, remark=RECOGNISED)
        self.to.add(3, self._stage_key, inline(match.column))
        self.to.add(3, "values")
        for value, known in self.guesses.items():
            self.to.add(4, inline(value), inline(known.stage), guess=known.guess, of=f"stage {value}")

    @property
    def _stage_key(self) -> str:
        """The key of a source of stages: `stages` where a file says which id has which name."""
        return "stages" if "stages" in self.others else "column"

    def _labels(self) -> Mapping[str, str]:
        """Return the name of each stage by its id."""
        if "stages" not in self.others:
            return {}
        columns, matches = self.others["stages"].columns, self.others["stages"].matches
        ids, names = columns.cells(matches["id"].column), columns.cells(matches["name"].column)
        return dict(zip(ids, names, strict=True))

    def _open_values(self, stage: str) -> Sequence[str]:
        """Return the stages of deals that have not ended, by columns of their own; the others need no stage."""
        boxes = [self.matches[each].column for each in ("won", "closed") if each in self.matches]
        status = self.matches["status"].column if "status" in self.matches else ""
        ticked = [[TRUTHS.get(cell.casefold(), False) for cell in self.columns.cells(box)] for box in boxes]
        ended = [bool(ending_of(cell)) for cell in self.columns.cells(status)] if status else []
        has_ended = [any(row) for row in zip(*ticked, *([ended] if ended else []), strict=True)]
        cells = list(self.columns.cells(stage))
        still_open = {cell for cell, over in zip(cells, has_ended or [False] * len(cells), strict=True) if not over}
        return [value for value in self.columns.values(stage) if value in still_open]

    def _rest(self) -> None:
        if owner := self.matches.get("owner"):
            self._owner(owner)
        else:
            self.to.missing.append("the owner: no column has it")
        for field in PLAIN:
            if match := self.matches.get(field):
                self._source(2, field, match)
        for field in ("amount", "budget"):
            self._amount(field)
        if close := self.matches.get("close"):
            self._source(2, "close", close)
        else:
            self.to.missing.append("the close date: no column has it")
        if step := self.matches.get("next_step"):
            self._source(2, NEXT_STEP, step)

    def _beside(self) -> None:
        """Add what a deal file has beside its fields: who else is in the deal, and the notes."""
        for key in ("competitors", "notes"):
            if match := self.matches.get(key):
                self._source(1, key, match)

    def _owner(self, owner: Match) -> None:
        if not {"id", "ids"} & set(words_in(owner.column)):
            self._source(2, "owner", owner)
            return
        guess = "" if "users" in self.others else "its values are ids; add the file of users, or export the names"
        self.to.add(2, "owner", inline({"users": owner.column}), guess=guess, remark=RECOGNISED)

    def _amount(self, field: str) -> None:
        match, currency = self.matches.get(field), self.matches.get("currency")
        if match and is_scaled(match.column):
            del self.matches[field]
            self.to.missing.append(
                f"the {field}: {match.column} is in thousands or millions by its name; write it out in the sheet"
            )
        elif match:
            value = inline({"column": match.column, "currency": currency.column}) if currency else ""
            self._source(2, field, match, value)
        elif field == "amount":
            self.to.missing.append("the amount: no column has it")

    @property
    def _ends(self) -> bool:
        """Whether the map says how deals ended."""
        by_stage = any(each.result for each in self.guesses.values())
        return by_stage or bool({"won", "closed", "status"} & set(self.matches))

    def _outcome(self) -> None:
        if not self._ends:
            return
        results = {value: known.result for value, known in self.guesses.items() if known.result}
        if results:
            stage = self.matches["stage"].column
            value = inline({self._stage_key: stage, "values": results, "others": "ignored"})
            self.to.add(2, "outcome.result", value, remark=RECOGNISED)
        days = [*self._ended(), *([self.matches["close"].column] if "close" in self.matches else [])]
        if len(days) > 1:
            self.to.add(2, "outcome.date", inline({"text": [f"{{{each}}}" for each in days]}), remark=RECOGNISED)
        elif days:
            self.to.add(2, "outcome.date", inline(days[0]), remark=RECOGNISED)
        else:
            self.to.missing.append("the day on which deals ended: those that are closed are refused without it")
        if reason := self.matches.get("reason"):
            self._source(2, "outcome.reason", reason)

    def _ended(self) -> Sequence[str]:
        """Return every column with a day on which deals ended: won and lost can have one each."""
        if "ended" not in self.matches:
            return []
        known = [bare(name) for name in vocabulary().deals["ended"].names]
        named = {bare(name): name for name in reversed(self.columns.names)}
        found = [named[each] for each in known if each in named]
        self.to.used |= {(self.columns.table.header.file, each) for each in found}
        return found

    def _result(self) -> None:
        won, closed = self.matches.get("won"), self.matches.get("closed")
        if status := self.matches.get("status"):
            self._by_status(status)
            return
        rules = [("won", won), ("lost", closed)]
        lines: list[Tree] = [{"result": result, "when": {box.column: "yes"}} for result, box in rules if box]
        if lines:
            self.to.add(1, "result", remark=RECOGNISED)
            for line in lines:
                self.to.item(2, inline(line))

    def _by_status(self, status: Match) -> None:
        values = self.columns.values(status.column)
        listed: dict[str, list[str]] = {
            result: [each for each in values if ending_of(each) == result] for result in RESULTS
        }
        others = [each for each in values if not ending_of(each)]
        unsure = [each for each in others if not is_open(each)]
        if not values:
            listed, others = {"won": ["Won"], "lost": ["Lost"]}, []
        tree: dict[str, str | Sequence[str] | Tree] = {
            "column": status.column,
            **{key: each for key, each in listed.items() if each},
        }
        guess = f"that these are open: {', '.join(unsure)}" if unsure else status.guess
        guess = guess or ("there are no rows that show its values" if not values else "")
        if others:
            tree["open"] = others
        if self.closed != "closed":
            tree["stage"] = self.closed
        self.to.add(
            1,
            "result",
            inline(tree),
            guess=guess,
            remark=RECOGNISED,
        )

    def _players(self) -> None:
        if contacts := self.matches.get("contacts"):
            self.to.add(1, "players", inline({"column": contacts.column, "separator": ";"}), remark=RECOGNISED)
        elif "people" in self.others and "roles" not in self.others:
            why = "nobody is named as a player, so that all people of the account are"
            self.to.add(1, "players", inline({"of_account": "yes"}), guess=why)
