"""The brief: one page for a reader outside the team, printed from the fields that may leave and from nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from generator.assess.share.brief import Changes, QuestionCounts
from generator.assess.share.extract import Extract
from generator.model.method import Method
from generator.model.money import Money
from generator.show.page import Commit
from generator.show.share.brief_views import (
    BriefAsk,
    BriefStep,
    BriefView,
    DealPart,
    LabelledValue,
    Sender,
    SharedDeal,
    Steps,
)
from generator.show.templating.environment import render
from generator.show.text import values

MOST_DEALS = 12
MOST_STEPS = 6
MOST_STEPS_OF_SEVERAL = 4
MOST_ASKS = 4
"""So much fits on one sheet of paper beside the rest; what is left out is counted."""


@dataclass(frozen=True, slots=True)
class BriefContext:
    """Values common to every deal of a brief. `title` is the subject's where it is not a single deal's own.

    `until` is the last day of its link, None where there is no link. `logo` is the team's, as a `data:` address.
    `customer_people` are names by which a step's owner is known to be the customer's; none of them is printed.
    """

    title: str
    reader: str
    method: Method
    today: dt.date
    until: dt.date | None
    commit: Commit | None
    single: bool
    greeting: str = ""
    sender: Sender | None = None
    logo: str = ""
    customer_people: Set[str] = frozenset()


def brief_page(extracts: Sequence[Extract], occasion: BriefContext) -> str:
    """Return the HTML of a brief, without the page around it."""
    return render("brief.html", brief=brief_view(extracts, occasion))


def brief_view(extracts: Sequence[Extract], occasion: BriefContext) -> BriefView:
    """Return what a brief says; the deals come in the order in which they are given."""
    first = extracts[0] if occasion.single else None
    several = () if first else extracts
    return BriefView(
        over=first.text("account.title") if first else "",
        title=first.text("deal.title") if first else occasion.title,
        reader=occasion.reader,
        single=_single(first, occasion) if first else None,
        deals=tuple(line for each in several[:MOST_DEALS] if (line := _line(each, occasion))),
        more_deals=values.counted(more, "more deal") if (more := len(several) - MOST_DEALS) > 0 else "",
        totals=_totals(several),
        asks=tuple(_asks(extracts, occasion))[:MOST_ASKS]
        if any(each.has("deal.ask.what") for each in extracts)
        else None,
        plan=_plan(extracts, occasion),
        amounts=tuple(amount for each in extracts for amount in _amounts(each, occasion)),
        statements=tuple(statement for each in extracts for statement in _statements(each, occasion.method)),
        agreed=tuple(step for each in extracts for step in _agreed(each, occasion)),
        footer=_footer(occasion),
        greeting=occasion.greeting,
        sender=occasion.sender,
        logo=occasion.logo,
    )


def shows_item(extract: Extract, field: str, method: Method) -> bool:
    """Tell whether a brief would print an item of a field that holds several: not every one that leaves is printed.

    A step that is done is not, nor an amount that is none.
    """
    alone = BriefContext("", "", method, dt.date.min, None, None, single=True)
    shown: Mapping[str, Callable[[], bool]] = {
        "deal.plan.milestones": lambda: any(_steps(extract, field, "by", alone)),
        "deal.plan.actions": lambda: any(_steps(extract, field, "due", alone)),
        "deal.value.lines": lambda: any(_amounts(extract, alone)),
        "deal.proposition": lambda: any(_statements(extract, method)),
        "deal.partners.helps": lambda: any(_agreed(extract, alone)),
    }
    return field in shown and shown[field]()


def _footer(occasion: BriefContext) -> str:
    of = f", commit {occasion.commit.id[:10]} of {values.day(occasion.commit.date)}" if occasion.commit else ""
    until = f" The link is good through {values.day(occasion.until)}." if occasion.until else ""
    return f"As of {values.day(occasion.today)}{of}.{until}"


def _of(extract: Extract, occasion: BriefContext) -> str:
    return "" if occasion.single else extract.text("deal.title")


def _word(extract: Extract) -> str:
    word = extract.text("deal.outcome.result") or extract.text("judged.verdict")
    return values.verdict_word(word) if word else ""


def _line(extract: Extract, occasion: BriefContext) -> SharedDeal | None:
    """Return a deal's line, None for an audience that learns no more of it than its name."""
    facts = ("deal.amount", "deal.close", "judged.verdict")
    if not any(map(extract.has, facts)):
        return None
    customer = extract.text("account.title")
    return SharedDeal(
        extract.text("deal.title"),
        "" if customer == occasion.title else customer,
        values.money(extract.get("deal.amount", Money)) if extract.has("deal.amount") else "",
        values.day(extract.get("deal.close", dt.date)) if extract.has("deal.close") else "",
        _word(extract),
        extract.text("judged.why"),
    )


def _totals(extracts: Sequence[Extract]) -> str:
    sums: dict[str, Decimal] = {}
    for each in extracts:
        if amount := each.get("deal.amount", Money):
            sums[amount.currency] = sums.get(amount.currency, Decimal(0)) + amount.amount
    return values.listing([values.money(Money(total, currency)) for currency, total in sorted(sums.items())])


def _single(extract: Extract, occasion: BriefContext) -> DealPart:
    standing: tuple[QuestionCounts, ...] = extract.get("judged.standing", tuple) or ()
    known = sum(each.plus + each.minus for each in standing)
    every = known + sum(each.unknown for each in standing)
    changes = extract.get("judged.changes", Changes)
    worth, note = _worth(extract)
    return DealPart(
        word=_word(extract),
        why=extract.text("judged.why"),
        facts=tuple(_facts(extract, occasion.method)),
        why_now=tuple(_why_now(extract)),
        worth=worth,
        worth_note=note,
        standing=standing,
        known=f"{known} of {every} known" if standing else "",
        not_green=_not_green(extract),
        risk=extract.text("judged.risk"),
        changed=_changed(changes) if changes else "",
    )


def _facts(extract: Extract, method: Method) -> Iterator[LabelledValue]:
    ended = extract.get("deal.outcome.date", dt.date)
    stage = extract.text("deal.stage")
    known = method.stages.get(stage)
    facts = {
        "Amount": ("deal.amount", values.money(extract.get("deal.amount", Money))),
        "Close": ("deal.close", values.day(extract.get("deal.close", dt.date))),
        "Ended": ("deal.outcome.date", values.day(ended) if ended else ""),
        "Stage": ("deal.stage", known.label if known else values.unfolded(stage)),
        "Owner": ("deal.owner", extract.text("deal.owner") or "nobody yet"),
        "Main competitor": ("competitor.title", extract.text("competitor.title") or "none named"),
    }
    for label, (field, text) in facts.items():
        if text and extract.has(field):
            yield LabelledValue(label, text)


def _why_now(extract: Extract) -> Iterator[LabelledValue]:
    at = "deal.compelling_event"
    deadline = extract.get(f"{at}.deadline", dt.date)
    facts = {
        "": extract.text(f"{at}.what"),
        "Deadline": values.day(deadline) if deadline else "",
        "If they do not act": _with_amount(extract, f"{at}.consequence"),
        "If they act on time": _with_amount(extract, f"{at}.payback"),
    }
    return (LabelledValue(label, text) for label, text in facts.items() if text)


def _with_amount(extract: Extract, field: str) -> str:
    amount = extract.get(f"{field}_amount", Money)
    return " · ".join(each for each in (extract.text(field), values.money(amount) if amount else "") if each)


def _worth(extract: Extract) -> tuple[str, str]:
    """Return what the deal leaves the customer, and how much of that the customer has said."""
    net, years = extract.get("judged.net", Money), extract.get("judged.years", int)
    benefit, confirmed = extract.get("judged.benefit", Money), extract.get("judged.confirmed", Money)
    if net is None:
        return "", ""
    span = f" over {values.counted(years, 'year')}" if years else ""
    if benefit is None or confirmed is None:
        return f"{values.whole_money(net)} net{span}", f"Not marked as confirmed.{_in_full(extract)}"
    sentence = f"The customer has confirmed {values.whole_money(confirmed)} of {values.whole_money(benefit)} benefit."
    return (
        f"{values.whole_money(net)} net{span}",
        (sentence if confirmed.amount else "The customer has confirmed none of it.") + _in_full(extract),
    )


def _in_full(extract: Extract) -> str:
    counts = extract.get("judged.in_full", bool)
    return " Revenue without a margin counts in it in full." if counts else ""


def _not_green(extract: Extract) -> str:
    if extract.text("judged.verdict") in ("", "pursue"):
        return ""
    reasons: tuple[str, ...] = extract.get("judged.not_green", tuple) or ()
    return "; ".join(reasons) if reasons else extract.text("judged.why")


def _changed(changes: Changes) -> str:
    now, then = values.verdict_word(changes.word), values.verdict_word(changes.word_then)
    said = [f"{then} then, {now} now" if then != now else f"{now}, as then"]
    if changes.known != changes.known_then:
        said.append(f"{values.percent(changes.known_then)} known then, {values.percent(changes.known)} now")
    if changes.close != changes.close_then:
        said.append(f"close moved from {values.day(changes.close_then)} to {values.day(changes.close)}")
    return "; ".join(said)


def _asks(extracts: Sequence[Extract], occasion: BriefContext) -> Iterator[BriefAsk]:
    for each in extracts:
        by = each.get("deal.ask.by", dt.date)
        if (what := each.text("deal.ask.what")) and not each.text("deal.outcome.result"):
            call, message = each.text("deal.ask.whom_to_call"), each.text("deal.ask.message")
            yield BriefAsk(what, values.day(by) if by else "", call, message, _of(each, occasion))


def _plan(extracts: Sequence[Extract], occasion: BriefContext) -> Steps:
    """Return the steps that are open, milestones and actions together, by their day; what has none comes last."""
    pending = [
        step
        for extract in extracts
        for field, day in (("deal.plan.milestones", "by"), ("deal.plan.actions", "due"))
        for step in _steps(extract, field, day, occasion)
    ]
    pending.sort(key=lambda each: each[0])
    most = MOST_STEPS if occasion.single else MOST_STEPS_OF_SEVERAL
    return Steps(tuple(step for _, step in pending[:most]), max(0, len(pending) - most))


def _steps(extract: Extract, field: str, day: str, occasion: BriefContext) -> Iterator[tuple[dt.date, BriefStep]]:
    """Yield what is open, with the day by which it is ordered."""
    for _, item in extract.each(field):
        if item.text("state") in ("", "open"):
            on, owner = item.get(day, dt.date), item.text("owner")
            theirs = owner in occasion.customer_people if owner else None
            dated = values.day(on) if on else "no date"
            yield on or dt.date.max, BriefStep(item.text("what"), dated, owner, _of(extract, occasion), theirs)


def _amounts(extract: Extract, occasion: BriefContext) -> Iterator[LabelledValue]:
    heads = occasion.method.value_heads
    for _, line in extract.each("deal.value.lines"):
        head, amount = heads.get(line.text("head")), line.get("amount", Money)
        if head is None or amount is None:
            continue
        item = head.items.get(line.text("item"))
        label = line.text("what") or (item.label if item else head.label)
        on = line.get("confirmed_on", dt.date)
        confirmed = f"confirmed on {values.day(on)}" if on else "confirmed"
        sort = "benefit" if head.side == "benefit" else "cost"
        text = f"{values.money(amount)} {values.EVERY.get(line.text('every'), '')}".strip()
        yield LabelledValue(
            label, text, f"{sort}, {confirmed}" + (f" · {_of(extract, occasion)}" if not occasion.single else "")
        )


def _statements(extract: Extract, method: Method) -> Iterator[str]:
    for _, written in extract.each("deal.proposition"):
        if pattern := method.patterns.get(written.text("pattern")):
            labels = {name: f"[{slot.label}]" for name, slot in pattern.slots.items()}
            yield _filled(pattern.says, labels | (written.get("slots", dict) or {}))


def _filled(says: str, slots: Mapping[str, str]) -> str:
    return values.SLOT.sub(lambda found: slots.get(found[1], found[0]), says)


def _agreed(extract: Extract, occasion: BriefContext) -> Iterator[BriefStep]:
    for _, role in extract.each("deal.partners"):
        for _, each in role.each("helps"):
            yield BriefStep(each.text("what"), "", "", _of(extract, occasion))
