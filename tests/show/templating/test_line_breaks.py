"""Line breaks between blocks are for whoever edits a template; those between words stay."""

from __future__ import annotations

import pytest

from generator.show.templating.environment import environment


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<ul>\n{% for each in (1, 2) %}\n<li>{{ each }}</li>\n{% endfor %}\n</ul>", "<ul><li>1</li><li>2</li></ul>"),
        ('<tr>\n<td class="a">x</td>\n<td>y</td>\n</tr>', '<tr><td class="a">x</td><td>y</td></tr>'),
        ("<p>One\n<small>two</small>\n<a>three</a></p>", "<p>One\n<small>two</small>\n<a>three</a></p>"),
        ("<li><a>one</a>\n{% if true %}\n<a>two</a>\n{% endif %}\n</li>", "<li><a>one</a>\n<a>two</a>\n</li>"),
        ("<h2>{{ 1 }}</h2>\n{{ 2 }}\n<p>3 {{ 4 }}\n5</p>", "<h2>1</h2>\n2<p>3 4\n5</p>"),
        ("<pre>\n<code>one\n  two</code>\n</pre>", "<pre>\n<code>one\n  two</code>\n</pre>"),
    ],
)
def test_a_page_has_no_line_break_between_blocks(template: str, page: str) -> None:
    assert environment().from_string(template).render() == page
