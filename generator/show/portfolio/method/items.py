"""The smaller parts of the method: the value worksheet, value statements, stages, forecast and more."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import quantities
from generator.model.brief_fields import FIELDS
from generator.model.method import Audience, Currencies, ForecastCategory, Method, Pattern, ValueHead, ValueItem
from generator.show.portfolio.method import views
from generator.show.portfolio.method.links import criterion_link
from generator.show.text import values


def value_heads(method: Method) -> tuple[views.ValueHeadView, ...]:
    """Return the heads of the value worksheet."""
    return tuple(map(_head, method.value_heads.values()))


def _head(head: ValueHead) -> views.ValueHeadView:
    entries = (views.ValueItemView(each.label, tuple(_counting(each))) for each in head.items.values())
    return views.ValueHeadView(head.label, head.side, head.source, tuple(entries))


def _counting(item: ValueItem) -> Iterator[str]:
    if not item.cash:
        yield "shown, not cash"
    if item.margin:
        yield "counts at its margin"


def patterns(method: Method) -> tuple[views.PatternView, ...]:
    """Return the patterns of value statements, each with an example."""
    return tuple(views.PatternView(each.label, each.source, _parts(each)) for each in method.patterns.values())


def _parts(pattern: Pattern) -> tuple[views.PatternPart, ...]:
    parts: list[views.PatternPart] = []
    for piece in pattern.says.replace("]", "[").split("["):
        slot = pattern.slots.get(piece)
        if slot:
            parts.append(views.PatternPart(piece, slot.label, slot.ask, pattern.example.get(piece, "")))
        elif piece:
            parts.append(views.PatternPart(piece))
    return tuple(parts)


def categories(method: Method) -> tuple[views.CategoryView, ...]:
    """Return the forecast categories."""
    return tuple(map(_category, method.forecast.values()))


def _category(category: ForecastCategory) -> views.CategoryView:
    verdicts = values.listing([values.verdict_word(word) for word in category.verdicts])
    written = f"written {values.listing(category.written, 'or')}, too" if category.written else ""
    speaks = "speak" if len(category.verdicts) > 1 else "speaks"
    spoken = f"{verdicts} {speaks} for it" if verdicts else "no verdict speaks for it"
    return views.CategoryView(category.label, "; ".join(filter(None, (spoken, written))), category.source)


def audiences(method: Method) -> tuple[views.AudienceView, ...]:
    """Return the audiences of shared links, each with what it is shown."""
    return tuple(map(_audience, method.audiences.values()))


def _audience(audience: Audience) -> views.AudienceView:
    shows = []
    for field in audience.shows:
        marks = [mark for above, marks in audience.only.items() if field.startswith(f"{above}.") for mark in marks]
        needs = f" (only where {values.listing([values.unfolded(mark).lower() for mark in marks])})" if marks else ""
        shows.append(f"{FIELDS.get(field, field)}{needs}")
    return views.AudienceView(audience.label, values.listing(audience.subjects, "or"), audience.source, tuple(shows))


def rates(currencies: Currencies) -> views.RatesView:
    """Return the rates between currencies, each with its day."""
    base = currencies.base
    return views.RatesView(
        base,
        tuple(
            f"1 {code} = {values.plain(each.rate, 4)} {base} ({values.day(each.date)})"
            for code, each in currencies.rates.items()
        ),
    )


def vocabulary() -> tuple[views.VocabularyView, ...]:
    """Return the figures that rules can look at, by the rules that can."""
    of_items = {f"One {scope}": names for scope, names in quantities.OF_ITEMS.items() if names}
    heads = {
        "Verdict rules, strategies and findings": quantities.STANDING,
        "Strategies and findings": quantities.DEAL,
        **of_items,
    }
    return tuple(
        views.VocabularyView(f"{head} ({len(names)})", tuple(names.items())) for head, names in heads.items()
    )


def symptoms(method: Method) -> tuple[views.SymptomsView, ...]:
    """Return the symptoms of lost control by their heads, each with the criteria that it makes doubtful."""
    heads: dict[str, list[views.SymptomView]] = {}
    for symptom in method.symptoms.values():
        doubts = tuple(criterion_link(name, method) for cited in symptom.doubts if (name := method.criterion(cited)))
        heads.setdefault(symptom.head, []).append(views.SymptomView(symptom.label, symptom.source, doubts))
    return tuple(views.SymptomsView(head.capitalize(), tuple(theirs)) for head, theirs in heads.items())


def levels(method: Method) -> tuple[views.LevelRow, ...]:
    """Return the rows of the selling level."""
    return tuple(views.LevelRow(each.label, each.levels, each.group, each.source) for each in method.levels.values())


def stages(method: Method) -> tuple[views.StageView, ...]:
    """Return the stages, in their order."""
    return tuple(
        views.StageView(name, each.label, each.closed, each.like or "", each.source)
        for name, each in method.stages.items()
    )
