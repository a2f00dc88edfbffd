"""Faults of YAML in the words of somebody who writes a deal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel
from yaml.error import YAMLError

from generator.model.account import Account, CompellingEvent, Partner
from generator.model.counting import counted
from generator.model.deal import Action, Deal, Player
from generator.problems import Edit, Problem, Remedy
from generator.read.quoting import QuotedText
from generator.read.yaml.mending import BLANK, Change, blank_name, closed, quoted_value, spaces_for_tabs

SIGN = re.compile(r"(?<=[\[{,:]) *(?P<sign>[-?])(?= *(?:[,}\]]|$))")
UNSPACED = re.compile(r"\s*(?P<key>[^\s:#'\"\[{]+):(?P<value>[^\s:/].*)")
COMMENTED = re.compile(r"[ \t]#(?=[^\W_][^\"'\n]*[]}])")
"""A sign in brackets by which the rest of them, their end included, became a comment."""
OTHER_BLANK = re.compile(rf"\s*(?P<key>[\w-]+):(?P<blank>[{BLANK}][ {BLANK}]*)")
OTHER_COLON = re.compile(r"\s*[\w-]+(?P<sign>\s*(?:=|\uff1a|;)\s*)\S")
STARRED = re.compile(r"(?P<blanks>\s*)\*+\s*(?P<key>[\w -]+?)\s*(?:\*+\s*:|:\s*\*+|:)(?P<value>\s.*)")
OWN_KEY = re.compile(r"[,;]?\s+(?P<key>[a-z][a-z_]+):(?=\s)")
OUTERMOST = (Deal, Account, Partner)
INNER: Mapping[str, type[BaseModel]] = {"compelling_event": CompellingEvent, "players": Player, "actions": Action}
"""Nouns of whose keys two may stand on one line by mistake: those of a file, and those below a key."""
QUOTE_THE_VALUE = "put the whole value in quotes"
PLAIN = "write a plain blank, with the space bar"


class PlacedFault(NamedTuple):
    """A fault with its place, lines and columns from 0, and the changes of lines that mend it, by their numbers."""

    line: int
    column: int
    code: str
    says: str
    remedy: str | Remedy
    length: int = 1
    changes: Sequence[tuple[int, Change]] = ()
    certain: bool = False

    def mended(self, line: int, *changes: Change | None, certain: bool = False) -> PlacedFault:
        """Return the same with the changes of a line that mend it, as far as there are any."""
        found = [(line, change) for change in changes if change]
        return self._replace(changes=found, certain=certain)

    def quoting(self, stumble: ParseStop, line: int, column: int) -> PlacedFault:
        """Return the same with the value around a place in quotes."""
        return self.mended(line, quoted_value(stumble.line(line), column, in_flow=stumble.in_flow))


@dataclass(frozen=True)
class ParseStop:
    """State of the reader where it stopped: where it had begun, the last event, and the open blocks and lists.

    Lines and columns count from 0.
    """

    lines: Sequence[str]
    context: str
    begun: tuple[int, int]
    fault: str
    stopped: tuple[int, int]
    newest: Any
    opened: Sequence[Any]

    @property
    def in_flow(self) -> bool:
        """Whether the reader stopped between brackets."""
        return "flow" in self.context or any(event.flow_style for event in self.opened)

    def line(self, number: int) -> str:
        """Return a line; empty at the end of the text."""
        return self.lines[number] if number < len(self.lines) else ""

    @property
    def stopped_line(self) -> str:
        """The line on which the reader stopped."""
        return self.line(self.stopped[0])

    @property
    def before(self) -> str:
        """Text before the stop on its line."""
        return self.stopped_line[: self.stopped[1]]

    @property
    def after(self) -> str:
        """Text on the line from the stop on."""
        return self.stopped_line[self.stopped[1] :]

    @property
    def line_above(self) -> tuple[int, str]:
        """The nearest line above the stop that is not blank, with its number."""
        above = range(min(self.stopped[0], len(self.lines)) - 1, 0, -1)
        number = next((number for number in above if self.lines[number].strip()), 0)
        return number, self.lines[number]

    def at_stop(self, code: str, says: str, remedy: str | Remedy) -> PlacedFault:
        """Return a fault at the place where the reader stopped."""
        return PlacedFault(*self.stopped, code, says, remedy)

    def at_begin(self, code: str, says: str, remedy: str) -> PlacedFault:
        """Return a fault at the place where the unfinished value began."""
        return PlacedFault(*self.begun, code, says, remedy)


def explained(quoted: QuotedText, text: str, error: YAMLError, newest: Any, opened: Sequence[Any]) -> Problem:
    """Return the one problem of a file that YAML cannot read.

    `newest` is the last event that it could read, `opened` are the events of the blocks and lists that are not closed
    yet.
    """
    context, fault = (getattr(error, name, None) or "" for name in ("context", "problem"))
    begun, stopped = (getattr(error, name, None) for name in ("context_mark", "problem_mark"))
    here = (stopped.line, stopped.column) if stopped else (0, 0)
    start = (begun.line, begun.column) if begun else here
    stumble = ParseStop(text.splitlines() or [""], context, start, fault, here, newest, opened)
    said = next(said for explain in EXPLANATIONS if (said := explain(stumble)))
    edits = [Edit(line + 1, each.start + 1, line + 1, each.end + 1, each.text) for line, each in said.changes]
    mend = quoted.mend(edits, certain=said.certain) if edits else None
    place = said.line + 1, said.column + 1
    return quoted.problem(place, said.code, said.says, said.remedy, length=said.length, mend=mend)


def _other_blank(stumble: ParseStop) -> PlacedFault | None:
    """Explain a blank after a key's colon that YAML takes for a letter, on the line of the stop or the one above."""
    here = (stumble.stopped[0], stumble.stopped_line)
    for number, line in (here, stumble.line_above, (stumble.begun[0], stumble.line(stumble.begun[0]))):
        found = OTHER_BLANK.match(line)
        if found and not _is_in_text(stumble.lines, number):
            says = f"a {blank_name(found['blank'][0])} stands after the colon of {found['key']!r}"
            says = f"{says}, where a plain one is meant"
            fault = PlacedFault(number, found.start("blank"), "other-blank", says, PLAIN)
            return fault.mended(number, Change(*found.span("blank"), " "), certain=True)
    return None


def _is_in_text(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is one of a text below a | or >, by the nearest line above that is further to the left."""
    indent = len(lines[number]) - len(lines[number].lstrip(" "))
    above = (line for line in reversed(lines[:number]) if line.strip())
    parent = next((line for line in above if len(line) - len(line.lstrip(" ")) < indent), "")
    return bool(re.search(r"(?:^|\s)[|>][-+\d]*\s*$", parent))


def _tab(stumble: ParseStop) -> PlacedFault | None:
    if stumble.after.startswith("\t") and not stumble.before.strip():
        changes, certain = spaces_for_tabs(stumble.lines)
        fault = stumble.at_stop("tab", "a tab stands in the indentation", "indent with spaces")
        return fault._replace(changes=changes, certain=certain)
    return None


def _directive(stumble: ParseStop) -> PlacedFault | None:
    number, above = stumble.line_above
    says, remedy = "a line that starts with % is an instruction to YAML", "delete it, or quote the value"
    if stumble.after.startswith("%") and not stumble.before:
        return stumble.at_stop("directive", says, remedy)
    if "directive" in stumble.context or ("<document start>" in stumble.fault and above.startswith("%")):
        return PlacedFault(number, 0, "directive", says, remedy)
    return None


def _sign(stumble: ParseStop) -> PlacedFault | None:
    """Explain a bare - or ?, in a block or between brackets."""
    bare = re.match(r"[-?](?=\s*(?:[,}\]#]|$))", stumble.after)
    if bare and stumble.before.rstrip().endswith((":", ",", "[", "{")):
        return stumble.at_stop("unquoted-sign", f"{bare[0]} stands without quotes", _quoted(bare[0]))
    if "flow" in stumble.context:
        line, column = stumble.begun
        found = SIGN.search(stumble.lines[line], column) if line < len(stumble.lines) else None
        if found:
            says = f"{found['sign']} stands without quotes"
            return PlacedFault(line, found.start("sign"), "unquoted-sign", says, _quoted(found["sign"]))
    return None


def _quoted(sign: str) -> Remedy:
    return Remedy(f'write "{sign}"', f'"{sign}"', certain=True)


def _marker(stumble: ParseStop) -> PlacedFault | None:
    """Explain a value that begins with one of YAML's own characters."""
    for code, what, sign in (("anchor", "an anchor", "&"), ("alias", "an alias", "*"), ("tag", "a tag", "!")):
        if what in stumble.context:
            says = f"a value that starts with {sign} is {what} to YAML"
            return _starred(stumble) or stumble.at_begin(code, says, "put it in quotes").quoting(
                stumble, *stumble.begun
            )
    if "token" in stumble.context and stumble.after:
        says = f"a value cannot start with {stumble.after[0]!r}"
        return stumble.at_stop("broken-yaml", says, "put it in quotes").quoting(stumble, *stumble.stopped)
    if "block scalar" in stumble.context:
        says = "only the text on the lines below may follow | or >"
        return stumble.at_begin("broken-yaml", says, "write the text below, indented, or put it in quotes")
    return None


def _starred(stumble: ParseStop) -> PlacedFault | None:
    """Explain a line with the asterisks of Markdown: those of a list or of bold text."""
    number, column = stumble.begun
    found = STARRED.fullmatch(stumble.line(number))
    if not found or column > len(found["blanks"]):
        return None
    key = f"{found['key'].strip()}: {found['value'].strip()}"
    fault = PlacedFault(number, column, "asterisk", "asterisks mean nothing here", f"write {key}")
    return fault.mended(number, Change(column, len(found[0]), key))


def _quote(stumble: ParseStop) -> PlacedFault | None:
    """Explain a quote that is not closed, is closed too early, or holds an unknown escape."""
    if "quoted scalar" in stumble.context:
        if "end of stream" in stumble.fault or "document indicator" in stumble.fault:
            fault = stumble.at_begin("missing-quote", "the quote that opens here is never closed", "close it")
            return fault.quoting(stumble, *stumble.begun)
        return stumble.at_stop("escape", "a backslash does not stand for itself here", "use single quotes")
    newest = stumble.newest
    if getattr(newest, "style", None) not in ("'", '"'):
        return None
    start, end = newest.start_mark, newest.end_mark
    if end.line != stumble.stopped[0] or stumble.before[end.column :].strip():
        return None
    if start.line != end.line:
        says = "the quote that opens here is closed only on a later line"
        fault = PlacedFault(start.line, start.column, "missing-quote", says, "close it on its own line")
        return fault.quoting(stumble, start.line, start.column)
    says = "text follows the closing quote"
    fault = stumble.at_stop("missing-quote", says, "put the whole value in quotes; write '' for a ' inside '...'")
    return fault.quoting(stumble, *stumble.stopped)


def _bracket(stumble: ParseStop) -> PlacedFault | None:
    """Explain a fault between brackets, or a bracket that closes nothing."""
    if stumble.after[:1] in ("}", "]") and "flow" not in stumble.context:
        says = f"{stumble.after[0]} closes nothing"
        return stumble.at_stop("bracket", says, "delete it, or put the value in quotes")
    if "flow" not in stumble.context:
        return None
    if stumble.stopped[0] == stumble.begun[0] and stumble.after.startswith(":"):
        return _second_colon(stumble)
    if stumble.after.startswith(",") or ("node content" in stumble.fault and stumble.after):
        return stumble.at_stop("bracket", "a value is missing here", "write one, or delete the comma")
    line, column = stumble.begun
    if stumble.opened and stumble.opened[-1].flow_style:
        line, column = stumble.opened[-1].start_mark.line, stumble.opened[-1].start_mark.column
    opened = stumble.lines[line][column : column + 1] if line < len(stumble.lines) else "["
    if cut := COMMENTED.search(stumble.lines[line], column) if line < len(stumble.lines) else None:
        says = f"a # after a blank begins a comment, so that the {opened} before it is not closed"
        fault = PlacedFault(line, cut.end() - 1, "cut-short", says, "put the text with the # in quotes")
        return fault.quoting(stumble, line, cut.end())
    says = f"the {opened} that opens here is not closed"
    fault = PlacedFault(line, column, "bracket", says, f"write {'}' if opened == '{' else ']'} at its end")
    return fault.mended(line, closed(stumble.line(line), column))


def _colon(stumble: ParseStop) -> PlacedFault | None:
    """Explain a colon where no key can stand: a second one, or one that the line above lacks."""
    if "mapping values" not in stumble.fault:
        return None
    if ": " in stumble.before:
        return _brace_not_opened(stumble) or _second_colon(stumble)
    number, above = stumble.line_above
    if UNSPACED.fullmatch(above) or ":" not in above:
        return _lacks_colon(number, above)
    column = len(stumble.before) - len(stumble.before.lstrip())
    says = "this line is indented, though the key above it has its value already"
    fault = PlacedFault(stumble.stopped[0], column, "indentation", says, "line it up with the keys it belongs to")
    indent = len(above) - len(above.lstrip())
    if _opens_block(stumble.line(number - 1), indent):
        return fault._replace(remedy="indent the line above it like this one").mended(
            number, Change(0, indent, " " * column)
        )
    return fault.mended(stumble.stopped[0], Change(0, column, " " * indent))


def _second_colon(stumble: ParseStop) -> PlacedFault:
    """Explain a colon in a value, which may be one of the text or that of a key for which a line is missing."""
    own = None if stumble.in_flow else _keys_on_one_line(stumble)
    fault = own or stumble.at_stop("colon-in-value", "a second colon stands in a value", QUOTE_THE_VALUE)
    return own or fault.quoting(stumble, *stumble.stopped)


def _keys_on_one_line(stumble: ParseStop) -> PlacedFault | None:
    """Explain a line with several keys of one noun, each of which needs a line of its own."""
    line = stumble.stopped_line
    indent = line[: len(line) - len(line.lstrip(" "))]
    there = {found[1] for each in stumble.lines if (found := re.match(rf"{indent}([a-z_]+):", each))}
    above = _keys_above(stumble.lines[: stumble.stopped[0]], len(indent))
    nouns = [INNER[key] for key in above if key in INNER] if indent else OUTERMOST
    beside = {key for noun in nouns for key in noun.model_fields} - there
    keys = [each for each in OWN_KEY.finditer(line, len(indent)) if each["key"] in beside]
    if not keys or keys[0].end("key") != stumble.stopped[1]:
        return None
    says = f"{counted(len(keys) + 1, 'key')} stand on one line"
    remedy = "write each on a line of its own; or, if all of it is one text, put that in quotes"
    fault = PlacedFault(stumble.stopped[0], keys[0].start("key"), "several-keys", says, remedy)
    changes = [Change(each.start(), each.start("key"), f"\n{indent}") for each in keys]
    return fault._replace(length=len(keys[0]["key"]) + 1).mended(stumble.stopped[0], *changes)


def _keys_above(lines: Sequence[str], indent: int) -> Iterator[str]:
    """Yield the keys of the blocks around a place below these lines that is indented so far, the innermost first."""
    for each in reversed(lines):
        found = re.match(r"( *)([\w-]+):", each)
        if found and len(found[1]) < indent:
            indent = len(found[1])
            yield found[2]


def _brace_not_opened(stumble: ParseStop) -> PlacedFault | None:
    """Explain a line whose bracket closes what was never opened."""
    line = stumble.stopped_line.rstrip()
    opened = {"}": "{", "]": "["}.get(line[-1:], "")
    start = line.find(": ") + 2
    if not opened or opened in line:
        return None
    says = f"the {line[-1]} at the end of this line closes nothing"
    remedy = f"write {opened} before {line[start:][:20]!r}"
    fault = PlacedFault(stumble.stopped[0], len(line) - 1, "bracket", says, remedy)
    return fault.mended(stumble.stopped[0], Change(start, start, opened))


def _opens_block(line: str, indent: int) -> bool:
    """Tell whether a line has a key and nothing else, at an indentation."""
    found = re.fullmatch(r"( *)[\w-]+:\s*", line)
    return found is not None and len(found[1]) == indent


def _no_colon(stumble: ParseStop) -> PlacedFault | None:
    line = stumble.begun[0]
    if "simple key" in stumble.context and line < len(stumble.lines):
        return _lacks_colon(line, stumble.lines[line])
    return None


def _lacks_colon(number: int, line: str) -> PlacedFault:
    """Explain a line with no colon, or with none that a space follows."""
    indent = len(line) - len(line.lstrip())
    if found := UNSPACED.fullmatch(line):
        says = f"no space stands after the colon of {found['key']!r}"
        remedy = f"write {found['key']}: {found['value'].strip()}"
        fault = PlacedFault(number, indent, "missing-space", says, remedy, len(found["key"]) + 1)
        return fault.mended(number, Change(found.start("value"), found.start("value"), " "))
    fault = PlacedFault(number, indent, "no-colon", f"no colon follows {line.strip()[:60]!r}", "write `key: value`")
    if found := OTHER_COLON.match(line):
        if found["sign"].strip() == "\uff1a":
            fault = fault._replace(says="a full-width colon (U+FF1A) stands here, where a plain one is meant")
        start, end = found.span("sign")
        fault = fault._replace(remedy=f"write {line[:start].strip()}: {line[end:].strip()}")
        return fault._replace(column=found.start("sign")).mended(number, Change(*found.span("sign"), ": "))
    return fault._replace(length=len(line.strip()))


def _tight_colon(stumble: ParseStop) -> PlacedFault | None:
    """Explain a colon between brackets that runs into what follows."""
    if "unexpected ':'" in stumble.fault:
        says = "no space stands after a colon"
        fault = stumble.at_stop("missing-space", says, "write a space after it, or put the value in quotes")
        column = stumble.stopped[1] + 1
        return fault.mended(stumble.stopped[0], Change(column, column, " "))
    return None


def _list_item(stumble: ParseStop) -> PlacedFault | None:
    if stumble.after[:2].strip() in ("-", "?") and "not allowed in this context" in stumble.fault:
        says = f"a value cannot start with '{stumble.after[0]} '"
        return stumble.at_stop("broken-yaml", says, "start a list on the line below, or put the value in quotes")
    return None


def _second_document(stumble: ParseStop) -> PlacedFault | None:
    if "<document start>" in stumble.fault:
        return stumble.at_stop("second-document", "the document has ended before this line", "delete the line above")
    return None


def _indentation(stumble: ParseStop) -> PlacedFault | None:
    if "expected key" in stumble.fault or "block" in stumble.context:
        says = "this line does not line up with the ones above it"
        return _after_bracket(stumble) or _lined_up(
            stumble, stumble.at_stop("indentation", says, "indent it like the keys or items it belongs to")
        )
    return None


def _after_bracket(stumble: ParseStop) -> PlacedFault | None:
    """Explain text behind a closing bracket, which ends a value."""
    if not stumble.before.rstrip().endswith(("]", "}")) or not stumble.after.strip():
        return None
    says = f"text follows the {stumble.before.rstrip()[-1]} that ends the value"
    return stumble.at_stop("text-after-bracket", says, QUOTE_THE_VALUE).quoting(stumble, *stumble.stopped)


def _lined_up(stumble: ParseStop, fault: PlacedFault) -> PlacedFault:
    """Return a fault of indentation with the change that lines its line up with the nearest open block."""
    line = stumble.stopped_line
    indent = len(line) - len(line.lstrip(" "))
    columns = {event.start_mark.column for event in stumble.opened if not event.flow_style}
    near = sorted(columns, key=lambda each: (abs(each - indent), -each))
    if line[:indent].strip() or not near or not line.strip() or indent == near[0]:
        return fault
    return fault.mended(stumble.stopped[0], Change(0, indent, " " * near[0]))


def _anything(stumble: ParseStop) -> PlacedFault:
    fault = stumble.at_stop("broken-yaml", "this cannot be read as keys and values from here on", QUOTE_THE_VALUE)
    return fault.quoting(stumble, *stumble.stopped)


EXPLANATIONS: Sequence[Callable[[ParseStop], PlacedFault | None]] = (
    _other_blank,
    _tab,
    _directive,
    _tight_colon,
    _sign,
    _quote,
    _marker,
    _bracket,
    _colon,
    _no_colon,
    _list_item,
    _second_document,
    _indentation,
    _anything,
)
"""Tried in order; the last one explains anything."""
