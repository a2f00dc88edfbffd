"""A date in another form is refused with the day that it can stand for."""

from __future__ import annotations

import pytest

from generator.read.playbook import read_deal
from tests.read.around import AROUND


@pytest.mark.parametrize(
    "written",
    [
        "2027-03-31T10:00:00Z",
        "2027-03-31t10:00",
        "2027-03-31 10:00:00+02:00",
        "2027\u201303\u201331",
        "2027\u201103\u201131",
        "2027\u221203\u221231",
        "2027\uff0f03\uff0f31",
        "\uff12\uff10\uff12\uff17-03-31",
        "31\u201303\u20132027",
    ],
)
def test_a_day_with_a_time_or_other_dashes_is_refused_with_the_day_to_write(written: str) -> None:
    reading = read_deal(
        "deals", "aldermoor/core.md", f"---\ntitle: Core\nstage: evaluate\nclose: {written}\n---\n".encode(), AROUND
    )
    assert [(each.code, each.remedy) for each in reading.problems] == [("not-a-date", "write 2027-03-31")]
