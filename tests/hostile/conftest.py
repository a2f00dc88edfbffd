"""The pages of the corpus, read once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.hostile.planting import Hostile


@pytest.fixture(scope="session")
def pages(hostile: Hostile) -> Mapping[str, str]:
    """Return every page of the site by its path."""
    site = hostile.site
    return {str(file.relative_to(site)): file.read_text("utf-8") for file in sorted(site.rglob("*.html"))}
