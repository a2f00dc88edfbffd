"""Loading is checking: what is sound is there, every mistake is told once, and no file hides another."""

from __future__ import annotations

from pathlib import Path

from generator.read.files import Listing, WorkTree
from generator.read.playbook import load, read_deal, read_surroundings
from tests.read.around import AROUND

DEAL = "title: Core banking\nstage: evaluate\n"
GOOD = (Path(__file__).parent / "good.md").read_bytes()


def playbook(root: Path, **files: str) -> WorkTree:
    """Write files, front matter alone, by their path with __ for a slash; return the folder as a source."""
    for name, front in files.items():
        path = name.replace("__", "/").replace("_", "-")
        file = root / "deals" / (f"{path}.yml" if path == "method" else f"{path}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(front if path == "method" else f"---\n{front}---\nNotes\n")
    return WorkTree(root / "deals")


class Fleeting(WorkTree):
    """A folder whose files are deleted right after they were listed."""

    def listing(self) -> Listing:
        found = super().listing()
        for file in [*self.root.glob("*.*"), *self.root.glob("*/*.md")]:
            file.unlink()
        return found


def told(source: WorkTree) -> list[str]:
    return list(map(str, load(source).problems))


def test_a_sound_deal_is_read_with_its_notes() -> None:
    reading = read_deal("deals", "aldermoor/core-banking.md", GOOD, AROUND)
    assert reading.problems == ()
    assert reading.noun
    assert (reading.noun.identity, reading.noun.account, reading.noun.slug) == (
        "aldermoor/core-banking",
        "aldermoor",
        "core-banking",
    )
    assert str(reading.noun.amount) == "EUR 1,200,000"
    assert reading.noun.assessment["compelling_event"].rivals == {"xsys": "?"}
    assert (reading.noun.notes, reading.noun.notes_line) == ("## Notes\n\nText.\n", 50)


def test_a_deal_with_a_mistake_is_no_deal() -> None:
    reading = read_deal("deals", "aldermoor/a.md", f"---\n{DEAL}ownr: Dana\n---\n".encode(), AROUND)
    assert reading.noun is None
    assert reading.document
    assert reading.document.data["ownr"] == "Dana"


def test_a_playbook_is_read_whole(tmp_path: Path) -> None:
    book = load(
        playbook(
            tmp_path,
            index="us: {solutions: [platform]}\n",
            method="closing_days: 20\n",
            aldermoor__index="title: Aldermoor Bank\npeople: {r-okafor: R. Okafor}\n",
            aldermoor__core=DEAL + "players: {r-okafor: {part: approver}}\npartners: {bridgewell: {}}\n",
            zenith__first=DEAL,
            partners__bridgewell="title: Bridgewell\n",
            competitors__xsys="kind: company\n",
        )
    )
    assert book.problems == ()
    assert list(book.deals) == ["aldermoor/core", "zenith/first"]
    assert book.surroundings.method.closing_days == 20
    assert book.surroundings.accounts["aldermoor"].name == "Aldermoor Bank"
    assert book.surroundings.account("zenith").name == "zenith"
    assert book.surroundings.partner("bridgewell").notes == "Notes\n"
    assert book.surroundings.broken == frozenset()


def test_every_mistake_of_every_file_is_told_in_order_and_none_hides_another(tmp_path: Path) -> None:
    source = playbook(
        tmp_path,
        aldermoor__index="titel: Aldermoor\n",
        aldermoor__b="title: [\n",
        aldermoor__a=DEAL + "close: soon\namount: 5\n",
        aldermoor__sound=DEAL,
        Zenith__a=DEAL,
        partners__bridgewell="answers: {nope: x}\n",
    )
    assert told(source) == [
        (
            "deals/Zenith:1:1: the folder's name is not usable as an identity "
            "(use lower-case letters a-z, digits and single hyphens, 64 at most)"
        ),
        "deals/aldermoor/a.md:4:8: close is not a date: 'soon' (write it like 2026-12-01)",
        "deals/aldermoor/a.md:5:9: amount has no currency: '5' (write it like EUR 5)",
        "deals/aldermoor/b.md:2:8: the [ that opens here is not closed (write ] at its end)",
        "deals/aldermoor/index.md:2:1: unknown entry 'titel' (did you mean 'title'?)",
        "deals/partners/bridgewell.md:2:11: unknown partner question 'nope' (the method page lists what there is)",
    ]
    assert list(load(source).deals) == ["aldermoor/sound"]


def test_what_rests_on_a_broken_file_is_not_blamed_on_the_deal(tmp_path: Path) -> None:
    source = playbook(
        tmp_path,
        method="stages: nothing\n",
        aldermoor__index="people: [\n",
        aldermoor__core=DEAL.replace("evaluate", "our-own-stage")
        + "players: {r-okafor: {}}\npartners: {bridgewell: {}}\nassessment: {our_own: plus}\n",
        partners__bridgewell="title: 'Bridgewell\n",
    )
    assert [each.split(": ")[0] for each in told(source)] == [
        "deals/aldermoor/index.md:2:9",
        "deals/method.yml:1:9",
        "deals/partners/bridgewell.md:2:8",
    ]
    surroundings = load(source).surroundings
    assert surroundings.broken == {"aldermoor/index.md", "method.yml", "partners/bridgewell.md"}
    assert surroundings.partner("bridgewell").name == "bridgewell"


def test_what_is_left_of_a_broken_file_stands_in_its_place(tmp_path: Path) -> None:
    people = "people:\n  a: {name: A, reports_to: b}\n  b: {name: B, reports_to: a}\n  c: {name: C, emial: x}\n"
    surroundings, problems = read_surroundings(
        playbook(tmp_path, aldermoor__index=f"title: Aldermoor Bank\n{people}", aldermoor__core=DEAL)
    )
    account = surroundings.accounts["aldermoor"]
    assert [problem.code for problem in problems] == ["reporting-loop", "unknown-key"]
    assert account.name == "Aldermoor Bank"
    assert {name: person.reports_to for name, person in account.people.items()} == {"a": None, "b": "a", "c": None}


def test_a_mistake_is_not_told_twice_in_other_words(tmp_path: Path) -> None:
    deal = DEAL + 'competitors: [Xsys, zenware]\nassessment: {risk: {us: "+", xsys: "-"}}\noutcome: {result: wno}\n'
    assert [each.split(": ")[0] for each in told(playbook(tmp_path, aldermoor__core=deal))] == [
        "deals/aldermoor/core.md:4:15",
        "deals/aldermoor/core.md:6:1",
        "deals/aldermoor/core.md:6:19",
    ]


def test_items_of_a_list_keep_their_places_when_one_of_them_is_unusable(tmp_path: Path) -> None:
    deal = DEAL + "players: {}\nplan: {actions: {a: {what: x, criteria: [Bad One, nope, risk, zip]}}}\n"
    assert told(playbook(tmp_path, aldermoor__core=deal)) == [
        (
            "deals/aldermoor/core.md:5:42: item 1 of criteria is not known as it is written: 'Bad One' "
            "(the method page lists what there is)"
        ),
        "deals/aldermoor/core.md:5:51: unknown criterion 'nope' (the method page lists what there is)",
        "deals/aldermoor/core.md:5:63: unknown criterion 'zip' (the method page lists what there is)",
    ]


def test_files_that_go_while_they_are_read_are_told(tmp_path: Path) -> None:
    source = playbook(tmp_path, method="closing_days: 20\n", aldermoor__index="title: A\n", aldermoor__core=DEAL)
    assert told(Fleeting(source.root)) == [
        f"deals/{path}:1:1: the file cannot be read: it is gone"
        for path in ("aldermoor/core.md", "aldermoor/index.md", "method.yml")
    ]


def test_a_folder_without_deals_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    assert told(WorkTree(tmp_path / "deals")) == ["deals:1:1: the folder of the deals is not there (make the folder)"]
