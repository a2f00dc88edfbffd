"""The stylesheet is its files in the order of the index, each of them once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.layout.stylesheet import LostStyles, joined


def written(folder: Path, **files: str) -> Path:
    """Return a folder with these files of styles."""
    for name, content in files.items():
        (folder / f"{name}.css").write_text(content, "utf-8")
    return folder


def test_files_stand_in_the_order_in_which_the_index_imports_them(tmp_path: Path) -> None:
    index = '/* First. */\n@import "zebra.css";\n@import "ant.css";\n'
    assert joined(written(tmp_path, playbook=index, zebra="z {}\n", ant="a {}\n")) == "z {}\na {}\n"


@pytest.mark.parametrize(
    ("index", "named"),
    [
        ('@import "ant.css";\n', "zebra.css"),
        ('@import "ant.css";\n@import "zebra.css";\n@import "bear.css";\n', "bear.css"),
        ('@import "ant.css";\n@import "zebra.css";\n@import "ant.css";\n', "ant.css"),
        ('@import "ant.css";\n@import "../zebra.css";\n', "../zebra.css, zebra.css"),
    ],
)
def test_a_file_that_is_left_out_missing_or_named_twice_is_refused(tmp_path: Path, index: str, named: str) -> None:
    with pytest.raises(LostStyles, match=f"see {named}$"):
        joined(written(tmp_path, playbook=index, zebra="", ant=""))
