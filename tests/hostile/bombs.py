"""Files that are made to take long: the worst that the limits admit, and the first that they refuse."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, takewhile

ROOM = 65_000
FRONT_ROOM = 120_000
ENTRIES = 990


def filled(piece: str) -> str:
    """Return as many copies of a piece as notes may hold, on lines as long as they may be."""
    text = piece * (ROOM // len(piece.encode()))
    return text if "\n" in piece else "\n".join(text[start : start + 7_900] for start in range(0, len(text), 7_900))


def lines(head: str, line: Callable[[int], str], most: int = ENTRIES) -> str:
    """Return front matter with a block of as many lines as there is room for."""
    size = 0

    def fits(place: int) -> bool:
        nonlocal size
        size += len(line(place).encode())
        return place < most and size < FRONT_ROOM

    return f"title: x\nstage: evaluate\n{head}" + "".join(map(line, takewhile(fits, count())))


NOTE_BOMBS = {
    "bomb-brackets": filled("["),
    "bomb-brackets-closed": filled("[" * 3_000 + "]" * 3_000),
    "bomb-links": filled("[a]("),
    "bomb-links-open": filled("[](<"),
    "bomb-nested-links": filled("![a[b](c)"),
    "bomb-titles": filled('[a](b "'),
    "bomb-references": filled("[a]: b\n") + "[a]",
    "bomb-long-reference": "[a]: /" + "u" * 7_000 + "\n\n" + filled("[a]")[:50_000],
    "bomb-emphasis": filled("*a **b "),
    "bomb-emphasis-nested": ("*a **b " * 1_000 + "\n") * 4 + ("b** a* " * 1_000 + "\n") * 4,
    "bomb-signs": filled("*_"),
    "bomb-strike": filled("~~a ~"),
    "bomb-code": "\n".join("`" * size + " a" for size in range(1, 340)),
    "bomb-backslashes": filled("\\"),
    "bomb-entities": filled("&"),
    "bomb-tags": filled("<a "),
    "bomb-comments": filled("<!-- "),
    "bomb-questions": filled("<?"),
    "bomb-autolinks": filled("www.a.b/((( "),
    "bomb-brackets-in-autolink": "https://a.b/" + ")" * 7_800,
    "bomb-mail": filled("a@b.c "),
    "bomb-dots": filled("a.")[:7_900] + "@b.c",
    "bomb-quotes-refused": ">" * 5_000 + " a",
    "bomb-quotes": filled(">" * 31 + "a\n\n"),
    "bomb-lists": filled("- " * 31 + "a\n\n"),
    "bomb-lists-refused": "\n".join(" " * 2 * level + "- a" for level in range(200)),
    "bomb-both": filled(">" * 15 + "- " * 15 + "a\n\n"),
    "bomb-lazy": "> " * 30 + "a\n" + filled("b\n"),
    "bomb-table": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "b\n" * 198,
    "bomb-table-refused": "|" + "a|" * 600 + "\n|" + "-|" * 600 + "\n" + filled("b\n")[:50_000],
    "bomb-table-of-dashes": filled("-|"),
    "bomb-headings": filled("# a\n"),
    "bomb-rules": filled("***\n"),
    "bomb-blank": filled("\n"),
    "bomb-tasks": filled("- [x] a\n"),
    "bomb-fences": filled("> ```\n"),
    "bomb-pictures": filled("![](http://a.b) "),
    "bomb-relative": filled("[a](b) "),
    "bomb-long-line": "a" * 9_000,
    "bomb-too-big": "a\n" * 40_000,
}

FRONT_BOMBS = {
    "bomb-unknown-keys": lines("", lambda place: f"titl{place}: x\n"),
    "bomb-unknown-players": lines("players:\n", lambda at: f"  q{at}: {{influences: [r{at}, s{at}]}}\n"),
    "bomb-misspelt": lines("players:\n", lambda at: f"  q{at}: {{part: aprover, support: suporter}}\n"),
    "bomb-competitors": lines("competitors:\n", lambda at: f"- c{at}\n"),
    "bomb-ratings": lines("competitors:\n", lambda at: f"- c{at}\n", 300)
    + "assessment:\n"
    + "".join(
        f"  {name}: {{" + ", ".join(f"c{at}: plus" for at in range(300)) + "}\n"
        for name in (
            "customer_project",
            "access_to_funds",
            "compelling_event",
            "solution_fit",
            "risk",
            "cultural_fit",
        )
    ),
    "bomb-actions": lines(
        "plan:\n  actions:\n", lambda at: f"    a{at}: {{what: x, due: 2020-01-01, owner: o{at}}}\n"
    ),
    "bomb-milestones": lines("plan:\n  milestones:\n", lambda at: f"    m{at}: {{what: x, by: 2026-12-01}}\n"),
    "bomb-value": lines(
        "value:\n  years: 20\n  lines:\n",
        lambda at: (
            f"    v{at}: {{head: increase, item: revenue, margin: 3%, amount: EUR 9, every: month, end: 240}}\n"
        ),
    ),
    "bomb-statements": lines("proposition:\n", lambda at: f"  s{at}: {{pattern: outcome, slots: {{outcome: x}}}}\n"),
    "bomb-reviews": lines("reviews:\n", lambda at: f"  r{at}: {{held: 2026-11-02}}\n"),
    "bomb-criteria": lines("formal_criteria:\n", lambda at: f"- criterion {at}\n"),
    "bomb-text": "title: x\nstage: evaluate\nplan:\n  strategy: |\n" + ("    " + "<b>&" * 25 + "\n") * 1_100,
    "bomb-aliases": "title: x\nstage: evaluate\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "bomb-flow": "title: x\nstage: evaluate\nplan: " + "[" * 7_000 + "\n",
    "bomb-flow-keys": "title: x\nstage: evaluate\nplan: " + "{a: " * 1_900 + "\n",
    "bomb-deep": "title: x\nstage: evaluate\n" + "".join(" " * at + "a:\n" for at in range(300)),
    "bomb-items": lines("competitors:\n", lambda at: f"- c{at}\n", 5_000),
    "bomb-long-line": f"title: {'x' * 8_000}\nstage: evaluate\n",
    "bomb-front-matter": "title: x\nstage: evaluate\n" + "# comment\n" * 14_000,
}
