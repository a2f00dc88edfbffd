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


ALIKE = "ab" * 29
"""How names begin that are all alike, and as long as they may be."""
EVERYBODY = ", ".join(f"p{at}" for at in range(138))


def alike(at: int) -> str:
    """Return one of many names that take long to tell apart."""
    return f"{ALIKE}-{at:04}"


LIST_BOMBS = {
    "bomb-alike-milestones": lines("plan:\n  milestones:\n", lambda at: f"    {alike(at)}: {{what: x}}\n", 500)
    + "  actions:\n"
    + "".join(f"    a{at}: {{what: x, milestone: {alike(at)}x}}\n" for at in range(400)),
    "bomb-alike-competitors": lines("competitors:\n", lambda at: f"- {alike(at)}\n", 900)
    + "assessment:\n  risk: {"
    + ", ".join(f"{alike(at)}x: plus" for at in range(100))
    + "}\n",
    "bomb-alike-players": lines("players:\n", lambda at: f"  p{at}: {{influences: [{alike(at)}]}}\n")
    + "  "
    + ALIKE
    + ": {}\n",
    "bomb-alike-words": lines(
        "players:\n", lambda at: f"  q{at}: {{part: {'aprover' * 14}, support: {'mentor' * 16}}}\n"
    ),
    "bomb-broken-players": lines("players:\n", lambda at: f"  p{at}: [x]\n", 900)
    + "".join(f"  q{at}: {{influences: [{', '.join(f'p{other}' for other in range(900))}]}}\n" for at in range(17)),
    "bomb-broken-milestones": lines("plan:\n  milestones:\n", lambda at: f"    m{at}: {{what: x, by: z}}\n")
    + "".join(["  actions:\n", *(f"    a{at}: {{what: x, milestone: m{at}}}\n" for at in range(990))]),
    "bomb-steps": lines("plan:\n  milestones:\n", lambda at: f"    m{at}: {{what: x, by: 2026-12-01}}\n")
    + "".join(["  actions:\n", *(f"    a{at}: {{what: x, milestone: m{at}}}\n" for at in range(990))]),
    "bomb-reporting-line": lines(
        "players:\n", lambda at: f"  p{at}: {{coverage: in depth, influences: [p{at}0]}}\n", 98
    )
    + "".join(f"  p{at}: {{coverage: in depth}}\n" for at in range(98, 990)),
    "bomb-influences": lines(
        "players:\n", lambda at: f"  p{at}: {{influences: [{EVERYBODY}]}}\n".replace(f"p{at}, ", ""), 137
    )
    + "  p137: {}\n",
    "bomb-conflicts": lines(
        "players:\n", lambda at: f"  p{at}: {{conflicts_with: [{EVERYBODY}]}}\n".replace(f"p{at}, ", ""), 137
    )
    + "  p137: {}\n",
    "bomb-cited": lines("players:\n", lambda at: f"  p{at}: {{}}\n", 138)
    + "plan:\n  actions:\n"
    + "".join(
        f"    a{at}: {{what: x, due: 2020-01-01, players: [{EVERYBODY}], criteria: [risk]}}\n" for at in range(120)
    ),
    "bomb-cited-again": lines(
        "plan:\n  actions:\n", lambda at: f"    a{at}: {{what: x, criteria: [{', '.join(['risk'] * 900)}]}}\n"
    ),
}
"""Long lists that cite each other, by names that are all alike, at great depth, or many times."""


def filed(front: str) -> str:
    """Return a file with front matter and nothing below it."""
    return f"---\n{front}---\n"


AROUND_BOMBS = {
    "bomb-alike-people": (
        "texts/index.md",
        filed(
            "title: x\npeople:\n"
            + "".join(f"  {alike(at)}: {{name: x, reports_to: {alike(at)}x}}\n" for at in range(700))
        ),
    ),
    "bomb-reporting-loop": (
        "texts/index.md",
        filed(
            "title: x\npeople:\n"
            + "".join(f"  p{at}: {{name: x, reports_to: p{(at + 1) % 990}}}\n" for at in range(990))
        ),
    ),
    "bomb-alike-answers": (
        "partners/x.md",
        filed("title: x\nanswers:\n" + "".join(f"  {alike(at)}: x\n" for at in range(900))),
    ),
    "bomb-shares": (
        "shares.yml",
        "shares:\n"
        + "".join(
            f"  s{at}: {{audience: executiv, deal: {alike(at)}/x, account: text, reader: x, issued: 2026-11-01, "
            "expires: 2026-12-01}\n"
            for at in range(700)
        ),
    ),
    "bomb-criteria": (
        "method.yml",
        "criteria:\n"
        + "".join(f"  {alike(at)}: {{label: x, question: winablee, low: x, high: y, ask: z}}\n" for at in range(700)),
    ),
    "bomb-rules": (
        "method.yml",
        "findings:\n"
        + "".join(
            f"  r{at}: {{family: unproven, severity: low, each: deal, says: x, remedy: y, "
            f"when: {{rating.{alike(at)}: '+'}}}}\n"
            for at in range(700)
        ),
    ),
}
"""Files around the deals with their paths."""
