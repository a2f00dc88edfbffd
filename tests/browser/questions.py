"""The questions of a pipeline call: the clicks from the home page to each answer, and the answer by the judgement."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from playwright.sync_api import Locator, Page

from generator.assess.currency import amount_in
from generator.assess.deal.assessment import assess
from generator.assess.past import AsOfDay
from generator.assess.portfolio.attention import attention_of, by_urgency
from generator.assess.portfolio.contest import compared_criteria
from generator.assess.portfolio.portfolio import Portfolio, portfolio_of
from generator.assess.portfolio.row import DealGlance, DealRow
from generator.assess.portfolio.workload import workload
from generator.assess.quarters import quarter_of
from generator.cli.options.judged_deals import JudgedDeals
from generator.model.account import Account
from generator.model.deal import Result
from generator.model.method import VERDICTS
from generator.model.who import handle
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal

Step = Callable[[Page], None]
ASKED = (
    "attention",
    "leave",
    "overloaded",
    "changed",
    "quarter",
    "compared",
    "beaten",
    "uncovered",
    "partner",
    "promised",
)
"""The questions by name, in the order of a call."""


class Shown(NamedTuple):
    """What a page answers: how many lines there are in all, and the lines that it shows."""

    number: int
    lines: Sequence[str]


class Walk(NamedTuple):
    """A question, the clicks that lead to its answer, how that is read, and the right one, as many lines as it has.

    Where it is `ordered`, the lines stand in this order.
    """

    question: str
    steps: Sequence[Step]
    read: Callable[[Page], Shown]
    answer: Sequence[str]
    ordered: bool = False

    def arrive(self, page: Page) -> Shown:
        """Go from the home page to the answer, and return what is shown there."""
        page.goto("")
        for step in self.steps:
            step(page)
        page.wait_for_load_state()
        return self.read(page)

    def is_answered(self, shown: Shown) -> bool:
        """Tell whether what is shown is the right answer, or the part of it that a page holds."""
        if shown.number != len(self.answer) or not (shown.lines or not self.answer):
            return False
        if self.ordered:
            return list(shown.lines) == list(self.answer[: len(shown.lines)])
        return Counter(shown.lines) <= Counter(self.answer)


def link(name: str | re.Pattern[str], within: str = "main") -> Step:
    """Return a click on the first link of this name."""
    return lambda page: page.locator(within).get_by_role("link", name=name, exact=True).first.click()


def tab(name: str) -> Step:
    """Return a click on an entry of the navigation."""
    return link(name, ".md-tabs")


def press(selector: str) -> Step:
    """Return a click on the first element that a selector finds."""
    return lambda page: page.locator(selector).first.click()


def jump(typed: str) -> Step:
    """Return a search by keys, and Enter for the best that it finds: one step."""

    def found(page: Page) -> None:
        before = page.url
        page.keyboard.press("Control+k")
        page.keyboard.type(typed)
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != before)

    return found


def number_in(text: str) -> int:
    """Return the first number of a text, zero where there is none."""
    found = re.search(r"\d[\d,]*", text)
    return int(found[0].replace(",", "")) if found else 0


def words(locator: Locator) -> list[str]:
    """Return the texts of elements, with plain and single blanks."""
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def column(key: str) -> Callable[[Page], Shown]:
    """Return how a column of the page's table is read."""

    def read(page: Page) -> Shown:
        page.wait_for_selector(".pb-tools:not([hidden])")
        cells = page.locator(f"[data-deals] tbody td[data-col={key}]")
        return Shown(number_in(page.locator("[data-count]").inner_text()), words(cells))

    return read


def listed(page: Page, lines: Locator) -> Shown:
    """Return lines that a page shows in full."""
    told = words(lines)
    return Shown(len(told), told)


@dataclass(frozen=True)
class Questions:
    """The questions that are put to the site of a playbook, by its judgement; `deals` is its folder of deals."""

    judged: JudgedDeals
    deals: Path

    @property
    def rows(self) -> Sequence[DealRow]:
        """Every deal, by identity."""
        return self.judged.rows

    @cached_property
    def open(self) -> Sequence[DealRow]:
        """The deals that have not ended."""
        return [row for row in self.rows if not row.closed]

    @cached_property
    def portfolio(self) -> Portfolio:
        """The deals together."""
        return portfolio_of(self.rows, self.judged.surroundings.method.currencies)

    def walk(self, name: str) -> Walk:
        """Return the walk of the question of this name, one of ASKED."""
        walk: Walk = getattr(self, name)()
        return walk

    def attention(self) -> Walk:
        """Return the walk to what needs attention: it stands on the home page."""
        method, today = self.judged.surroundings.method, self.judged.setting.today
        pressing = by_urgency(self.rows, [attention_of(row, method, today) for row in self.rows])

        def read(page: Page) -> Shown:
            lines = page.locator(".pb-today li")
            deals = words(lines.locator(".pb-today__deal > a"))
            says = words(lines.locator(":scope > span:last-child > a"))
            shown = [": ".join(each) for each in zip(deals, says, strict=True)]
            more = page.locator("a", has_text=re.compile(r"^\d[\d,]* more deals?$"))
            return Shown(len(shown) + (number_in(more.first.inner_text()) if more.count() else 0), shown)

        answer = [f"{row.title}: {' '.join(reasons[0].says.split())}" for row, reasons in pressing]
        return Walk("What needs attention?", (), read, answer, ordered=True)

    def leave(self) -> Walk:
        """Return the walk to the deals to walk away from, in the order of the table."""
        answer = [each.row.title for each in self.portfolio.focus if each.row.verdict.word == "walk-away"]
        return Walk(
            "Which deals do we leave?",
            [press(".pb-verdicts a:has-text('Walk away')")],
            column("deal"),
            answer,
            ordered=True,
        )

    def overloaded(self) -> Walk:
        """Return the walk to the owners who have more days planned than there are."""
        members, today = self.judged.surroundings.team.members.values(), self.judged.setting.today
        owned: dict[str, list[DealRow]] = defaultdict(list)
        for row in self.open:
            owned[row.owner].append(row)
        loads = {each.name: workload(owned[each.name], each.capacity, today) for each in members}
        over = {
            name: sum(
                max(Fraction(0), each.planned - each.available)
                for each in load.quarters
                if each.available is not None
            )
            for name, load in loads.items()
        }
        answer = sorted((name for name in over if over[name]), key=lambda name: (-over[name], handle(name)))
        return Walk(
            "Who is overloaded?",
            [tab("Owners")],
            lambda page: listed(page, page.locator("main tr", has=page.locator(".pb-tag")).locator("th > a")),
            answer,
            ordered=True,
        )

    def changed(self) -> Walk:
        """Return the walk to what changed since last week, apart from what is new: the home page says it."""
        answer = [f"{name}: {row.title}" for row in self.rows for name in self._turned(row)]
        leads = r"(Ended|Verdict \w+|Amount \w+|Close \w+(?: \w+)?|Stage changed): (.*?)\.(?= [A-Z]|$)"

        def read(page: Page) -> Shown:
            found = page.locator(".pb-changes")
            lines, left = [], 0
            for lead, sentence in re.findall(leads, words(found)[0] if found.count() else ""):
                named = re.sub(r" \([^()]*\)", "", sentence)
                counted = re.search(r"(?:^| and )(\d[\d,]*) (?:more deals?|of \d[\d,]* open deals)$", named)
                left += number_in(counted[1]) if counted else 0
                titles = named[: counted.start()] if counted else named
                lines += [f"{lead}: {each}" for each in titles.split(", ") if each]
            return Shown(len(lines) + left, lines)

        return Walk("What changed since last week?", (), read, answer)

    def _turned(self, row: DealRow) -> Iterator[str]:
        """Yield in which ways a deal changed in the last seven days, as far as its past is known."""
        then, began, since = row.past.then.get(7), row.past.began, self.judged.setting.today - dt.timedelta(days=7)
        stages = self.judged.surroundings.method.stages
        if row.outcome:
            if then is None:
                ended = bool(began and began > since and row.outcome.date > since)
            elif then.word is None:
                stage = stages.get(then.state.stage)
                ended = then.state.knows("stage") and not (stage and stage.closed)
            else:
                ended = then.word not in get_args(Result)
            yield from ["Ended"] * ended
        elif then is not None:
            yield from _moves(then, row)
            if then.state.knows("stage") and then.state.stage != row.stage:
                yield "Stage changed"

    def quarter(self) -> Walk:
        """Return the walk to the open amounts of this quarter by owner, in the base currency."""
        currencies, now = self.judged.surroundings.method.currencies, quarter_of(self.judged.setting.today)
        base = currencies.base if currencies else "EUR"
        sums: dict[str, Fraction] = defaultdict(Fraction)
        for row in self.open:
            if quarter_of(row.close) == now and row.amount:
                sums[row.owner] += amount_in(base, row.amount, currencies) or 0
        answer = [f"{name or 'Nobody yet'} {_whole(each)}" for name, each in sums.items()]

        def read(page: Page) -> Shown:
            lines = page.get_by_role("region", name=f"{now} by owner").locator("tbody tr")
            parts = zip(words(lines.locator("th")), words(lines.locator("td[data-label=Open]")), strict=True)
            told = [f"{name} {amount}" for name, amount in parts if amount != "–"]
            named = [each for each in told if not re.match(r"\d+ others? ", each)]
            others = [each.rpartition(" ")[2] for each in told if each not in named]
            left = sum(sums[name] for name in sums if f"{name or 'Nobody yet'} {_whole(sums[name])}" not in named)
            is_whole = others == ([_whole(left)] if left else [])
            return Shown(len(answer) if is_whole else len(named), named)

        return Walk("How does the quarter stand by owner?", [tab("Forecast")], read, answer)

    def compared(self) -> Walk:
        """Return the walk to the criteria on which the first two deals of the focus order differ."""
        first, second = (each.row for each in self.portfolio.focus[:2])
        method = self.judged.surroundings.method
        one, two = (self._marks(row) for row in (first, second))
        answer = [
            f"{number} {method.criteria[name].label} differs"
            for name, number in method.numbers.items()
            if "?" not in (one[name], two[name]) and one[name] != two[name]
        ]

        def read(page: Page) -> Shown:
            page.locator(".pb-compare[data-ready]").wait_for(state="attached")
            return listed(page, page.locator("tr[data-mark].pb-differs th"))

        def tick(row: DealGlance, *keys: Literal["Shift"]) -> Step:
            box = f'[data-deals=open] .pb-box[data-deal="{row.identity}"]'
            return lambda page: page.locator(box).click(modifiers=keys)

        return Walk("How do these two compare?", [tick(first), tick(second, "Shift")], read, answer)

    def _marks(self, row: DealGlance) -> Mapping[str, str]:
        """Return our ratings of a deal by criterion."""
        around, today = self.judged.surroundings, self.judged.setting.today
        deal = read_listed_deal(WorkTree(self.deals), row.path, around).noun
        assert deal
        return {name: each.rating for name, each in assess(deal, around, today).assessed.items()}

    def beaten(self) -> Walk:
        """Return the walk to who wins most of the deals that we lose, and on what we trail them most often."""
        around = self.judged.surroundings
        winners = Counter(row.outcome.winner for row in self.rows if row.outcome and row.outcome.winner)
        met = Counter(slug for row in self.rows for slug in row.competitors)
        slug = min(met, key=lambda each: (-winners[each], -met[each], around.competitor(each).name.casefold()))
        marks = [marks for row in self.rows if (marks := row.contested.contest.places.get(slug))]
        trailed = Counter(
            around.method.criteria[name].label
            for each in marks
            for name, mark in zip(compared_criteria(around.method), each, strict=True)
            if mark == "-"
        )
        most = max(trailed.values())
        answer = [f"went to them {winners[slug]}, we trail {most}"]

        def read(page: Page) -> Shown:
            went = page.locator("dt", has_text="Went to them").locator("+ dd")
            often = page.locator(".pb-contest tbody tr").first
            name, count = words(often.locator("th"))[0], number_in(words(often.locator("td").first)[0])
            assert trailed[name] == count
            return Shown(1, [f"went to them {words(went)[0].replace(',', '')}, we trail {count}"])

        name = around.competitor(slug).name
        return Walk("Who beats us, and why?", [tab("Competitors"), link(name)], read, answer)

    def uncovered(self) -> Walk:
        """Return the walk to the decision makers and approvers of open deals whom nobody covers."""
        answer = [
            self._account(row).people[key].name if key in self._account(row).people else key
            for row in self.open
            for key, player in row.players.items()
            if player.decides and not player.is_covered
        ]

        def read(page: Page) -> Shown:
            found = page.locator("#lack-decider")
            number = number_in(found.locator("summary .pb-number").inner_text())
            return Shown(number, words(found.locator("li > a")))

        return Walk(
            "Whose decision maker is not covered?", [tab("People"), press("#lack-decider summary")], read, answer
        )

    def partner(self) -> Walk:
        """Return the walk to the deals of the partner who has most of them."""
        slug = Counter(slug for row in self.rows for slug in row.partners).most_common(1)[0][0]
        answer = [row.title for row in self.rows if slug in row.partners]

        def read(page: Page) -> Shown:
            number = page.locator("dt", has_text="In deals").locator("+ dd")
            return Shown(number_in(number.inner_text()), words(page.locator("#deals + .pb-scroll tbody th > a")))

        return Walk("Where is this partner?", [jump(self.judged.surroundings.partner(slug).name)], read, answer)

    def promised(self) -> Walk:
        """Return the walk to the open actions that are agreed with the first person with whom any is."""
        row, key = next(
            (row, action.agreed_with)
            for row in self.open
            for action in row.actions.values()
            if action.agreed_with and action.state == "open"
        )
        account = self._account(row)
        answer = [
            action.what
            for each in self.rows
            if each.account == row.account
            for action in each.actions.values()
            if action.agreed_with == key and action.state == "open"
        ]
        steps = [
            jump(f"{account.people[key].name} {account.name}"),
            press(f"#person-{key} p a"),
        ]
        return Walk("What was promised to this person?", steps, column("what"), answer)

    def _account(self, row: DealRow) -> Account:
        return self.judged.surroundings.account(row.account)


def _moves(then: AsOfDay, row: DealRow) -> Iterator[str]:
    """Yield how verdict, amount and close of an open deal differ from what they were."""
    if then.word and row.word != then.word:
        yield f"Verdict {'up' if VERDICTS.index(row.word) > VERDICTS.index(then.word) else 'down'}"
    amounts = then.state.amount, row.amount
    if then.state.knows("amount") and amounts[0] != amounts[1]:
        one, two = (each.amount if each else None for each in amounts)
        same = bool(amounts[0] and amounts[1] and amounts[0].currency == amounts[1].currency)
        yield f"Amount {('cut' if two < one else 'raised') if same and one and two else 'changed'}"
    closes = then.state.close, row.close
    if then.state.knows("close") and closes[0] != closes[1]:
        moved = closes[0] and closes[1] and ("later" if closes[1] > closes[0] else "earlier")
        yield f"Close {f'moved {moved}' if moved else 'changed'}"


def _whole(amount: Fraction) -> str:
    """Return an amount as it is printed, without decimals."""
    rounded = (Decimal(amount.numerator) / amount.denominator).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{rounded:,}"
