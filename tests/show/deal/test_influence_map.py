from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assess.deal.assessment import assess
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.show.charts.fitted_text import fitted, wrapped
from generator.show.charts.influence_layout import layout, without_loops
from generator.show.deal.context import DealContext
from generator.show.deal.influence_map import (
    SIZE,
    TEXT_WIDTH,
    WIDTH,
    InfluenceLine,
    InfluenceMap,
    PersonBox,
    influence_map,
)
from tests.making import TODAY, make_account, make_deal
from tests.show.markup import hrefs, ids, parse
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


def runs_through(wire: InfluenceLine, box: PersonBox, height: int) -> bool:
    for (x1, y1), (x2, y2) in zip(corners(wire), corners(wire)[1:], strict=False):
        beside = max(x1, x2) <= box.x or min(x1, x2) >= box.x + WIDTH
        above = max(y1, y2) <= box.y or min(y1, y2) >= box.y + height
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
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= drawn.box_height
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + WIDTH <= drawn.width
        assert box.y + drawn.box_height <= drawn.height
        assert not any(runs_through(wire, box, drawn.box_height) for wire in drawn.wires)
    for wire in drawn.wires:
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in corners(wire))


@settings(max_examples=60, deadline=None)
@given(teams())
def test_no_two_lines_of_influence_begin_or_end_at_the_same_place(given_team: tuple[Deal, Surroundings]) -> None:
    lines = [corners(wire) for wire in map_of(*given_team).wires if wire.kind != "formal"]
    assert len({line[0] for line in lines}) == len({line[-1] for line in lines}) == len(lines)


def test_where_forty_people_influence_one_every_arrow_ends_at_a_place_of_its_own_on_their_side() -> None:
    names = [f"p{place}" for place in range(41)]
    drawn = map_of(*team(dict.fromkeys(names), **{name: {"influences": "p0"} for name in names[1:]}))
    chief, ends = drawn.boxes[0], sorted(corners(wire)[-1] for wire in drawn.wires)
    assert len(set(ends)) == 40
    assert {y for _, y in ends} == {chief.y}
    assert min(second - first for (first, _), (second, _) in pairwise(ends)) >= 4
    assert (chief.x < ends[0][0], ends[-1][0] < chief.x + WIDTH) == (True, True)


def test_everybody_leads_to_their_row_and_every_line_knows_its_ends() -> None:
    plan = trees(*team({"a": None, "b": "a"}, b={"influences": "a"}))["plan"]
    chart = plan.one("svg", class_="pb-map")
    assert [each.attributes["href"] for each in chart.find("a")] == ["#player-a", "#player-b"]
    assert {"player-a", "player-b"} <= set(ids(plan))
    assert [each.attributes["data-ends"] for each in chart.find("path") if "data-ends" in each.attributes] == [
        "0 1",
        "1 0",
    ]


def test_a_list_of_forty_people_says_who_is_below_whom_and_whom_they_influence() -> None:
    bosses = {f"p{place}": f"p{(place - 1) // 3}" if place else None for place in range(40)}
    listed = trees(*team(bosses, p2={"influences": "p0", "conflicts_with": "p1"}))["plan"].one(
        "ul", class_="pb-map__list"
    )
    lines = listed.find("li")
    assert len(lines) == 40
    assert [each.attributes["class"] for each in lines[:4]] == [f"pb-depth-{depth}" for depth in (0, 1, 2, 3)]
    assert hrefs(listed)[:3] == ["#player-p0", "#player-p1", "#player-p4"]
    second = next(each.text for each in lines if each.text.startswith("Person p2 "))
    assert "influences Person p0; is in conflict with Person p1" in second


@settings(max_examples=10, deadline=None)
@given(teams())
def test_the_map_is_alike_in_every_build(given_team: tuple[Deal, Surroundings]) -> None:
    assert pages(*given_team)["plan"].html == pages(*given_team)["plan"].html


def test_a_manager_stands_above_those_who_report() -> None:
    cells = layout({"chief": None, "finance": "chief", "clerk": "finance", "it": "chief", "alone": None})
    assert cells["chief"][1] < cells["finance"][1] < cells["clerk"][1]
    assert cells["chief"][1] < cells["it"][1]


def test_people_without_reports_stand_where_a_column_below_their_manager_has_room() -> None:
    bosses = {"chief": None, "one": "chief", "aide": "chief", "a": "one", "b": "one", "c": "a", "d": "b", "e": "a"}
    cells = layout(bosses)
    assert cells["aide"] == (1, 1)
    assert cells["b"] == (1, 2)
    assert len(set(cells.values())) == len(bosses)


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
    person = chart.find("a", class_="inner-circle")[0]
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


def test_a_title_wraps_and_what_two_lines_do_not_hold_is_whole_in_the_tip_and_the_list() -> None:
    title = "Deputy head of procurement for plant, property and information technology in the northern regions"
    name = "Wilhelmina-Augustina von Hohenstaufen-Mecklenburg"
    people = {"w": {"name": name, "title": title}, "x": {"name": "Ruth", "title": "Team leader first notice of loss"}}
    surroundings = around(accounts={"aldermoor": make_account(people=people)})
    plan = parse(pages(make_deal(players={"w": {}, "x": {}}), surroundings)["plan"].html)
    assert any(name in each.text and title in each.text for each in plan.one("svg", class_="pb-map").find("title"))
    assert title in plan.one("ul", class_="pb-map__list").text
    first, second = map_of(make_deal(players={"w": {}, "x": {}}), surroundings).boxes
    assert [first.name.text, *first.name.more] == ["Wilhelmina-Augustina von", "Hohenstaufen-Mecklenburg"]
    assert first.lines[0].more[-1].endswith("…")
    assert [second.lines[0].text, *second.lines[0].more] == ["Team leader first notice of", "loss"]


@given(st.text(max_size=80), st.integers(1, 3))
def test_a_wrapped_text_loses_nothing_but_what_its_ellipsis_stands_for(text: str, most: int) -> None:
    lines = wrapped(text, SIZE, TEXT_WIDTH, most)
    assert len(lines) <= most
    assert all(fitted(line, SIZE, TEXT_WIDTH) == line or line.endswith("…") for line in lines)
    kept, whole = ("".join("".join(lines).split()), "".join(text.split()))
    assert kept == whole or whole.startswith(kept.removesuffix("…"))
