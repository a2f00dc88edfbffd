"""The forecast: amounts by quarter and owner, region or segment, by the CRM's category and by that of the verdict.

Nothing is multiplied. A deal won counts in the quarter of its end, an open one in that of its close.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from generator.assess.past import WINDOWS
from generator.assess.portfolio.focus import yardstick
from generator.assess.portfolio.forecast_deal import DELETED, SAME, ForecastDeal, ForecastState
from generator.assess.quarters import quarter_of
from generator.model.money import Money

if TYPE_CHECKING:
    from generator.model.account import Team
    from generator.model.method import Currencies, Method
    from generator.model.playbook import Surroundings

WON: Final = "=won"
"""Column of the deals won. The others are the keys of the method's categories, and UNSORTED."""
UNSORTED: Final = ""
"""Column of open deals without a category, or with one that the method lacks; of verdicts that speak for none."""
RESULTS: Final = frozenset({"lost", "no-decision", "withdrawn"})

Grouping = Literal["", "owner", "region", "segment"]
GROUPINGS: Final[tuple[Grouping, ...]] = ("", "owner", "region", "segment")
"""By what a quarter is divided; the first is the quarter as a whole."""


@dataclass(slots=True)
class AmountSum:
    """A sum under way: the number of deals, of those without an amount, and the sum per currency."""

    deals: int = 0
    silent: int = 0
    by_currency: dict[str, Decimal] = field(default_factory=dict)

    def add(self, amount: Money | None, sign: int = 1) -> None:
        """Add the amount of one more deal, or take it away."""
        self.deals += sign
        if amount is None:
            self.silent += sign
        else:
            before = self.by_currency.get(amount.currency, Decimal(0))
            self.by_currency[amount.currency] = before + sign * amount.amount

    def together(self, currencies: Currencies | None) -> tuple[Money, ...]:
        """Return the sum in the base currency, and then what has no rate; without a base each currency by itself."""
        sums = [Money(amount, code) for code, amount in sorted(self.by_currency.items())]
        if currencies is None:
            return tuple(sums)
        rates = {code: each.rate for code, each in currencies.rates.items()} | {currencies.base: Decimal(1)}
        base = [each.amount * rates[each.currency] for each in sums if each.currency in rates]
        lacking = [each for each in sums if each.currency not in rates]
        return (*([Money(sum(base, Decimal(0)), currencies.base)] if base else []), *lacking)


@dataclass(slots=True)
class Line:
    """A line of the forecast: a quarter, or its part of one owner, region or segment.

    The columns are WON, the categories and UNSORTED: `said` goes by the CRM, `spoken` by the verdict. `change` is by
    the number of days back, and `unknown` sums up the deals whose figures of that day are not known: they are in no
    change.
    """

    said: dict[str, AmountSum] = field(default_factory=dict)
    spoken: dict[str, AmountSum] = field(default_factory=dict)
    change: dict[int, dict[str, AmountSum]] = field(default_factory=lambda: {days: {} for days in WINDOWS})
    unknown: dict[int, AmountSum] = field(default_factory=lambda: {days: AmountSum() for days in WINDOWS})
    target: Money | None = None

    @property
    def open(self) -> AmountSum:
        """The open deals of all columns."""
        return merged(each for column, each in self.said.items() if column != WON)

    def changed(self, days: int) -> AmountSum:
        """Return the change of the open deals of all columns since so many days ago."""
        return merged(each for column, each in self.change[days].items() if column != WON)


class Move(NamedTuple):
    """A deal whose part in the forecast is another one than so many days ago; None: it was not there."""

    deal: ForecastDeal
    then: ForecastState | None
    now: ForecastState


Key = tuple[str, Grouping, str]
"""Quarter, by what it is divided, and the name of the part; empty for no quarter, the whole, nobody."""


@dataclass(frozen=True)
class Forecast:
    """The lines by key, the moves by days back, and the currency that most amounts can be given in.

    `reaching` are the numbers of days back on which anything at all is known of the deals.
    """

    lines: Mapping[Key, Line]
    moves: Mapping[int, Sequence[Move]]
    reaching: frozenset[int]
    currency: str | None

    @property
    def quarters(self) -> tuple[str, ...]:
        """Every quarter that has a line, in the order of time; none, the empty one, is the last."""
        return tuple(sorted({quarter for quarter, _, _ in self.lines}, key=lambda each: (not each, each)))

    def parts(self, quarter: str, grouping: Grouping) -> Mapping[str, Line]:
        """Return the parts of a quarter by name, in alphabetical order; what has no name is the last."""
        named = {name: line for (of, by, name), line in self.lines.items() if (of, by) == (quarter, grouping)}
        return {name: named[name] for name in sorted(named, key=lambda each: (not each, each.casefold(), each))}


def merged(sums: Iterable[AmountSum]) -> AmountSum:
    """Return the sum of sums."""
    whole = AmountSum()
    for each in sums:
        whole.deals += each.deals
        whole.silent += each.silent
        for code, amount in each.by_currency.items():
            whole.by_currency[code] = whole.by_currency.get(code, Decimal(0)) + amount
    return whole


def forecast_of(
    deals: Sequence[ForecastDeal],
    around: Surroundings,
    names: Mapping[str, str],
    today: dt.date,
) -> Forecast:
    """Return the forecast; `names` are the usual spellings, by each other one, of owners.

    Where there are deals, the quarter of `today` has a line, even if nothing closes in it.
    """
    method = around.method
    lines: dict[Key, Line] = {(quarter_of(today), "", ""): Line()} if deals else {}
    moves: dict[int, list[Move]] = {days: [] for days in WINDOWS}
    in_git = _known_days(deals, in_git=True)
    for deal in deals:
        now = _spelled(deal.now, names)
        _count_now(lines, deal, now, method)
        if deal.parts:
            _count_past(lines, moves, deal, now, names, in_git)
    _set_targets(lines, around.team, names)
    return Forecast(
        lines, moves, _known_days(deals), yardstick([each.now.amount for each in deals], method.currencies)
    )


def _spelled(state: ForecastState, names: Mapping[str, str]) -> ForecastState:
    return state._replace(owner=names[state.owner]) if state.owner in names else state


def _known_days(deals: Sequence[ForecastDeal], *, in_git: bool = False) -> frozenset[int]:
    """Return the numbers of days back on which any deal is known to have been there, or in git."""

    def there(deal: ForecastDeal, place: int) -> bool:
        part = deal.parts[place] if deal.parts else SAME
        return part.known in ("same", "other") and not (in_git and part.from_file)

    return frozenset(days for place, days in enumerate(WINDOWS) if any(there(each, place) for each in deals))


def place_of(deal: ForecastDeal, state: ForecastState) -> tuple[str, str] | None:
    """Return the quarter and the column of a deal in a state; None for one deleted or ended without a win."""
    if state.word in RESULTS or state.word == DELETED:
        return None
    if state.word != "won":
        return quarter_of(state.close), state.category
    return quarter_of(deal.ended or state.close), WON


def _keys_of_then(quarter: str, owner: str) -> tuple[Key, Key]:
    return (quarter, "", ""), (quarter, "owner", owner)


def _keys(quarter: str, deal: ForecastDeal, owner: str) -> tuple[Key, ...]:
    return (*_keys_of_then(quarter, owner), (quarter, "region", deal.region), (quarter, "segment", deal.segment))


def _line(lines: dict[Key, Line], key: Key) -> Line:
    return lines[key] if key in lines else lines.setdefault(key, Line())


def _sum(columns: dict[str, AmountSum], column: str) -> AmountSum:
    return columns[column] if column in columns else columns.setdefault(column, AmountSum())


def _count_now(lines: dict[Key, Line], deal: ForecastDeal, now: ForecastState, method: Method) -> None:
    if not (place := place_of(deal, now)):
        return
    quarter, column = place
    for key in _keys(quarter, deal, now.owner):
        line = _line(lines, key)
        _sum(line.said, column).add(now.amount)
        if column != WON:
            _sum(line.spoken, method.category_of(now.word) or UNSORTED).add(now.amount)


def _count_past(
    lines: dict[Key, Line],
    moves: Mapping[int, list[Move]],
    deal: ForecastDeal,
    now: ForecastState,
    names: Mapping[str, str],
    in_git: Set[int],
) -> None:
    """Add what changed; regions and segments of then are not known, so their lines have no change.

    A file that came later is a new deal only where git held others on that day: else the playbook itself is new.
    """
    for days, part in zip(WINDOWS, deal.parts, strict=True):
        is_young = part.known == "absent" and not part.from_file and days not in in_git
        if part.known == "unknown" or is_young:
            if place := place_of(deal, now):
                for key in _keys_of_then(place[0], now.owner):
                    _line(lines, key).unknown[days].add(now.amount)
        elif part.known != "same":
            then = _spelled(part.state, names) if part.state else None
            moves[days].append(Move(deal, then, now))
            for state, sign in ((then, -1), (now, 1)):
                if state and (place := place_of(deal, state)):
                    for key in _keys_of_then(place[0], state.owner):
                        _sum(_line(lines, key).change[days], place[1]).add(state.amount, sign)


def _set_targets(lines: dict[Key, Line], team: Team, names: Mapping[str, str]) -> None:
    """Give the lines of members their targets, by the spelling of their names in the lines."""
    for member in team.members.values():
        name = names.get(member.name, member.name)
        for quarter, target in member.targets.items():
            _line(lines, (quarter.replace("-", " "), "owner", name)).target = target
            _line(lines, (quarter.replace("-", " "), "", ""))


def joined(lines: Iterable[Line]) -> Line:
    """Return the sum of some lines, without targets and changes."""
    whole, every = Line(), list(lines)
    for column in dict.fromkeys(name for each in every for name in each.said):
        whole.said[column] = merged(each.said[column] for each in every if column in each.said)
    for column in dict.fromkeys(name for each in every for name in each.spoken):
        whole.spoken[column] = merged(each.spoken[column] for each in every if column in each.spoken)
    return whole
