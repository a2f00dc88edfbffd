"""The sample portfolio, read once and judged on the day it was written for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Judgement
from generator.model.deal import Deal
from generator.read.files import WorkTree
from generator.read.playbook import Playbook, load
from tests.making import TODAY

DEALS = Path(__file__).parents[2] / "deals"


class Sample(NamedTuple):
    """A portfolio and what is thought of it."""

    playbook: Playbook
    judgements: dict[str, Judgement]

    @property
    def deals(self) -> tuple[Deal, ...]:
        return tuple(self.playbook.deals.values())

    @property
    def open(self) -> dict[str, Judgement]:
        return {name: each for name, each in self.judgements.items() if not each.closed}


def sample_in(folder: Path) -> Sample:
    playbook = load(WorkTree(folder))
    judged = {name: assess(deal, playbook.surroundings, TODAY) for name, deal in playbook.deals.items()}
    return Sample(playbook, judged)


@pytest.fixture(scope="session")
def sample() -> Sample:
    return sample_in(DEALS)
