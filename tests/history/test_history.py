"""A deal's history from real repositories: each commit that touched its file is an assessment of that day."""

from __future__ import annotations

import datetime as dt
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from generator.assess.past import LATEST, Past
from generator.git.cache_file import memory, memory_of_repository
from generator.git.log import read_log
from generator.history.history import AFTER_A_GAP, DELETED, NO_FILE, History, chronicle_of, histories, past_of
from generator.model.method import Method
from generator.problems import Refused
from generator.show.deal.history import history_line
from tests.git.repository import Repository
from tests.history.deals import METHOD, deal
from tests.making import TODAY, make_deal

UNKNOWN = "????? ????? ????? ?????"
GOOD = "+++++ ++-?+ ++??+ +?+-+"
BROKEN = "---\ntitle: [never closed\n---\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "playbook")


def history_of(
    repository: Repository, path: str = "acme/core.md", *, method: Method = METHOD, today: dt.date = TODAY
) -> History:
    """Return a deal's history, with what is worked out kept beside the deals."""
    deals = repository.root / "deals"
    chronicle = chronicle_of(read_log(deals), deals, memory(repository.root))
    with histories(chronicle, method, today) as history:
        found = history(path)
    assert found
    return found


def words(history: History) -> list[str]:
    """Return the verdict or outcome after each change, `gap` where there is none."""
    return [each.stand.word if each.stand else "gap" for each in history.revisions]


def test_every_commit_is_an_assessment_with_its_range_and_what_it_changed(repository: Repository) -> None:
    first = repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    second = repository.commit("2026-07-01", deals__acme__core=deal(GOOD, close="2027-03-31"))
    history = history_of(repository)
    one, other = history.revisions
    assert (one.change.id, one.change.date, one.first) == (first, dt.date(2026, 6, 1), True)
    assert one.stand
    assert one.stand.word == "qualify"
    assert (one.stand.winnable.range.low, one.stand.winnable.range.high) == (Fraction(-100), Fraction(100))
    assert (other.change.id, other.first) == (second, False)
    assert other.stand
    assert other.stand.word == "pursue"
    figures = other.stand.winnable.range
    assert (figures.low, figures.score, figures.high) == (Fraction(140, 3), Fraction(200, 3), Fraction(260, 3))
    assert [(each.criterion, each.before, each.after) for each in other.shifts][:2] == [
        ("customer_project", "?", "+"),
        ("business_profile", "?", "+"),
    ]
    assert len(other.shifts) == 16
    assert [(each.field, str(each.before), str(each.after)) for each in other.fields] == [
        ("close", "2026-12-15", "2027-03-31")
    ]


def test_a_deal_is_scored_as_of_the_day_of_the_commit(repository: Repository) -> None:
    written = deal(UNKNOWN, amount="EUR 300,000", close="2026-12-15")
    repository.commit("2026-01-01", deals__acme__core=written)
    repository.commit("2026-06-01", deals__acme__core=f"{written}Notes.\n")
    stands = [each.stand for each in history_of(repository).revisions if each.stand]
    early, late = (each.tallies["worth"] for each in stands)
    assert (early.minus, late.plus) == (1, 1), "348 days before the close is too far off, 197 is not"


def test_what_time_alone_has_changed_is_not_what_a_commit_changed(repository: Repository) -> None:
    written = deal(UNKNOWN, amount="EUR 300,000", close="2026-12-15")
    repository.commit("2026-01-01", deals__acme__core=written)
    repository.commit("2026-06-01", deals__acme__core=f"{written}Notes.\n")
    assert history_of(repository).revisions[1].shifts == ()


def test_an_old_version_is_scored_under_todays_method(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(GOOD))
    assert words(history_of(repository)) == ["pursue"]
    never = {name: rule for name, rule in METHOD.verdict.items() if name != "clear"}
    assert words(history_of(repository, method=METHOD.model_copy(update={"verdict": never}))) == ["strengthen"]


def test_the_commits_that_touched_the_method_are_told(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(GOOD))
    (repository.root / "deals/method.yml").write_text("closing_days: 20\n", "utf-8")
    changed = repository.commit("2026-07-01")
    assert [each.id for each in history_of(repository).method_changes] == [changed]


def test_an_unreadable_version_is_a_gap_with_a_note_and_the_next_is_compared_with_what_was_before(
    repository: Repository,
) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN))
    repository.commit("2026-06-02", deals__acme__core=BROKEN)
    repository.commit("2026-06-03", deals__acme__core=deal(GOOD))
    history = history_of(repository)
    assert words(history) == ["qualify", "gap", "pursue"]
    assert history.revisions[1].note == "line 2: the [ that opens here is not closed"
    assert history.revisions[2].note == AFTER_A_GAP
    assert len(history.revisions[2].shifts) == 16


def test_a_history_that_begins_with_a_gap_says_so(repository: Repository) -> None:
    repository.commit("2026-06-02", deals__acme__core=BROKEN)
    repository.commit("2026-06-03", deals__acme__core=deal(GOOD))
    history = history_of(repository)
    assert words(history) == ["gap", "pursue"]
    assert history.revisions[1].note == "the first version that can be read"


def test_what_the_score_does_not_rest_on_may_be_wrong_in_an_old_version(repository: Repository) -> None:
    old = deal(GOOD, plan="{goal: x, no_such_key: y}", retired="a key of an older playbook", partners="{gone: {}}")
    repository.commit("2026-06-01", deals__acme__core=old)
    assert words(history_of(repository)) == ["pursue"]


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("---\ntitle: x\nassessment: {risk: {us: maybe}}\n---\n", "line 3: us is not a rating: 'maybe'"),
        ("---\ntitle: x\nclose: soon\n---\n", "line 3: close is not a date: 'soon'"),
        ("no front matter", "line 1: the file does not start with a line ---"),
        ("", "line 1: the file is empty"),
    ],
)
def test_what_the_score_rests_on_has_to_be_right(repository: Repository, written: str, note: str) -> None:
    repository.commit("2026-06-01", deals__acme__core=written)
    assert history_of(repository).revisions[0].note.startswith(note)


def test_a_deleted_file_and_a_link_in_its_place_are_gaps(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(GOOD), deals__acme__other="x")
    file = repository.root / "deals/acme/core.md"
    file.unlink()
    repository.commit("2026-06-02")
    file.symlink_to("other.md")
    repository.commit("2026-06-03")
    file.unlink()
    repository.commit("2026-06-04", deals__acme__core=deal(GOOD))
    history = history_of(repository)
    assert [each.note for each in history.revisions] == ["", DELETED, NO_FILE, AFTER_A_GAP]
    assert words(history) == ["pursue", "gap", "gap", "pursue"]


def test_a_renamed_deal_keeps_its_history(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__old=deal(GOOD, close="2026-12-15"))
    repository.git("mv", "deals/acme/old.md", "deals/acme/core.md")
    repository.commit("2026-06-02", deals__acme__core=deal(GOOD, close="2027-01-15"))
    history = history_of(repository)
    assert [each.change.date.day for each in history.revisions] == [1, 2]
    assert history.close_moved_later == 1


def test_of_a_merge_only_what_is_unlike_both_sides_is_its_own_change(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit("2026-06-02", deals__acme__core=deal("+???? ????? ????? ?????", close="2026-12-15"))
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-06-03", deals__acme__core=deal(UNKNOWN, close="2027-01-15"))
    repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side", day="2026-06-04")
    repository.commit("2026-06-04", deals__acme__core=deal("+??-? ????? ????? ?????", close="2027-01-15"))
    history = history_of(repository)
    merge = history.revisions[-1]
    assert [each.criterion for each in merge.shifts] == ["access_to_funds"]
    assert merge.fields == ()
    assert history.close_moved_later == 1


def test_close_dates_moved_later_are_counted_and_earlier_ones_are_not(repository: Repository) -> None:
    days = ["2026-09-30", "2026-11-30", "2026-10-31", "2027-01-29"]
    for number, close in enumerate(days, 1):
        repository.commit(f"2026-06-0{number}", deals__acme__core=deal(UNKNOWN, close=close))
    history = history_of(repository)
    assert history.close_moved_later == 2
    assert past_of(history, make_deal(close="2027-01-29"), TODAY, METHOD).close_moved_later == 2
    assert past_of(history, make_deal(close="2027-02-28"), TODAY, METHOD).close_moved_later == 3, "not committed yet"


def test_the_past_of_a_deal_is_how_it_stood_so_many_days_ago(repository: Repository) -> None:
    repository.commit("2026-10-01", deals__acme__core=deal(UNKNOWN))
    repository.commit("2026-11-10", deals__acme__core=deal(GOOD))
    repository.commit("2026-11-22", deals__acme__core=deal("----- ----- ----- -----"))
    past = past_of(history_of(repository), make_deal(), TODAY, METHOD)
    assert past.began == dt.date(2026, 10, 1)
    assert {days: each.word for days, each in past.then.items()} == {7: "pursue", 30: "qualify"}


def test_of_a_deal_that_has_ended_the_file_60_days_before_is_known(repository: Repository) -> None:
    """1 November less 60 days is 2 September, whose last commit counts."""
    lost = "{result: lost, date: 2026-11-01}"
    repository.commit("2026-08-01", deals__acme__core=deal(UNKNOWN))
    repository.commit("2026-09-02", deals__acme__core=deal(GOOD))
    repository.commit("2026-09-03", deals__acme__core=deal("----- ----- ----- -----"))
    open_yet = history_of(repository)
    repository.commit("2026-11-02", deals__acme__core=deal(GOOD, outcome=lost))
    ended = make_deal(outcome={"result": "lost", "date": "2026-11-01"})
    assert past_of(open_yet, ended, TODAY, METHOD).before_the_end is None, "the end is not committed yet"
    found = past_of(history_of(repository), ended, TODAY, METHOD).before_the_end
    assert found is not None
    assert (found.outcome, found.assessment["strategic_value"].us) == (None, "+")
    assert past_of(history_of(repository), make_deal(), TODAY, METHOD).before_the_end is None, "it is open again"


def test_a_file_that_is_younger_tells_nothing_of_the_60_days(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal(GOOD, outcome="{result: lost, date: 2026-11-01}"))
    ended = make_deal(outcome={"result": "lost", "date": "2026-11-01"})
    assert past_of(history_of(repository), ended, TODAY, METHOD).before_the_end is None


def test_without_version_control_nothing_is_known_of_the_past() -> None:
    assert past_of(None, make_deal(), TODAY, METHOD) == Past()


def test_a_deal_that_is_not_committed_yet_began_today(repository: Repository) -> None:
    repository.commit("2026-10-01", deals__acme__other=deal(UNKNOWN))
    history = history_of(repository)
    assert history.revisions == ()
    assert past_of(history, make_deal(), TODAY, METHOD).began == TODAY


def test_a_shallow_clone_says_so_and_tells_only_what_it_knows(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    repository.commit("2026-06-02", deals__acme__core=deal(UNKNOWN, close="2027-01-15"))
    repository.commit("2026-06-03", deals__acme__core=deal(GOOD, close="2027-02-15"))
    repository.commit("2026-06-04", deals__acme__new=deal(GOOD))
    Repository(tmp_path).git("clone", "--quiet", "--depth=3", f"file://{repository.root}", "shallow")
    clone = Repository(tmp_path / "shallow")
    history = history_of(clone)
    assert history.shallow
    assert [each.cut for each in history.revisions] == [True, False]
    assert (history.revisions[0].shifts, history.revisions[0].fields) == ((), ())
    past = past_of(history, make_deal(close="2027-02-15"), TODAY, METHOD)
    assert (past.close_moved_later, past.began) == (None, None)
    assert {days: each.word for days, each in past.then.items()} == {7: "pursue", 30: "pursue"}
    assert not history_of(clone, "acme/new.md").shallow, "it began within what the clone holds"


def test_what_was_read_once_is_not_read_again_and_damage_is_mended(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN))
    repository.commit("2026-06-02", deals__acme__core=BROKEN)
    repository.commit("2026-06-03", deals__acme__core=deal(GOOD))
    fresh = history_of(repository)
    kept = {name: repository.root / f".playbook-cache/history/acme/core.{name}" for name in ("lines", "judged")}
    whole = {name: file.read_bytes() for name, file in kept.items()}
    for damaged in (b"", b"x", whole["judged"][:-40], whole["lines"], whole["judged"].replace(b"playbook", b"other")):
        kept["judged"].write_bytes(damaged)
        kept["lines"].write_bytes(damaged)
        assert history_of(repository) == fresh
        assert {name: file.read_bytes() for name, file in kept.items()} == whole


def test_what_is_kept_stands_for_the_objects(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN))
    repository.commit("2026-06-02", deals__acme__core=deal(GOOD))
    fresh = history_of(repository)
    blob = repository.git("rev-parse", "HEAD~1:deals/acme/core.md")
    (repository.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert history_of(repository) == fresh
    shutil.rmtree(repository.root / ".playbook-cache")
    assert history_of(repository).revisions[0].note == "this clone does not hold the file"


def test_what_is_kept_is_refused_under_version_control(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN))
    history_of(repository)
    repository.git("add", "--force", ".playbook-cache")
    with pytest.raises(Refused, match=r"\.playbook-cache:1:1: .* under version control"):
        history_of(repository)


def test_a_folder_that_cannot_be_written_keeps_nothing_and_fails_nothing(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(GOOD))
    (repository.root / ".playbook-cache").write_text("a file in the way", "utf-8")
    assert words(history_of(repository)) == ["pursue"]


def test_gits_own_variables_do_not_send_the_contents_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(GOOD))
    other = Repository(tmp_path / "other")
    other.commit("2026-06-01", deals__acme__core=deal(UNKNOWN))
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.root / ".git/objects"))
    assert words(history_of(repository)) == ["pursue"]


def test_the_history_in_a_bare_repository_is_the_same(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(GOOD))
    Repository(tmp_path).git("clone", "--quiet", "--bare", str(repository.root), "bare")
    bare = tmp_path / "bare"
    chronicle = chronicle_of(read_log(bare, "main", "deals"), bare, memory_of_repository(bare))
    with histories(chronicle, METHOD, TODAY) as history:
        assert history("acme/core.md") == history_of(repository)


def test_the_latest_changes_say_how_the_deal_stood_before_and_after(repository: Repository) -> None:
    first = repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    repository.commit("2026-07-01", deals__acme__core=BROKEN)
    last = repository.commit("2026-08-01", deals__acme__core=deal(GOOD, close="2026-12-15"))
    steps = past_of(history_of(repository), make_deal(), TODAY, METHOD).latest
    assert [(each.commit, each.day.month, each.first) for each in steps if each.after] == [
        (last, 8, False),
        (first, 6, True),
    ]
    mended, broken, new = steps
    assert (mended.after and mended.after.word, mended.before, broken.after) == ("pursue", None, None)
    assert broken.before == new.after
    assert new.before is None


def test_only_so_many_latest_changes_are_told(repository: Repository) -> None:
    for day in range(1, LATEST + 3):
        repository.commit(f"2026-06-0{day}", deals__acme__core=deal(UNKNOWN, close=f"2026-12-0{day}"))
    steps = past_of(history_of(repository), make_deal(), TODAY, METHOD).latest
    assert [each.day.day for each in steps] == [7, 6, 5, 4, 3]


def test_a_verdict_that_rose_by_a_bad_answer_says_that_more_is_known(repository: Repository) -> None:
    """Eight of fifteen known are under 60 %, nine are not, whatever the ninth says; a `+` on top is a better one."""
    little, bad, good = "+++++ +???+ ????+", "+++++ +-??+ ????+", "+++++ +-??+ +???+"
    for day_of_june, signs in enumerate((little, bad, good), 1):
        repository.commit(f"2026-06-0{day_of_june}", deals__acme__core=deal(f"{signs} +++++"))
    found = history_of(repository)
    assert found
    told = [(each.stand.word if each.stand else "", each.known_not_better) for each in found.revisions]
    assert told == [("qualify", False), ("strengthen", True), ("strengthen", False)]
    assert "more is known, not better" in history_line(found.revisions[1], found.revisions[0], METHOD).note
    again = history_of(repository)
    assert again
    assert [each.known_not_better for each in again.revisions] == [False, True, False], "from the cache, too"
