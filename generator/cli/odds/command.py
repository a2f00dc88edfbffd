"""`playbook odds`: how often deals that stood alike were won, or why that cannot be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import click

from generator.assess.deal.assessment import assess
from generator.assess.odds.odds import BandOdds, Odds, odds_of
from generator.assess.portfolio.row import DealGlance, row_of
from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import json_text, problem_text, progress
from generator.git.cache_file import memory
from generator.git.log_cache import kept_log
from generator.history.history import chronicle_of, histories, past_of
from generator.model.method import OddsRules
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.show.text.odds import band_sentence, band_words, counted_out, refusal, tried_words

FORMAT: Final = 1


@click.command(epilog=example("playbook odds", "playbook odds --json"))
@click.option("--json", "for_programs", is_flag=True, help="Print it for other programs.")
@deals_option
@today_option
@click.pass_context
def odds(ctx: click.Context, for_programs: bool, deals: str, today: dt.date) -> None:
    """Say how often deals that stood alike some time before their end were won.

    Counts with a 90 % range by band of the winnable score; without enough deals, or where the score does not tell
    won from lost, the reason. The time is 60 days before the end unless your method gives other `days_before`. Ends
    with 1 if a file has a problem, after counting the others.
    """
    source = WorkTree(deals_folder(ctx.obj, deals))
    surroundings, around = read_surroundings(source, today)
    problems: list[Problem] = list(around)
    rows = list(_rows(ctx, source, surroundings, today, problems))
    rules = surroundings.method.odds
    result = odds_of(rows, rules)
    if for_programs:
        click.echo(json_text({"format": FORMAT, "today": today.isoformat(), **odds_record(result, rules)}))
    else:
        click.echo("\n".join(odds_text(result, rules)))
    for problem in problems:
        click.echo(problem_text(problem), err=True)
    ctx.exit(INPUT if problems else 0)


def _rows(
    ctx: click.Context, source: WorkTree, surroundings: Surroundings, today: dt.date, problems: list[Problem]
) -> Iterator[DealGlance]:
    """Yield every sound deal; add the problems of the others."""
    cache = memory(ctx.obj)
    chronicle = chronicle_of(kept_log(source.root, cache), source.root, cache)
    with histories(chronicle, surroundings.method, today) as history_of:
        for path in progress(list(source.listing().deals.values()), "Judging deals:"):
            reading = read_listed_deal(source, path, surroundings)
            problems += reading.problems
            if reading.noun:
                past = past_of(history_of(path), reading.noun, today, surroundings.method)
                yield row_of(assess(reading.noun, surroundings, today, past), surroundings, past)


def odds_text(odds: Odds, rules: OddsRules) -> Iterator[str]:
    """Yield the odds line by line."""
    if reason := refusal(odds, rules, rules.days_before):
        yield reason
    groups = (("", odds.bands), ("Repeat customers: ", odds.repeat), ("New customers: ", odds.new))
    for title, bands in groups:
        for each in bands:
            if title == "" or each.won + each.lost:
                yield f"{title}{band_words(each.band)}: {band_sentence(each, odds, rules.days_before)}"
    yield from counted_out(odds, rules.days_before)
    yield from (f"  {identity}" for identity in odds.outside)
    if odds.tried:
        yield tried_words(odds.tried)


def odds_record(odds: Odds, rules: OddsRules) -> dict[str, Any]:
    """Return the odds for other programs; shares and scores with four decimals."""
    return {
        "shown": odds.shown,
        "refusal": refusal(odds, rules, rules.days_before) or None,
        "days_before_end": rules.days_before,
        "won": odds.won,
        "lost": odds.lost,
        "accounts": odds.accounts,
        "needed": {"won": rules.won, "lost": rules.lost},
        "missing": {"won": odds.missing[0], "lost": odds.missing[1]},
        "nothing_known": odds.unknown,
        "no_decision_or_withdrawn": odds.apart,
        "slope": _rounded(odds.curve.slope) if odds.curve else None,
        "slope_bound": _bound(odds),
        "known_shares": [_rounded(float(each)) for each in odds.known] if odds.known else None,
        "open_outside_known": list(odds.outside),
        "bands": _band_records(odds.bands),
        "repeat_customers": _band_records(odds.repeat),
        "new_customers": _band_records(odds.new),
        "newest": _tried_record(odds),
    }


def _bound(odds: Odds) -> float | None:
    """Return the slope's bound; None without a curve, or where all deals are of one account."""
    return _rounded(odds.curve.bound) if odds.curve and odds.accounts > 1 else None


def _tried_record(odds: Odds) -> dict[str, Any] | None:
    tried = odds.tried
    if tried is None:
        return None
    return {
        "deals": tried.deals,
        "brier": _rounded(tried.brier),
        "brier_base_rate": _rounded(tried.base_brier),
        "log_loss": _rounded(tried.log_loss),
        "log_loss_base_rate": _rounded(tried.base_log_loss),
    }


def _band_records(bands: Iterable[BandOdds]) -> list[dict[str, Any]]:
    return [
        {
            "from": each.band.low,
            "below": each.band.high,
            "won": each.won,
            "lost": each.lost,
            "range": [_rounded(bound) for bound in each.range] if each.range else None,
            "open": each.open,
            "open_outside_known": each.outside,
        }
        for each in bands
    ]


def _rounded(value: float) -> float:
    return round(value, 4)
