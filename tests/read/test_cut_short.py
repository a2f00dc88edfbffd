"""A text that ends at a # is told where the # was probably meant, and nowhere else."""

from __future__ import annotations

import pytest

from generator.read.playbook import read_deal
from tests.read.around import AROUND

HEAD = "---\ntitle: Core\nstage: evaluate\n"


def cuts(front: str, notes: str = "") -> list[str]:
    """Return line, column and whole text of whatever is cut short in a sound deal."""
    reading = read_deal("deals", "aldermoor/core.md", f"{HEAD}{front}---\n{notes}".encode(), AROUND)
    assert reading.noun, reading.problems
    return [f"{line}:{column} {text}" for _, line, column, text in reading.noun.cut_short]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("compelling_event:\n  what: Licence #42 ends\n", "5:9 Licence #42 ends"),
        ("compelling_event: Licence #42 ends\n", "4:19 Licence #42 ends"),
        ("owner: Dana #lead\n", "4:8 Dana #lead"),
        ("owner: Dana  #lead\n", "4:8 Dana #lead"),
        ("owner: Dana\t#lead\n", "4:8 Dana #lead"),
        ("owner: Dana #\u00e4ltere\n", "4:8 Dana #\u00e4ltere"),
        ("owner: #42 street\n", "4:7 #42 street"),
        ("formal_criteria:\n  - Price\n  - Lot #2\n", "6:5 Lot #2"),
        ("formal_criteria:\n  - #3 of the list\n", "5:4 #3 of the list"),
        ("competitors:\n  - #one\n  - oracle\n", "5:5 #one"),
        ("competitors:\n  - oracle\n  - #one\n", "6:5 #one"),
        ("ask: Call #1  # asked in May\n", "4:6 Call #1"),
        ("ask: Call #1 and #2\n", "4:6 Call #1 and #2"),
        ("ask: Call\n  Lena #1 today\n", "4:6 Call Lena #1 today"),
        ("crm: {system: CRM #2\n  , id: 5}\n", "4:15 CRM #2"),
        ("crm:\n  id: 5 #7\n", "5:7 5 #7"),
    ],
)
def test_a_number_sign_before_a_letter_or_digit_cuts_a_text_short(front: str, found: str) -> None:
    assert cuts(front) == [found]
    assert cuts(front.replace("\n", "\r\n")) == [found]


@pytest.mark.parametrize(
    "front",
    [
        "owner: Dana # lead\n",
        "owner: Dana  # lead\n",
        "owner:    # who\n",
        "#owner: Dana\nowner: Dana\n  #lead\n",
        "# see #42\nowner: Dana # see #42\n",
        'owner: "Dana #42"\n',
        'owner: "Dana" #42\n',
        "owner: Dana#42\n",
        "owner: 'Dana' #lead\n",
        "ask: |\n  Call #1\n  Then #2\n",
        "close: 2027-01-31 #tentative\n",
        "close: #tentative\n",
        "amount: EUR 5 #net\n",
        "margin: 5% #net\n",
        "effort: 5 days #net\n",
        "decision: yes #sure\n",
        "assessment:\n  risk: plus #really\n  7: {us: minus #really\n   }\n",
        "competitors: #none\n  - xsys #the-old-one\n",
        "plan: #todo\n  goal: Win\n",
        "strategy: frontal #said Dana\n",
        "level:\n  politics: 2 #said\n",
    ],
)
def test_nothing_is_told_of_a_comment_or_behind_what_is_complete_by_its_kind(front: str) -> None:
    assert cuts(front, "Notes on #42 of Licence #43\n") == []


def test_several_are_told_in_order_and_accepted_by_their_path() -> None:
    assert cuts("owner: Dana #1\nask:\n  what: Call #2\n  by: 2027-01-01 #3\n") == ["4:8 Dana #1", "6:9 Call #2"]


def test_a_file_full_of_them_is_bounded() -> None:
    front = "formal_criteria:\n" + "".join(f"  - Lot #{number}\n" for number in range(900))
    assert len(cuts(front)) == 100
