from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assess.deal.assessment import assess
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.show.charts.influence_layout import layout, without_loops
from generator.show.deal.context import DealContext
from generator.show.deal.influence_map import (
    HEIGHT,
    WIDTH,
    InfluenceLine,
    InfluenceMap,
    PersonBox,
    fitted,
    influence_map,
)
from tests.making import TODAY, make_account, make_deal
from tests.show.markup import parse
from tests.show.shown import SETTING, around, pages, trees

Point = tuple[int, int]


def map_of(deal: Deal, surroundings: Surroundings) -> InfluenceMap:
    drawn = influence_map(DealContext(assess(deal, surroundings, TODAY), surroundings, SETTING, None, "plan"))
    assert drawn is not None
    return drawn


def team(bosses: Mapping[str, str | None], **players: Mapping[str, object]) -> tuple[Deal, Surroundings]:
    people = {
        slug: {"name": f"Person {slug}"} | ({"reports_to": boss} if boss else {}) for slug, boss in bosses.items()
    }
    deal = make_deal(players={slug: players.get(slug, {}) for slug in bosses})
    return deal, around(accounts={"aldermoor": make_account(people=people)})


@st.composite
def teams(draw: st.DrawFn) -> tuple[Deal, Surroundings]:
    size = draw(st.integers(3, 40))
    names = [f"p{place}" for place in range(size)]
    bosses = {name: draw(st.sampled_from([None, *names[:place]])) for place, name in enumerate(names)}
    others = st.lists(st.sampled_from(names), max_size=3, unique=True)
    players = {name: {"influences": draw(others), "conflicts_with": draw(others)} for name in names}
    players = {
        name: {key: [o for o in each if o != name] for key, each in lines.items()} for name, lines in players.items()
    }
    return team(bosses, **players)


def corners(wire: InfluenceLine) -> list[Point]:
    x = y = 0
    found = []
    for letter, numbers in re.findall(r"([MHV])([\d ]+)", wire.path):
        values = [int(each) for each in numbers.split()]
        x, y = (values[0], values[1]) if letter == "M" else (values[0], y) if letter == "H" else (x, values[0])
        found.append((x, y))
    return found


def runs_through(wire: InfluenceLine, box: PersonBox) -> bool:
    for (x1, y1), (x2, y2) in zip(corners(wire), corners(wire)[1:], strict=False):
        beside = max(x1, x2) <= box.x or min(x1, x2) >= box.x + WIDTH
        above = max(y1, y2) <= box.y or min(y1, y2) >= box.y + HEIGHT
        if not beside and not above:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(teams())
def test_from_three_to_forty_people_nobody_covers_anybody_and_no_line_runs_through_a_person(
    given_team: tuple[Deal, Surroundings],
) -> None:
    drawn = map_of(*given_team)
    assert len(drawn.boxes) == len(given_team[0].players)
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + WIDTH <= drawn.width
        assert box.y + HEIGHT <= drawn.height
        assert not any(runs_through(wire, box) for wire in drawn.wires)
    for wire in drawn.wires:
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in corners(wire))


@settings(max_examples=10, deadline=None)
@given(teams())
def test_the_map_is_alike_in_every_build(given_team: tuple[Deal, Surroundings]) -> None:
    assert pages(*given_team)["plan"].html == pages(*given_team)["plan"].html


def test_a_manager_stands_above_those_who_report() -> None:
    cells = layout({"chief": None, "finance": "chief", "clerk": "finance", "it": "chief", "alone": None})
    assert cells["chief"][1] < cells["finance"][1] < cells["clerk"][1]
    assert cells["chief"][1] < cells["it"][1]


def test_a_reporting_line_passes_those_who_play_no_part() -> None:
    people = {"chief": {"name": "Chief"}, "between": {"name": "B", "reports_to": "chief"},
              "clerk": {"name": "Clerk", "reports_to": "between"}}  # fmt: skip
    surroundings = around(accounts={"aldermoor": make_account(people=people)})
    drawn = map_of(make_deal(players={"chief": {}, "clerk": {}}), surroundings)
    assert [wire.kind for wire in drawn.wires] == ["formal"]
    assert "Clerk reports to Chief" in drawn.says


def test_a_line_that_leads_back_to_its_start_is_left_out() -> None:
    assert without_loops({"a": "b", "b": "c", "c": "a"}) == {"a": "b", "b": "c", "c": None}
    assert without_loops({"a": "a"}) == {"a": None}


def test_a_line_that_leads_into_a_loop_stays_and_the_loop_is_opened_once() -> None:
    lines = {"d": "a", "a": "b", "b": "c", "c": "b", "e": "d", "f": "nobody"}
    assert without_loops(lines) == {"d": "a", "a": "b", "b": "c", "c": None, "e": "d", "f": "nobody"}


def test_two_players_below_the_same_people_without_a_part_report_to_the_same_player() -> None:
    people = {"chief": {"name": "Chief"}, "between": {"name": "B", "reports_to": "chief"},
              "below": {"name": "B", "reports_to": "between"}, "clerk": {"name": "Clerk", "reports_to": "below"},
              "aide": {"name": "Aide", "reports_to": "between"}}  # fmt: skip
    surroundings = around(accounts={"aldermoor": make_account(people=people)})
    drawn = map_of(make_deal(players={"clerk": {}, "aide": {}, "chief": {}}), surroundings)
    assert "Clerk reports to Chief; Aide reports to Chief." in drawn.says


def test_a_conflict_that_both_sides_name_is_drawn_once() -> None:
    drawn = map_of(*team({"a": None, "b": None}, a={"conflicts_with": "b"}, b={"conflicts_with": "a"}))
    assert [wire.kind for wire in drawn.wires] == ["conflict"]


def test_support_standing_and_contact_are_said_in_words_and_shapes() -> None:
    player = {"support": "mentor", "standing": "inner circle", "coverage": "multiple", "part": "approver"}
    chart = trees(*team({"a": None, "b": None}, a=player))["plan"].one("svg", class_="pb-map")
    person = chart.find("g", class_="inner-circle")[0]
    assert "mentor" in person.text
    assert "approver, inner circle" in person.text
    assert len(person.find("rect")) == 2
    assert len(person.find("circle", class_="met")) == 2


def test_the_map_is_described_for_those_who_cannot_see_it() -> None:
    deal, surroundings = team({"a": None, "b": "a"}, b={"influences": "a"})
    chart = trees(deal, surroundings)["plan"].one("svg", class_="pb-map")
    assert chart.attributes["aria-labelledby"] == "map-title map-says"
    assert chart.one("title", id="map-title").text == "Influence map of 2 players"
    assert "Person b reports to Person a; Person b influences Person a." in chart.one("desc").text


def test_a_name_that_does_not_fit_is_cut_and_kept_whole_in_the_title() -> None:
    name = "Wilhelmina-Augustina von Hohenstaufen-Mecklenburg"
    assert fitted(name, 12.5).endswith("…")
    assert fitted("Ruth", 12.5) == "Ruth"
    surroundings = around(accounts={"aldermoor": make_account(people={"w": {"name": name}})})
    tree = parse(pages(make_deal(players={"w": {}}), surroundings)["plan"].html)
    assert any(name in each.text for each in tree.find("title"))
