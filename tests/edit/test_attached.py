"""Files whose rows belong to deals: history, tasks, notes, line items and competitors, imported again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.attached.plain_text import plain_lines, quoted
from generator.model.money import Money
from generator.read.yaml.characters import without_forbidden
from generator.show.text.markdown import to_html
from tests.edit.crm import MAP, ONE_DEAL, deals_in, fates, imported, notes, planned, said
from tests.show.markup import parse

MORE = """\
history:
  headers: [Deal Id, Stage, At]
  deal: Deal Id
  on: At
  fields:
    stage: {column: Stage, values: {Early: qualify, Late: negotiate, Won: closed, Lost: closed}, others: kept}
    amount: {column: Amount, currency: Currency}
    close: Close
    forecast: Forecast
field_history:
  headers: [Deal Id, Field, Old, New, At]
  deal: Deal Id
  on: At
  field: Field
  before: Old
  after: New
  created: created
  fields:
    stage: {is: [StageName, Stage], values: {Early: qualify, Late: negotiate}}
    amount: Amount
    close: CloseDate
    owner: Owner
actions:
  headers: [Task Id, Subject]
  id: Task Id
  deal: Deal Id
  fields:
    what: Subject
    owner: Assigned
    due: Due
    state: {column: Status, values: {Open: open, Completed: done}}
    done: Done
notes:
  headers: [Note Id, Body]
  id: Note Id
  deal: Deal Id
  on: Written
  kind: Kind
  title: Title
  text: Body
line_items:
  headers: [Product, Total]
  deal: Deal Id
  offering: Product
  amount: Total
competitors:
  headers: [Deal Id, Competitor]
  deal: Deal Id
  name: Competitor
"""
BY = MAP + MORE
FILE = "deals/acme/big-one.md"


def file(folder: Path) -> str:
    return (folder / FILE).read_text("utf-8")


def again(folder: Path, *exports: str, by: str = BY) -> None:
    """Import the same once more: no byte of any file changes."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    plan = planned(folder, *exports, by=by)
    assert not plan.writes
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


HISTORY = """\
Deal Id,Stage,Amount,Close,Forecast,At
7,Early,1000,2026-09-30,Pipeline,2026-03-02T09:00:00Z
7,Early,1000,2026-11-30,Pipeline,2026-05-04T09:00:00Z
7,Old stage,,2026-11-30,Pipeline,2026-05-04T11:30:00Z
7,Late,1200,2027-03-31,Best case,2026-08-10T09:00:00Z
7,Late,1200,2027-03-31,Best case,2026-08-11T09:00:00Z
"""
PAST = """\
past:
  2026-03-02: {stage: qualify, amount: "EUR 1,000", close: 2026-09-30, forecast: Pipeline}
  2026-05-04:
    stage: Old stage
    close: 2026-11-30
    emptied:
      - amount
  2026-08-10: {stage: negotiate, amount: "EUR 1,200", close: 2027-03-31, forecast: Best case}
"""


def test_rows_of_a_history_become_the_days_of_the_past(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, HISTORY, by=BY)
    assert PAST in file(tmp_path)
    assert fates(plan) == [(1, 0, 0, 0, 0), (4, 0, 1, 0, 0)], "the last row changes nothing"
    deal = deals_in(tmp_path)["acme/big-one"]
    assert [str(day) for day in deal.past] == ["2026-03-02", "2026-05-04", "2026-08-10"]
    again(tmp_path, ONE_DEAL, HISTORY)


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    head, *rows = HISTORY.splitlines()
    imported(tmp_path, ONE_DEAL, "\n".join([head, *rows[::-1]]), by=BY)
    assert PAST in file(tmp_path)


def test_a_later_import_adds_days_and_changes_no_other_byte(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, HISTORY, by=BY)
    edited = file(tmp_path).replace("forecast: Pipeline}", "forecast: Pipeline}  # by hand")
    (tmp_path / FILE).write_text(edited, "utf-8")
    more = HISTORY + "7,Won,1200,2027-03-31,Closed,2026-10-01T09:00:00Z\n"
    plan = imported(tmp_path, ONE_DEAL, more, by=BY)
    assert fates(plan)[1] == (1, 0, 5, 0, 0)
    assert file(tmp_path) == edited.replace(
        "forecast: Best case}\n", "forecast: Best case}\n  2026-10-01: {stage: closed, forecast: Closed}\n"
    )
    again(tmp_path, ONE_DEAL, more)


def test_an_earlier_day_comes_in_its_place_and_what_a_person_wrote_stays(tmp_path: Path) -> None:
    head, first, *rest = HISTORY.splitlines(keepends=True)
    imported(tmp_path, ONE_DEAL, "".join([head, *rest]), by=BY)
    by_hand = file(tmp_path).replace("stage: Old stage", "stage: propose")
    (tmp_path / FILE).write_text(by_hand, "utf-8")
    plan = imported(tmp_path, ONE_DEAL, HISTORY, by=BY)
    assert not said(plan)
    past = deals_in(tmp_path)["acme/big-one"].past
    assert [(str(day), each.stage) for day, each in past.items()] == [
        ("2026-03-02", "qualify"),
        ("2026-05-04", "propose"),
        ("2026-08-10", "negotiate"),
    ]
    assert any("stand otherwise in its file" in each for each in notes(plan))
    assert first


def test_a_day_that_was_deleted_by_hand_does_not_come_again(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, HISTORY, by=BY)
    without = "".join(line for line in file(tmp_path).splitlines(keepends=True) if "2026-08-10" not in line)
    (tmp_path / FILE).write_text(without, "utf-8")
    again(tmp_path, ONE_DEAL, HISTORY)


CHANGES = """\
Deal Id,Field,Old,New,At
7,Owner,Kim Oak,Dana,02/04/2026 1:05 PM
7,Amount,900,1200,02/04/2026 11:00 AM
7,StageName,Early,Late,10/05/2026 9:00 AM
7,created,,,01/03/2026 9:00 AM
7,Colour,Red,Blue,01/03/2026 9:00 AM
7,Amount,1200,not a number,03/04/2026 9:00 AM
9,Amount,1,2,03/04/2026 9:00 AM
"""


def test_changes_of_fields_become_days_with_what_stood_before_them(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, CHANGES, by=BY)
    assert file(tmp_path).split("past:\n")[1] == (
        "  2026-03-01: {stage: qualify, owner: Kim Oak, amount: EUR 900}\n"
        '  2026-04-02: {owner: Dana, amount: "EUR 1,200"}\n'
        "  2026-05-10: {stage: negotiate}\n---\n"
    )
    assert said(plan) == ["export2.csv:7:1: row 7: New is not an amount: 'not a number'; amount is left out"]
    assert fates(plan)[1] == (4, 0, 1, 2, 0)
    again(tmp_path, ONE_DEAL, CHANGES)


TASKS = """\
Task Id,Deal Id,Subject,Assigned,Due,Status,Done
t1,7,Send the offer,Dana,2026-12-01,Open,
t2,7,Send the offer,Kim,2026-12-02,Open,
t3,7,Old call,Kim,2026-01-02,Completed,2026-01-03
t4,,Nobody's,Kim,2026-01-02,Open,
t5,7,,Kim,2026-01-02,Open,
t6,7,Odd state,Kim,2026-12-09,Waiting,
"""


def test_open_tasks_become_actions_that_follow_the_crm(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, TASKS, by=BY)
    actions = deals_in(tmp_path)["acme/big-one"].plan.actions
    assert {key: (each.owner, str(each.due), each.state) for key, each in actions.items()} == {
        "send-the-offer": ("Dana", "2026-12-01", "open"),
        "send-the-offer-t2": ("Kim", "2026-12-02", "open"),
        "odd-state": ("Kim", "2026-12-09", "open"),
    }
    assert fates(plan)[1] == (3, 0, 0, 2, 1)
    assert any("does not say what is to be done" in each for each in said(plan))
    assert any("Waiting" in each for each in said(plan))
    again(tmp_path, ONE_DEAL, TASKS)
    (tmp_path / FILE).write_text(
        file(tmp_path).replace("owner: Kim, due: 2026-12-02", "owner: Ada, due: 2026-12-02"), "utf-8"
    )
    later = TASKS.replace("2026-12-01,Open,", "2026-12-05,Completed,2026-11-30")
    plan = imported(tmp_path, ONE_DEAL, later, by=BY)
    actions = deals_in(tmp_path)["acme/big-one"].plan.actions
    assert (actions["send-the-offer"].state, str(actions["send-the-offer"].done)) == ("done", "2026-11-30")
    assert actions["send-the-offer-t2"].owner == "Ada", "the CRM's owner did not change"
    assert [each.stands for each in plan.by_hand] == ["Ada"]
    assert fates(plan)[1] == (0, 1, 2, 2, 1)


def test_a_deleted_action_is_not_made_again(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, TASKS, by=BY)
    kept = [line for line in file(tmp_path).splitlines(keepends=True) if "odd-state" not in line]
    (tmp_path / FILE).write_text("".join(kept), "utf-8")
    again(tmp_path, ONE_DEAL, TASKS)


NEXT_STEP = BY.replace(
    "  ratings:",
    """\
    plan.actions.next-step.what: Next
    compelling_event.deadline: Budget date
    compelling_event.what: {text: "Budget ends on {Budget date}"}
  ratings:""",
).replace("owns: [stage,", "owns: [plan, compelling_event, stage,")
STEPS = "Id,Deal,Stage,Account,Amount,Next,Budget date\n7,Big one,Early,Acme,1200,{},{}\n"


def test_the_next_step_is_an_action_and_the_budget_date_a_compelling_event(tmp_path: Path) -> None:
    imported(tmp_path, STEPS.format("Call the CFO: soon", "2026-12-31"), by=NEXT_STEP)
    deal = deals_in(tmp_path)["acme/big-one"]
    assert deal.plan.actions["next-step"].what == "Call the CFO: soon"
    assert deal.compelling_event
    assert (str(deal.compelling_event.deadline), deal.compelling_event.what) == (
        "2026-12-31",
        "Budget ends on 2026-12-31",
    )
    again(tmp_path, STEPS.format("Call the CFO: soon", "2026-12-31"), by=NEXT_STEP)
    imported(tmp_path, STEPS.format("Send the offer", ""), by=NEXT_STEP)
    deal = deals_in(tmp_path)["acme/big-one"]
    assert (deal.plan.actions["next-step"].what, deal.compelling_event) == ("Send the offer", None)
    imported(tmp_path, STEPS.format("", ""), by=NEXT_STEP)
    assert not deals_in(tmp_path)["acme/big-one"].plan.actions


WRITTEN = """\
Note Id,Deal Id,Written,Kind,Title,Body
n2,7,2026-11-02,Call,With # the CFO,"---
title: forged
---
<<<<<<< HEAD
=======
# A heading
- - - a list
1. one
<script>alert(1)</script> *bold* [link](javascript:x) | cell |
See https://acme.example/a_b?x=1&y=2"
n1,7,2026-10-01,Note,,"<p>First &amp; last</p><p>Second<br>line</p><style>p{}</style>"
n3,7,2026-11-02,Call,With # the CFO,Another one of the same day
n4,7,2026-11-03,,,
"""
BELOW = r"""
### 2026-10-01 · Note

> First & last
>
> Second
> line

### 2026-11-02 · Call · With # the CFO

> \---
> title: forged
> \---
> \<\<\<\<\<\<\< HEAD
> \=======
> \# A heading
> \- - - a list
> 1\. one
> \<script\>alert(1)\</script\> \*bold\* \[link\](javascript:x) \| cell \|
> See https://acme.example/a_b?x=1&y=2

### 2026-11-02 · Call · With # the CFO (2)

> Another one of the same day
"""


def test_notes_stand_dated_below_the_deal_and_none_of_them_is_markup(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, WRITTEN, by=BY)
    assert file(tmp_path).split("\n---\n", 1)[1] == BELOW
    assert deals_in(tmp_path)["acme/big-one"].title == "Big one"
    assert fates(plan)[1] == (3, 0, 0, 0, 1), "the last one holds no text"
    again(tmp_path, ONE_DEAL, WRITTEN)


def test_a_note_is_the_teams_own_once_it_is_written(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, WRITTEN, by=BY)
    edited = file(tmp_path).replace("> Another one of the same day\n", "Ours now.\r\n").replace("Second", "Other")
    (tmp_path / FILE).write_bytes(edited.encode())
    again(tmp_path, ONE_DEAL, WRITTEN)
    plan = imported(tmp_path, ONE_DEAL, WRITTEN.replace("Another one", "A longer one"), by=BY)
    assert (tmp_path / FILE).read_bytes() == edited.encode()
    assert any("was changed in the CRM since it was imported" in each for each in notes(plan))


def test_without_the_register_a_note_is_known_by_its_heading(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, WRITTEN, by=BY)
    before = file(tmp_path)
    (tmp_path / "deals/imports.json").unlink()
    imported(tmp_path, ONE_DEAL, WRITTEN, by=BY)
    assert file(tmp_path) == before


def test_notes_that_would_be_too_long_are_left_out_and_the_deal_comes_in(tmp_path: Path) -> None:
    long = "Note Id,Deal Id,Written,Kind,Title,Body\n" + "".join(
        f"n{number},7,2026-11-0{number},Call,,{'word ' * 8_000}\n" for number in (1, 2)
    )
    plan = imported(tmp_path, ONE_DEAL, long, by=BY)
    assert fates(plan)[1] == (1, 0, 0, 0, 1)
    assert any("longer than 64 KiB" in each for each in said(plan))
    assert deals_in(tmp_path)["acme/big-one"].notes.startswith("\n### 2026-11-01 · Call")


ITEMS = "Deal Id,Product,Total\n7,Grid planner,700\n7,grid planner,300\n7,Flow,200\n7,Flow,USD 1\n"


def test_line_items_are_added_up_by_offering(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, ITEMS, by=BY)
    euros = {key: str(amount) for key, amount in deals_in(tmp_path)["acme/big-one"].offerings.items()}
    assert euros == {"grid-planner": "EUR 1,000", "flow": "EUR 200"}
    assert fates(plan)[1] == (0, 3, 0, 0, 1), "the last one is in another currency"
    again(tmp_path, ONE_DEAL, ITEMS)
    imported(tmp_path, ONE_DEAL, ITEMS.replace("7,Flow,200\n", "").replace("700", "900"), by=BY)
    euros = {key: str(amount) for key, amount in deals_in(tmp_path)["acme/big-one"].offerings.items()}
    assert euros == {"grid-planner": "EUR 1,200"}
    assert isinstance(deals_in(tmp_path)["acme/big-one"].offerings["grid-planner"], Money)


def test_offerings_are_those_of_the_team_where_it_lists_them(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals/index.md").write_text("---\nofferings: {grid: Grid Planner}\n---\n", "utf-8")
    plan = imported(tmp_path, ONE_DEAL, ITEMS, by=BY)
    assert list(deals_in(tmp_path)["acme/big-one"].offerings) == ["grid"]
    assert fates(plan)[1] == (0, 2, 0, 0, 2)
    assert any("is no offering of the team: 'Flow'" in each for each in said(plan))


COLUMN = BY.replace(
    "  notes: Notes\n", '  competitors: {column: Against, separator: ";", values: {We: status-quo}}\n  notes: Notes\n'
)
AGAINST = "Id,Deal,Stage,Account,Amount,Against\n7,Big one,Early,Acme,1200,{}\n"


def test_competitors_come_from_a_column_and_from_a_file(tmp_path: Path) -> None:
    rivals = tmp_path / "deals/competitors"
    rivals.mkdir(parents=True)
    (rivals / "xsys.md").write_text("---\ntitle: X-Systems Inc.\n---\n", "utf-8")
    of_file = "Deal Id,Competitor\n7,X-Systems Inc.\n7,Norrin\n7,Us\n"
    plan = imported(tmp_path, AGAINST.format("x-systems inc.; We;"), of_file, by=COLUMN)
    assert deals_in(tmp_path)["acme/big-one"].competitors == ("xsys", "status-quo", "norrin")
    assert any("is a competitor without a file" in each and "norrin.md" in each for each in notes(plan))
    assert any("is no name that a competitor can have: 'Us'" in each for each in said(plan))
    again(tmp_path, AGAINST.format("x-systems inc.; We;"), of_file, by=COLUMN)
    (tmp_path / FILE).write_text(file(tmp_path).replace("  - norrin\n", ""), "utf-8")
    imported(tmp_path, AGAINST.format("We; Tarn"), of_file, by=COLUMN)
    assert deals_in(tmp_path)["acme/big-one"].competitors == ("xsys", "status-quo", "tarn"), (
        "whom we took out stays out"
    )


@pytest.mark.parametrize(
    ("cell", "counts"),
    [("Budget; Timeline", True), ("timeline", True), ("Time, Timeline", True), ("No timeline", False), ("", False)],
)
def test_a_test_looks_for_one_of_several_values_in_a_cell(tmp_path: Path, cell: str, counts: bool) -> None:
    only = MAP.replace("  id: Id\n  account: {id", "  only: {Known: {contains: Timeline}}\n  id: Id\n  account: {id")
    plan = imported(tmp_path, f'Id,Deal,Stage,Account,Amount,Known\n7,Big one,Early,Acme,1200,"{cell}"\n', by=only)
    assert fates(plan) == [(1, 0, 0, 0, 0) if counts else (0, 0, 0, 1, 0)]


def test_rows_of_a_deal_that_is_not_there_or_refused_are_accounted_for(tmp_path: Path) -> None:
    deals = ONE_DEAL + "8,Other,No stage,Acme,Dana,1,2027-03-31\n"
    plan = imported(tmp_path, deals, HISTORY + "8,Early,1,2026-09-30,,2026-03-02\n9,Early,1,,,2026-03-02\n", by=BY)
    assert fates(plan)[1] == (4, 0, 1, 2, 0), "row 8's deal was refused, row 9's is not in the export"


def test_a_file_that_lacks_what_its_rows_need_is_refused_in_one_sentence(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, "Task Id,Subject\nt1,Call\nt2,Call\n", by=BY)
    assert said(plan) == [
        "export2.csv:1:1: there is no column for deal: the map looks for Deal Id (write one of Task Id, Subject)"
    ]
    assert fates(plan)[1] == (0, 0, 0, 0, 2)


def test_a_file_comes_alone_for_deals_that_were_imported_before(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, by=BY)
    plan = imported(tmp_path, HISTORY + "9,Early,1,,,2026-03-02\n", by=BY)
    assert PAST in file(tmp_path)
    assert fates(plan) == [(4, 0, 1, 1, 0)]
    assert plan.deals.changed == 1
    assert not plan.gone
    again(tmp_path, HISTORY)
    again(tmp_path, ONE_DEAL, HISTORY)


def test_a_kind_that_cannot_be_added_costs_no_other(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL, by=BY)
    (tmp_path / FILE).write_text(file(tmp_path).replace("---\n", "---\nplan: {actions: [a, list]}\n", 1), "utf-8")
    plan = imported(tmp_path, ONE_DEAL, TASKS, ITEMS, by=BY)
    assert fates(plan)[1:] == [(0, 0, 0, 1, 5), (0, 3, 0, 0, 1)]
    assert "offerings:" in file(tmp_path)


HOSTILE = [
    "# a heading", "#tag", "- item", "+ item", "* item", "1. one", "12) two", "---", "- - - -", "===", "```", "~~~",
    "> quote", "    code", "<x-y>odd</x-y>", "<!-- comment", "&amp; &#60; AT&T", "*a* **b** _c_ __d__ ~~e~~ `f`",
    "snake_case_word", "[a](javascript:x)", "![i](x.png)", "[^1]: note", "[ref]: http://x.example", "a | b",
    "|---|---|", "\\* backslash \\", "<<<<<<< HEAD", ">>>>>>> main", "http://a.example/x_y?a=1&b=2", "- [ ] box",
    "note: {{ 7*7 }}", "$x$", "a  b", "\u202ereversed", "trailing\\", "www.example.com", "me@example.com",
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE)
def test_a_line_of_a_note_is_shown_as_it_is(line: str) -> None:
    shown = parse(str(to_html("\n".join(quoted(plain_lines(f"before\n{line}\nafter"))))))
    assert " ".join(shown.text.split()) == " ".join(f"before {without_forbidden(line)} after".split())
    assert {each.tag for each in shown.walk()} - {"", "html", "root"} <= {"blockquote", "p", "br", "a"}


def test_amounts_of_other_files_are_in_the_deals_currency_unless_they_name_one(tmp_path: Path) -> None:
    pounds = "Id,Deal,Stage,Account,Amount,Currency\n7,Big one,Early,Acme,1200,GBP\n"
    history = "Deal Id,Stage,Amount,Currency,At\n7,Early,900,,2026-03-02\n7,Early,1000,EUR,2026-04-02\n"
    imported(tmp_path, pounds, history, ITEMS.replace("USD 1", "1"), by=BY)
    deal = deals_in(tmp_path)["acme/big-one"]
    assert [str(each.amount) for each in deal.past.values()] == ["GBP 900", "EUR 1,000"]
    assert {key: str(amount) for key, amount in deal.offerings.items()} == {
        "grid-planner": "GBP 1,000",
        "flow": "GBP 201",
    }
