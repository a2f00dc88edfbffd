"""`playbook diff`: what the commits of a pull request do to the deals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.git.repository import Repository
from tests.history.deals import deal

DAY = ("--today", "2026-11-23")
GOLDEN = Path(__file__).parent / "golden" / "comment.md"
UNKNOWN = "????? ????? ????? ?????"
GOOD = "+++++ ++-?+ ++??+ +?+-+"
LITTLE = "++??? ?+?-? +???? +???+"
PROOF = 'date: 2026-11-12, by: document, evidence: "Board approved EUR 1m, see #12 and @cfo"'


def core(*ratings: str) -> str:
    """Return the deal of which little is known, with a few ratings more."""
    text = deal(LITTLE, title='"Core *banking*"', stage="prospect", owner="Dana Reyes")
    return text.replace("assessment:\n", "assessment:\n" + "".join(f"  {each}\n" for each in ratings))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a main branch of five deals, and a branch of three commits."""
    made = Repository(tmp_path / "playbook")
    moved = deal(GOOD, title="Moved deal")
    made.commit(
        "2026-11-20",
        deals__acme__core=core(),
        deals__acme__side=deal(UNKNOWN, title="Side deal"),
        deals__acme__gone=deal(UNKNOWN, title="Gone deal"),
        deals__acme__ended=deal(UNKNOWN, title="Ended deal", stage="negotiate"),
        **{"deals__acme__old-name": moved},
    )
    made.git("switch", "--quiet", "--create", "change")
    made.commit(
        "2026-11-21", deals__acme__core=core(f'access_to_funds: {{us: "+", {PROOF}}}', 'compelling_event: {us: "+"}')
    )
    made.git("mv", "deals/acme/old-name.md", "deals/acme/new-name.md")
    made.git("rm", "--quiet", "deals/acme/gone.md")
    made.commit(
        "2026-11-22",
        deals__acme__new=deal(UNKNOWN, title="New deal"),
        deals__acme__ended=deal(
            UNKNOWN, title="Ended deal", stage="closed", outcome="{result: lost, date: 2026-11-20}"
        ),
    )
    made.commit("2026-11-23", deals__acme__side=deal(UNKNOWN, title="Side deal", stage="negotiat"))
    return made


def diff(repository: Repository, *arguments: str) -> str:
    """Return what a diff prints, which always ends well."""
    done = playbook(repository.root, "diff", *arguments, *DAY)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_comment_is_the_one_worked_out_by_hand(repository: Repository) -> None:
    comment = diff(repository, "main", "change", "--format", "markdown")
    assert comment.replace("\u200b", "") == GOLDEN.read_text("utf-8")


def test_a_verdict_that_rises_by_a_bad_answer_says_that_more_is_known(tmp_path: Path) -> None:
    """Eight of fifteen known is qualify; a `-` more makes nine, 60 %, and strengthen. A `+` more is no such case."""
    made = Repository(tmp_path / "playbook")
    made.commit("2026-11-20", deals__acme__core=deal("++??? ++?++ +???+ +++++"))
    for signs, known in (("++-?? ++?++ +???+ +++++", True), ("+++?? ++?++ +???+ +++++", False)):
        (made.root / "deals/acme/core.md").write_text(deal(signs), "utf-8")
        line = next(each for each in diff(made, "HEAD").splitlines() if "verdict" in each)
        assert line == "  verdict    Qualify → Strengthen" + " (more is known, not better)" * known
        comment = diff(made, "HEAD", "--format", "markdown")
        assert ("Qualify → Strengthen (more is known, not better)" in comment) is known
        (told,) = json.loads(diff(made, "HEAD", "--format", "json"))["deals"]
        assert told["more_is_known_not_better"] is known


def test_the_files_on_disk_are_compared_where_no_head_is_given(repository: Repository) -> None:
    committed = diff(repository, "main", "change", "--format", "json")
    assert diff(repository, "main", "--format", "json") == committed
    (repository.root / "deals/acme/core.md").write_text(core('risk: {us: "-"}'), "utf-8")
    assert diff(repository, "main", "--format", "json") != committed


def test_what_the_base_did_meanwhile_is_not_part_of_the_change(repository: Repository) -> None:
    before = diff(repository, "main", "change", "--format", "json")
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-11-24", deals__acme__elsewhere=deal(GOOD))
    assert diff(repository, "main", "change", "--format", "json") == before


@pytest.mark.parametrize("command", [["diff", "origin/main"], ["diff", "origin/main", "HEAD"], ["check", "--base"]])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_base_that_a_shallow_clone_has_to_guess_is_said(
    repository: Repository, tmp_path: Path, command: list[str], format_: str
) -> None:
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-11-24", deals__acme__elsewhere=deal(GOOD))
    clone = Repository(tmp_path / "shallow")
    clone.git("remote", "add", "origin", f"file://{repository.root}")
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main", "change")
    clone.git("switch", "--quiet", "--create", "change", "origin/change")
    arguments = [*command, *(["origin/main"] if command[0] == "check" else []), "--format", format_, *DAY]
    said = playbook(clone.root, *arguments)
    assert said.stderr == (
        "this clone is shallow and does not hold the commit at which HEAD left origin/main, so what is on "
        "origin/main alone counts as changed (git fetch --unshallow)\n"
    )
    clone.git("fetch", "--quiet", "--unshallow", "origin", "main", "change")
    assert playbook(clone.root, *arguments).stderr == ""


def test_a_base_without_a_common_commit_is_said(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit("2026-11-24", deals__acme__core=core())
    said = "HEAD and main have no commit in common, so what is on main alone counts as changed\n"
    assert playbook(repository.root, "diff", "main", *DAY).stderr == said
    assert playbook(repository.root, "check", "--base", "main", *DAY).stderr == said


def test_the_record_for_programs_tells_each_deal_apart(repository: Repository) -> None:
    told = json.loads(diff(repository, "main", "change", "--format", "json"))
    assert told["format"] == 1
    assert {each["deal"]: (each["kind"], each["was"]) for each in told["deals"]} == {
        "acme/core": ("changed", None),
        "acme/ended": ("closed", None),
        "acme/gone": ("deleted", None),
        "acme/new": ("new", None),
        "acme/new-name": ("renamed", "acme/old-name"),
        "acme/side": ("unreadable", None),
    }
    (core_,) = [each for each in told["deals"] if each["deal"] == "acme/core"]
    assert core_["ratings"][1] == {
        "criterion": "compelling_event",
        "before": "?",
        "after": "+",
        "standing_before": "unknown",
        "standing_after": "claimed",
        "evidence": "none",
        "from_numbers": False,
        "without_new_evidence": True,
    }
    assert (core_["before"]["winnable"]["low"], core_["after"]["winnable"]["low"]) == (-46.6667, -20.0)
    assert [each["code"] for each in core_["findings"]["vanished"]] == ["gate-unaddressed"]
    assert [each["path"] for each in told["problems"]] == ["deals/acme/side.md"]


def test_as_text_it_says_the_same(repository: Repository) -> None:
    lines = diff(repository, "main", "change").splitlines()
    assert "acme/new-name: renamed, was acme/old-name" in lines
    assert "  winnable   −46.7 to +86.7 (5 of 15) → −20 to +86.7 (7 of 15)" in lines
    assert "  ! rated better without new evidence: Compelling event" in lines
    assert lines[-1] == "6 deals changed, 1 problem, judged as of 2026-11-23"


def test_a_change_that_touches_no_deal_says_that_no_deal_changed(repository: Repository) -> None:
    assert diff(repository, "main", "main") == "0 deals changed, 0 problems, judged as of 2026-11-23\n"
    assert diff(repository, "main", "main", "--format", "markdown").startswith("**No deal changes.**\n\nJudged as of")


def test_a_close_date_that_slips_for_the_second_time_is_a_finding_of_the_change(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("2026-06-01", deals__acme__core=deal(LITTLE, close="2026-12-15"))
    made.commit("2026-07-01", deals__acme__core=deal(LITTLE, close="2027-01-15"))
    made.git("switch", "--quiet", "--create", "change")
    made.commit("2026-11-22", deals__acme__core=deal(LITTLE, close="2027-02-15"))
    (told,) = json.loads(diff(made, "main", "change", "--format", "json"))["deals"]
    assert "close-slipping" in [each["code"] for each in told["findings"]["appeared"]]


def test_a_change_of_the_method_is_told_in_every_deal_that_it_moves(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("2026-11-20", deals__acme__good=deal(GOOD), deals__acme__little=deal(LITTLE))
    made.git("switch", "--quiet", "--create", "change")
    (tmp_path / "deals/method.yml").write_text("criteria: {inside_support: {gate: yes, weight: 2}}\n", "utf-8")
    made.commit("2026-11-21")
    told = json.loads(diff(made, "main", "change", "--format", "json"))
    assert told["method_changed"]
    assert [each["deal"] for each in told["deals"]] == ["acme/good", "acme/little"]


def test_a_comment_stays_under_its_limit_by_whole_deals_and_counts_the_rest(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit("2026-11-20", README="empty")
    made.git("switch", "--quiet", "--create", "change")
    many = {f"deals__acme__deal-{number}": deal(LITTLE, title=f"Deal {number} {'ö' * 90}") for number in range(260)}
    made.commit("2026-11-21", **many)
    comment = diff(made, "main", "change", "--format", "markdown")
    assert 50_000 < len(comment.encode()) < 60_000
    shown = comment.count("\n**Deal ")
    assert comment.endswith(
        f"And {260 - shown} more deals and accounts, for which there is no room here: "
        "`playbook diff` shows all of them.\n"
    )
    assert comment.count("new; Qualify; winnable") == shown


def test_a_base_that_is_no_commit_ends_with_gits_words(repository: Repository) -> None:
    done = playbook(repository.root, "diff", "nowhere")
    assert done.exit_code == 3
    assert "nowhere" in done.stderr


def test_the_first_deals_come_with_their_method_and_change_none(tmp_path: Path) -> None:
    made = Repository(tmp_path / "playbook")
    made.commit("2026-11-20", notes="nothing yet")
    (made.root / "deals").mkdir()
    (made.root / "deals" / "method.yml").write_text("extends: meddpicc\n")
    made.commit("2026-11-21", deals__acme__side=deal(UNKNOWN, title="Side deal"))
    whole = json.loads(playbook(made.root, "diff", "HEAD~1", "--format", "json", *DAY).stdout)
    assert whole["method_changed"] is False


def test_outside_a_repository_it_says_how_to_start_one(tmp_path: Path) -> None:
    done = playbook(tmp_path, "diff", "HEAD")
    assert (done.exit_code, "this folder is in no repository (start one with `git init`" in done.stderr) == (3, True)


PEOPLE = "people:\n  r-okafor: {name: Ruth Okafor, title: Controller}\n"
PLANNED = """players:
  r-okafor: {part: approver, support: neutral}
plan:
  goal: Sign in March
  actions:
    offer: {what: Send the offer, owner: Dana Reyes, due: 2026-12-03}
    visit: {what: Visit the plant, due: 2026-12-04}
  milestones:
    legal: {what: Contract agreed, by: 2027-01-15}
"""


def planned(signs: str, plan: str = PLANNED, **fields: str) -> str:
    """Return a deal with a player, two actions and a milestone."""
    return deal(signs, **fields).removesuffix("---\n") + f"{plan}---\n"


def changed_plan() -> str:
    """Return the plan with a player won over, an action done, one moved, a milestone dropped and an action more."""
    plan = PLANNED
    for before, after in (
        ("support: neutral", "support: supporter, coverage: brief"),
        ("owner: Dana Reyes, due: 2026-12-03", "owner: Dana Reyes, due: 2026-12-03, state: done, done: 2026-11-22"),
        ("due: 2026-12-04", "due: 2026-12-11"),
        ("by: 2027-01-15", "by: 2027-01-15, state: dropped"),
        ("  milestones:", "    call: {what: Call the controller, owner: Dana Reyes, due: 2026-12-09}\n  milestones:"),
        ("Sign in March", "Sign in April"),
    ):
        assert before in plan
        plan = plan.replace(before, after)
    return plan


ALL_OF_IT = (
    "Ruth Okafor: support neutral → supporter, coverage none → brief",
    '"Send the offer": done on 22 Nov 2026',
    '"Visit the plant": due 4 Dec 2026 → 11 Dec 2026, 7 days later',
    'new action: "Call the controller" (Dana Reyes, due 9 Dec 2026)',
    '"Contract agreed": dropped',
    "also the plan's goal",
)


def test_people_and_plan_are_told_in_words(tmp_path: Path) -> None:
    made = Repository(tmp_path / "playbook")
    made.commit("2026-11-20", deals__acme__core=planned(GOOD), deals__acme__index=f"---\ntitle: Acme\n{PEOPLE}---\n")
    added = f"{PEOPLE}  n-vest: {{name: Nora Vest, title: Head of audit}}\n"
    (made.root / "deals/acme/core.md").write_text(planned(GOOD, changed_plan()), "utf-8")
    (made.root / "deals/acme/index.md").write_text(f"---\ntitle: Acme\n{added}---\n", "utf-8")
    text = " ".join(diff(made, "HEAD").replace("\u00a0", " ").split())
    comment = diff(made, "HEAD", "--format", "markdown")
    for each in ALL_OF_IT:
        assert f"- {each}" in comment
        assert each.removeprefix("also ") in text
    assert "**Acme** (its people):\n\n- new person: Nora Vest (Head of audit)\n" in comment
    assert "also changed: the plan's goal" in text
    told = json.loads(diff(made, "HEAD", "--format", "json"))
    (core_,) = told["deals"]
    assert core_["also_changed"] == ["players", "plan"]
    assert [(each["kind"], each["key"], each["change"]) for each in core_["entries"]] == [
        ("player", "r-okafor", "changed"),
        ("action", "offer", "changed"),
        ("action", "visit", "changed"),
        ("action", "call", "new"),
        ("milestone", "legal", "changed"),
    ]
    assert told["accounts"] == [
        {"account": "acme", "people": [{"kind": "person", "key": "n-vest", "change": "new", "fields": []}]}
    ]


PURSUED = "+++++ +++++ +++++ +++++"


def test_twenty_changed_deals_begin_with_one_line_and_come_the_worst_first(tmp_path: Path) -> None:
    """Amounts: the fallen deal 940k, 1,200k cut to 850k; the won one is no part of what amounts lost."""
    made = Repository(tmp_path / "playbook")
    small = {f"deals__acme__small-{n:02}": deal(GOOD, amount="EUR 10,000", close="2027-01-15") for n in range(16)}
    big = deal(GOOD, title="Rated on a guess", amount="EUR 9,000,000")
    made.commit(
        "2026-11-20",
        deals__acme__down=deal(PURSUED, title="Falling", amount="EUR 940,000"),
        deals__acme__cut=deal(GOOD, title="Cut", amount="EUR 1,200,000"),
        deals__acme__won=deal(PURSUED, title="Won", amount="EUR 70,000"),
        deals__acme__big=big,
        **small,
    )
    outcome = "{result: won, date: 2026-11-20}"
    (made.root / "deals/acme/down.md").write_text(deal(UNKNOWN, title="Falling", amount="EUR 940,000"), "utf-8")
    (made.root / "deals/acme/cut.md").write_text(deal(GOOD, title="Cut", amount="EUR 850,000"), "utf-8")
    (made.root / "deals/acme/won.md").write_text(
        deal(PURSUED, title="Won", amount="EUR 70,000", stage="closed", outcome=outcome), "utf-8"
    )
    guessed = big.replace("evidence: said so}", 'evidence: said so}\n  future_revenue: {us: "+"}', 1)
    assert guessed != big
    (made.root / "deals/acme/big.md").write_text(guessed, "utf-8")
    for name, text in small.items():
        path = made.root / f"{name.replace('__', '/')}.md"
        path.write_text(text.replace("2027-01-15", "2027-01-29"), "utf-8")
    comment = diff(made, "HEAD", "--format", "markdown", "--preview", "https://preview.example.com/12")
    first = "**1 verdict down, EUR 940k at risk; amounts EUR 350k less; 16 close dates later; 1 won, EUR 70k.**"
    assert comment.splitlines()[0] == first
    titles = [line for line in comment.splitlines() if line.startswith("**[")]
    assert len(titles) == 20
    assert titles[0].startswith(
        "**[Falling](https://preview.example.com/12/acme/down/)** (acme/down): Pursue → Qualify"
    )
    assert titles[1].startswith("**[Cut](https://preview.example.com/12/acme/cut/)** (acme/cut): stays ")
    assert ["Rated on a guess" in each for each in titles].index(True) == 18, "after amounts cut and days lost"
    assert "Won" in titles[-1]
    assert len(comment.split("<details>")[0]) < 1_000
    assert "| Worth | " not in comment.split("Cut")[1].split("Rated on a guess")[0]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://x.example/) [y](https://z.example", "preview"])
def test_an_address_that_is_none_of_a_site_is_refused(repository: Repository, address: str) -> None:
    done = playbook(repository.root, "diff", "main", "--format", "markdown", "--preview", address)
    assert (done.exit_code, "is not the address of a site" in done.stderr) == (2, True)
    other = playbook(repository.root, "diff", "main", "--preview", "https://preview.example.com/")
    assert (other.exit_code, "add --format markdown" in other.stderr) == (2, True)


def test_amounts_that_came_went_or_changed_their_currency_are_counted_and_not_summed(tmp_path: Path) -> None:
    made = Repository(tmp_path / "playbook")
    before = {"came": "", "went": "EUR 5", "moved": "EUR 7", "grew": "EUR 1,000"}
    after = {"came": "EUR 9", "went": "", "moved": "USD 7", "grew": "EUR 3,000"}

    def files(amounts: dict[str, str]) -> dict[str, str]:
        return {name: deal(GOOD, **({"amount": amount} if amount else {})) for name, amount in amounts.items()}

    made.commit("2026-11-20", **{f"deals__acme__{name}": text for name, text in files(before).items()})
    for name, text in files(after).items():
        (made.root / f"deals/acme/{name}.md").write_text(text, "utf-8")
    first = diff(made, "HEAD", "--format", "markdown").splitlines()[0]
    assert "Amounts EUR 2k more; 1 amount taken out; 1 amount given; 1 amount in another currency" in first


ACME = "---\ntitle: Acme\npeople:\n  k-bright: {name: Keira *Bright*}\nteam:\n  dana: {name: Dana Reyes}\n---\n"
MET = "---\ndate: 2026-11-19\ntitle: The sheet\npresent:\n  Keira: k-bright\n---\nKeira: I have read it.\n"


@pytest.fixture
def meetings(tmp_path: Path) -> Repository:
    """Return two commits between which meetings of an account come, change and go."""
    made = Repository(tmp_path / "playbook")
    made.commit(
        "2026-11-20",
        deals__acme__index=ACME,
        deals__acme__core=deal(UNKNOWN),
        **{
            "deals__acme__meetings__2026-11-19-sheet": MET,
            "deals__acme__meetings__2026-11-18-gone": MET.replace("11-19", "11-18"),
        },
    )
    (made.root / "deals/acme/meetings/2026-11-18-gone.md").unlink()
    made.commit(
        "2026-11-21",
        **{
            "deals__acme__meetings__2026-11-19-sheet": MET.replace("title: The sheet\n", "") + "\nKeira: Twice.\n",
            "deals__acme__meetings__2026-11-21-new": MET.replace("11-19", "11-21").replace(
                "The sheet", "The <b>call"
            ),
            "deals__acme__meetings__2026-11-20-ours": MET.replace("11-19", "11-20").replace("k-bright", "dana"),
            "deals__acme__meetings__2026-11-22-broken": MET,
        },
    )
    return made


def test_meetings_that_are_new_changed_or_taken_out_are_told_with_who_was_there(meetings: Repository) -> None:
    text = diff(meetings, "HEAD~1")
    assert "acme: meetings\n  - meeting of 18 Nov 2026 with Keira *Bright* taken out: The sheet\n" in text
    assert "  - meeting of 19 Nov 2026 with Keira *Bright*: its title and what was said changed\n" in text
    assert "  - new meeting of 20 Nov 2026, for us Dana Reyes: The sheet\n" in text
    assert "  - new meeting of 21 Nov 2026 with Keira *Bright*: The <b>call\n" in text
    assert "2026-11-22-broken.md:2:7: the date is 2026-11-19" in " ".join(text.split())
    assert text.endswith("0 deals changed, 4 meetings, 1 problem, judged as of 2026-11-23\n")


def test_the_comment_tells_meetings_and_none_of_their_words_is_markup(meetings: Repository) -> None:
    comment = diff(meetings, "HEAD~1", "--format", "markdown")
    assert comment.startswith("**2 new meetings; 1 changed meeting; 1 deleted meeting.**")
    assert "<b>" not in comment
    assert r"new meeting of 21 Nov 2026 with Keira \*Bright\*: The" in comment


def test_the_record_has_each_meeting_with_its_deals_and_who_was_there(meetings: Repository) -> None:
    told = json.loads(diff(meetings, "HEAD~1", "--format", "json"))["meetings"]
    assert [(each["meeting"], each["change"], each["fields"]) for each in told] == [
        ("acme/meetings/2026-11-18-gone", "gone", []),
        ("acme/meetings/2026-11-19-sheet", "changed", ["title", "notes"]),
        ("acme/meetings/2026-11-20-ours", "new", []),
        ("acme/meetings/2026-11-21-new", "new", []),
    ]
    assert told[3]["present"] == [{"key": "k-bright", "name": "Keira *Bright*", "of_customer": True}]
    assert told[3]["deals"] == ["core"]
