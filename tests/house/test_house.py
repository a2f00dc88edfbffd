"""The house: data flows one way, each foreign library has one home, and nothing outgrows its room."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.imports import ROOT, imports, modules, own_imports

ORDER = {
    "problems": 0,
    "storage": 0,
    "model": 1,
    "read": 2,
    "schema": 2,
    "assess": 3,
    "edit": 3,
    "git": 3,
    "history": 4,
    "show": 5,
    "editor": 6,
    "site": 7,
    "intake": 7,
    "plugin": 8,
    "publish": 8,
    "office": 8,
    "assistants": 8,
    "cli": 9,
    "__main__": 10,
}
FLOORS = {
    "read": (
        "quoting droppings",
        "conflicts file_names notes",
        "yaml",
        "cut_short files meant pieces",
        "refusals",
        "sentences",
        "reading",
        "fault old_version",
        "consistency empty_keys references shares",
        "method",
        "surroundings",
        "playbook",
        "replaced",
    ),
    "schema": ("descriptions meanings references scalars", "schema"),
    "assess": (
        "currency intervals quarters state words",
        "judgement",
        "contact dated_ahead past score value",
        "findings portfolio share",
        "deal odds",
    ),
    "show": (
        "urls value_chain",
        "page",
        "text",
        "charts pull_request summary templating",
        "deal forge_links",
        "portfolio records share slides",
    ),
    "editor": (
        "edits past standing text_merge",
        "applying exchange merging near",
        "effect page_additions",
        "form people_map",
        "published saving",
        "new_things rebasing",
        "wording",
        "proposing",
        "step_proposing",
        "editor",
    ),
    "intake": (
        "answers located_json notes qualified",
        "answers_file case meeting_notes new_meeting quotes",
        "figures proposed sheet",
        "kinds sheet_text",
        "proof",
        "record steps",
        "effect proposal pull_request",
    ),
    "assistants": (
        "asking text_from_files",
        "bounds listed_deal",
        "portfolio",
        "differences",
        "ground",
        "changes checking deals meetings searching",
        "questions resources",
        "proposals",
        "tools",
        "desk",
        "server",
    ),
    "site": (
        "build_shard codec layout processes search settings version",
        "output",
        "cache shares",
        "request tasks",
        "build inputs",
        "session",
    ),
    "cli": (
        "output",
        "options",
        "pdf slides suggested_map xlsx",
        (
            "build_run check crm diff digest edits history import_ init intake interview main mcp new"
            " odds publish schema score serve share"
        ),
        "build hook",
    ),
}
"""Packages and modules within a room, the lowest first: each knows only what stands on a floor below its own."""
HOMES = {
    "anyascii": {"edit", "cli"},
    "pydantic": {"model", "read", "edit", "schema", "assistants", "intake"},
    "pydantic_core": {"model", "read", "intake"},
    "yaml": {"read"},
    "ruamel": {"edit"},
    "babel": {"edit"},
    "webvtt": {"edit"},
    "jinja2": {"show"},
    "markupsafe": {"show", "cli", "plugin"},
    "comrak": {"show"},
    "nh3": {"show"},
    "cryptography": {"show"},
    "mkdocs": {"plugin"},
    "material": {"plugin"},
    "watchdog": {"plugin"},
    "click": {"cli"},
    "openpyxl": {"edit"},
    "xlsxwriter": {"office"},
    "pptx": {"office"},
    "mcp": {"assistants"},
    "mcp_types": {"assistants"},
    "anyio": {"assistants"},
}
UNWANTED = re.compile(r"util|helper|common|manager|handler|processor|\binfo\b")
MOST_LINES = 40
"""Lines of a function, its docstring included."""
REGISTRY_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com")


def room(module: str) -> str:
    """Return the room of a module: the part below the package."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def part(module: str) -> str:
    """Return the package or module of a room that a module belongs to."""
    return module.split(".")[2]


def test_rooms_import_only_rooms_before_them() -> None:
    against = [
        f"{module} imports {other}"
        for module in modules()
        for other in own_imports(module)
        if room(module) and room(other) != room(module) and ORDER[room(other)] >= ORDER[room(module)]
    ]
    assert not against


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_packages_of_a_room_import_only_from_floors_below(name: str) -> None:
    floor_of = {part: number for number, parts in enumerate(FLOORS[name]) for part in parts.split()}
    here = [module for module in modules() if room(module) == name and module.count(".") > 1]
    assert {part(module) for module in here} == set(floor_of)
    assert not [
        f"{module} imports {other}"
        for module in here
        for other in own_imports(module)
        if other in here and part(other) != part(module) and floor_of[part(other)] >= floor_of[part(module)]
    ]


def test_a_folder_holds_about_twenty_modules_at_most() -> None:
    folders = Counter(path.parent for path in modules().values())
    assert not {
        str(folder): count for folder, count in folders.items() if count > 21
    }  # twenty and the package itself


def test_no_import_goes_in_a_circle_even_among_types() -> None:
    graph = {
        module: {other for other in own_imports(module) if modules()[other].stem != "__init__"}
        for module in modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_foreign_library_is_known_in_its_home_alone(library: str) -> None:
    strangers = [
        module
        for module in modules()
        if room(module) not in HOMES[library] and any(name.split(".")[0] == library for name in imports(module))
    ]
    assert not strangers


def test_only_the_command_line_prints_or_exits() -> None:
    printing = [
        f"{module}:{node.lineno}"
        for module, path in modules().items()
        if room(module) not in ("cli", "__main__")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "exit", "input")
    ]
    assert not printing


def test_names_say_what_a_thing_is() -> None:
    assert not [module for module in modules() if UNWANTED.search(module.replace("_", " "))]


def test_modules_hold_one_idea() -> None:
    lengths = {module: len(path.read_text("utf-8").splitlines()) for module, path in modules().items()}
    assert not {module: lines for module, lines in lengths.items() if lines > 450}


def code() -> list[Path]:
    """Return every file of Python: the package, the benchmarks and the tests."""
    return sorted(path for folder in ("generator", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))


def test_functions_fit_on_a_screen() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MOST_LINES
    ]
    assert not too_long


def test_an_exception_from_lint_or_types_gives_its_reason() -> None:
    bare = re.compile(r"# (?:ruff: )?(?:noqa(?:: [A-Z0-9, ]+)?|type: ignore(?:\[[\w, -]+\])?)$")
    assert not [
        f"{path.relative_to(ROOT)}:{number}"
        for path in code()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bare.search(line)
    ]


def committed() -> list[str]:
    """Return the files under version control, or none where the tree was unpacked without git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_committed_file_names_a_package_registry() -> None:
    naming = [
        f"{name}: {host}"
        for name in committed()
        for host in REGISTRY_HOSTS
        if host.encode() in (ROOT / name).read_bytes()
    ]
    assert not naming
