"""A rating from a column is our own word unless the map says whose it is, and its date is the evidence's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.columns.modified import is_last_touched
from generator.problems import Refused
from tests.edit.crm import MAP, deals_in, imported, reading, said

HEADER = "Id,Deal,Stage,Account,Budget,Seen\n"
COLUMN = 'access_to_funds: {column: Budget, "+": Approved, "?": Asked for, "-": None}'


@pytest.mark.parametrize(("by", "word"), [("", "us"), (", by: document", "document"), (", by: customer", "customer")])
def test_a_picklist_is_our_word_unless_the_map_says_otherwise(tmp_path: Path, by: str, word: str) -> None:
    map_ = MAP.replace('"-": None}', f'"-": None{by}}}')
    imported(tmp_path, HEADER + "1,One,Early,Acme,Approved,2026-11-02\n", by=map_)
    rating = deals_in(tmp_path)["acme/one"].assessment["access_to_funds"]
    assert (rating.us, str(rating.by), str(rating.date)) == ("+", word, "2026-11-02")


def test_rules_can_say_whose_word_they_are_too(tmp_path: Path) -> None:
    rules = "access_to_funds: {by: customer, rules: [{rating: '+', when: {Budget: Approved}}]}"
    imported(tmp_path, HEADER + "1,One,Early,Acme,Approved,2026-11-02\n", by=MAP.replace(COLUMN, rules))
    assert deals_in(tmp_path)["acme/one"].assessment["access_to_funds"].by == "customer"


def test_a_word_that_is_nobodys_is_a_mistake_in_the_map() -> None:
    with pytest.raises(Refused, match="by is not one of the known words: 'rep'"):
        reading(MAP.replace('"-": None}', '"-": None, by: rep}'))


def test_a_file_that_said_document_before_says_us_after_the_next_import(tmp_path: Path) -> None:
    row = "1,One,Early,Acme,Approved,2026-11-02\n"
    imported(tmp_path, HEADER + row, by=MAP.replace('"-": None}', '"-": None, by: document}'))
    plan = imported(tmp_path, HEADER + row)
    assert (said(plan), plan.by_hand, plan.deals.changed) == ([], [], 1)
    assert deals_in(tmp_path)["acme/one"].assessment["access_to_funds"].by == "us"


@pytest.mark.parametrize(
    "column",
    [
        *("LastModifiedDate", "Last Modified Date", "SystemModstamp", "Modified On", "(Do Not Modify) Modified On"),
        *("Deal - Update time", "Last Modified", "hs_lastmodifieddate", "property_hs_lastmodifieddate", "updated_at"),
        *("Changed", "Zuletzt geändert am", "Last Activity Date", "Last Updated", "Modified Time", "Letzte Änderung"),
    ],
)
def test_the_day_of_the_last_change_is_no_day_of_evidence(column: str) -> None:
    assert is_last_touched(column)
    for source in (column, f"[Seen, {column}]", f'{{text: "{{{column}}}"}}'):
        with pytest.raises(Refused, match=r"rated_on names .* the day on which somebody last touched the row"):
            reading(MAP.replace("rated_on: Seen", f"rated_on: {source}"))


@pytest.mark.parametrize(
    "column", ["Seen", "Budget updated on", "Budget Confirmed Date", "Qualified On", "CloseDate", "Date", "Rated On"]
)
def test_any_other_day_may_be_the_evidences(column: str) -> None:
    assert not is_last_touched(column)
    reading(MAP.replace("rated_on: Seen", f"rated_on: {column}"))
