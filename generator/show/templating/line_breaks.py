"""Line breaks of templates: those between blocks of HTML serve whoever edits a template, and no page needs them."""

from __future__ import annotations

import re
from typing import Final

from jinja2.ext import Extension

BLOCK: Final = (
    r"</?(?:header|nav|section|div|h[1-6]|p|ul|ol|li|dl|dt|dd|details|summary|table|thead|tbody|tfoot|tr|th|td)\b"
)
BETWEEN: Final = re.compile(rf"({BLOCK}[^<>{{}}]*>|}}}})\n(?=(?:{{%[^\n]*%}}\n)*{BLOCK})")
"""A line break behind a value or a tag of a block, before another tag of one, whatever statements are in between."""


class WithoutLineBreaks(Extension):
    """Leaves out of a template's text what no browser shows."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text that is compiled."""
        return BETWEEN.sub(r"\1", source)
