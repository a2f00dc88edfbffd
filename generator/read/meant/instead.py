"""Remedy for a line with another system's word: rename it, move its content, or delete it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.model.counting import counted
from generator.problems import Edit
from generator.read.meant.lists import Rewritten, in_quotes, short_name
from generator.read.meant.other_words import Other
from generator.read.meant.vocabulary import Known, Vocabulary
from generator.read.yaml.document import Document
from generator.read.yaml.place import At

MENTION: Final = re.compile(r"<(\w+)>")
PLAIN: Final = re.compile(r"[^\W_][\w %.-]*")
LONGEST_QUOTED: Final = 80
INDENT: Final = 2
RESULTS: Final = ("won", "lost", "no-decision", "withdrawn")


@dataclass(frozen=True)
class Instead:
    """The remedies for one word of another system, by its path."""

    document: Document
    vocabulary: Vocabulary
    at: At

    def of(self, other: Other) -> Rewritten:
        """Return what to do with its line, with the edits that do it where they are known."""
        if other.key:
            return self._renamed(other.key)
        if other.in_crm:
            return self._in_crm(other)
        if other.of_player:
            return self._of_player(other.of_player)
        if other.is_state:
            return Rewritten(self._worded(self._state()))
        return self._action() if other.is_action else Rewritten(self._worded(other.says))

    def _renamed(self, key: str) -> Rewritten:
        """Return the remedy that writes another key, unless the file has that already."""
        spot, there = self.document.places[self.at], (*self.at[:-1], key)
        if there not in self.document.places:
            edit = self.document.quoted.edit(spot.key_start, spot.key_end, key)
            return Rewritten(f"write `{key}:` instead of `{self.at[-1]}:`", self.document.quoted.mend([edit]))
        line = self.document.places[there].key_line
        if line == spot.key_line:
            return Rewritten(f"delete it: `{key}:` stands on the same line already")
        return Rewritten(self._worded(f"delete this line: `{key}:` stands on line {line} already"))

    def _in_crm(self, other: Other) -> Rewritten:
        """Return the remedy that keeps a value of the CRM's own under `crm:`."""
        entry = f"{other.in_crm}: {self._value() or '...'}"
        block = self.document.places.get(("crm",))
        if block:
            says = f"write `{entry}` under `crm:` on line {block.key_line}"
            return Rewritten(self._worded(f"{other.says or 'delete this line; '}{says}"))
        whole = f"crm: {{{entry}}}"
        remedy = self._worded(f"{other.says}write `{whole}` instead of this line")
        return self._replaced(remedy, whole) if self._value() else Rewritten(remedy)

    def _state(self) -> str:
        """Return what to do with a line that says whether the deal is open, won or lost."""
        value = self._text().casefold()
        said = f"{self.at[-1]} {value}".casefold()
        result = next((each for each in RESULTS if each.replace("-", " ") in said.replace("-", " ")), "")
        if value in ("no", "false", "0") or not (result or "closed" in said):
            return "delete this line: <stage> says how far the deal is"
        outcome = f"`outcome: {{result: {result or 'won'}, date: 2026-12-01}}`"
        others = "" if result else ", or with lost, no-decision or withdrawn in place of won"
        return f"delete this line; write `closed` in <stage>, and below it {outcome}, with the day it ended{others}"

    def _of_player(self, entry: str) -> Rewritten:
        """Return the remedy that says of a player what the line says of a person."""
        value = self.document.data.get(str(self.at[-1]))
        known = self.vocabulary.at(("players", ""), self.document.data)
        key = self._key_of(value, known) if isinstance(value, str) else ""
        says, player = f"`{key or 'r-okafor'}: {{{entry}}}`", self.document.places.get(("players", key))
        if player:
            word, there = entry.partition(":")[0], ("players", key, entry.partition(":")[0]) in self.document.places
            change = f"change `{word}:`" if there else "add"
            to = f" to `{entry}`" if there else f" `{entry}`"
            return Rewritten(self._worded(f"delete this line; on line {player.key_line}, `{key}:`, {change}{to}"))
        if ("players",) in self.document.places:
            blanks = self._blanks(("players",))
            return Rewritten(self._worded(f"delete this line; below <players>, write {says}, {blanks}"))
        remedy = self._worded(f"instead of this line, write a line `players:`, and below it {says}")
        return self._replaced(remedy, f"players:\n  {key}: {{{entry}}}") if key else Rewritten(remedy)

    def _key_of(self, person: str, known: Known | None) -> str:
        """Return the key of a person who is a player or one of the account's people, else one made of the name."""
        players = [str(at[-1]) for at in self.document.under(("players",))]
        words, names = (known.words, known.names) if known else ((), {})
        return self.document.guesses.nearest(person, [*players, *words], names) or short_name(person, known)

    def _blanks(self, block: At) -> str:
        """Return how far what stands below a key is indented."""
        below = self.document.under(block)
        column = (
            self.document.places[below[0]].key_column if below else self.document.places[block].key_column + INDENT
        )
        return f"with {counted(column - 1, 'blank')} before it"

    def _action(self) -> Rewritten:
        """Return the remedy that makes an action of what the line says."""
        value = self._text()
        name = short_name(value, None) or "ask-cfo"
        entry = f"{name}: {{what: {in_quotes(value) if value else '...'}, owner: ..., due: 2026-12-01}}"
        for above in (("plan", "actions"), ("plan",)):
            spot = self.document.places.get(above)
            if spot:
                says = f"`{entry}`, {self._blanks(above)}"
                if above == ("plan",):
                    says = f"`actions:`, {self._blanks(above)}, and below that, {INDENT} further in, `{entry}`"
                says = f"below `{above[-1]}:` on line {spot.key_line}, write {says}, and put in its own owner and day"
                return Rewritten(self._worded(f"delete this line; {says}"))
        short = f"{name}: {{what: {in_quotes(value)}}}"
        remedy = self._worded(
            f"instead of this line, write `plan:`, `actions:` and `{entry}`, each 2 blanks further in"
        )
        return self._replaced(remedy, f"plan:\n  actions:\n    {short}") if value else Rewritten(remedy)

    def _replaced(self, remedy: str, text: str) -> Rewritten:
        """Return a remedy with the edit that puts other text in place of the key and its value."""
        spot = self.document.places[self.at]
        column = self.document.quoted.place(spot.key_start)[1]
        if spot.style not in ("", "'", '"') or column > 1:
            return Rewritten(remedy)
        end = self.document.quoted.place(spot.end)
        return Rewritten(remedy, self.document.quoted.mend([Edit(spot.key_line, 1, *end, text)]))

    def _text(self) -> str:
        """Return the value where it is a text that a line can hold; empty elsewhere."""
        value: object = self.document.data
        for step in self.at:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value if isinstance(value, str) and len(value) <= LONGEST_QUOTED and "\n" not in value else ""

    def _value(self) -> str:
        text = self._text()
        return text if not text or PLAIN.fullmatch(text) else in_quotes(text)

    def _worded(self, says: str) -> str:
        """Return a sentence in which what it mentions has its line, and a value over several lines all of them."""
        spot = self.document.places[self.at]
        last = self.document.quoted.place(spot.end)[0]
        if spot.key_line < last:
            says = says.replace("this line", f"lines {spot.key_line} to {last}", 1)
        return MENTION.sub(lambda found: self._mentioned(found[1]), says)

    def _mentioned(self, key: str) -> str:
        spot = self.document.places.get((key,))
        return f"`{key}:` on line {spot.key_line}" if spot else f"`{key}:`"
