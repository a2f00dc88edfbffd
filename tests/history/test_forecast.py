"""What a deal was called on past days is asked of git, with the fields of then."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.forecast_deal import Call, ForecastState, PastPart, forecast_deal
from generator.assess.portfolio.row import row_of
from generator.history.history import past_of
from generator.model.money import Money
from tests.git.repository import Repository
from tests.history.deals import METHOD, deal
from tests.history.test_history import UNKNOWN, history_of
from tests.making import TODAY, make_deal, make_surroundings

THEN = {"owner": "dana", "amount": "EUR 100", "close": "2026-09-15", "crm": "{forecast: Commit}"}
LATER = THEN | {"amount": "EUR 90", "close": "2026-12-18", "crm": "{forecast: pipeline}"}


def test_the_parts_and_the_calls_of_a_deal_are_those_of_its_file_then(tmp_path: Path) -> None:
    """60 and 30 days before 30 September are 1 and 31 August; 7 and 30 before 23 November 16 November, 24 October."""
    repository = Repository(tmp_path / "playbook")
    repository.commit("2026-07-15", deals__acme__core=deal(UNKNOWN, **THEN))
    repository.commit("2026-08-20", deals__acme__core=deal(UNKNOWN, **THEN | {"owner": "Owen Brisk"}))
    repository.commit("2026-09-10", deals__acme__core=deal(UNKNOWN, **LATER))
    repository.commit("2026-11-01", deals__acme__core=deal(UNKNOWN, **LATER | {"amount": "EUR 80"}))
    now = make_deal(path="acme/core.md", owner="Dana Reyes", amount="EUR 80", close="2026-12-18",
                    crm={"forecast": "pipeline"})  # fmt: skip
    known = make_surroundings(METHOD, members={"dana": "Dana Reyes"})
    for _ in ("from git", "from the cache"):
        past = past_of(history_of(repository), now, TODAY, METHOD)
        made = forecast_deal(row_of(assess(now, known, TODAY, past), known, past), METHOD, known.members, TODAY)
        before = ForecastState(
            "Dana Reyes", Money(Decimal(90), "EUR"), dt.date(2026, 12, 18), "pipeline", made.now.word
        )
        assert made.parts == (PastPart("same"), PastPart("other", before))
        called = Money(Decimal(100), "EUR")
        assert made.calls == (
            Call("2026 Q3", 60, True, "Dana Reyes", called, ("owner", "amount")),
            Call("2026 Q3", 30, True, "Owen Brisk", called, ("owner", "amount")),
        )
