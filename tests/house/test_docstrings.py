"""Docstrings begin with the noun or the verb, speak plain English, and say what a caller has to be ready for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.imports import modules

OPENINGS = re.compile(
    r"(?:What|Which|Where|When|Why|Who|Whom|Whose|How|All|Something|Somebody|Anything|Everything|Is|Raise)\b"
)
PRIVATE = re.compile(
    r"\bas good as\b|\b(?:un)?told\b|\botherwise than\b|\bstands? otherwise\b|\bhands? in\b|\bgood no more\b"
)
COLLECTED = {
    "generator.edit.crm.reader:Reader.value": "its own handler makes the fault one of the row",
}
"""Functions whose `raise` never leaves them, with the reason."""

Definition = ast.ClassDef | ast.FunctionDef


def definitions(body: list[ast.stmt], above: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield every class and function outside of functions, with its name in the module."""
    for node in body:
        if isinstance(node, Definition):
            yield above + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from definitions(node.body, f"{above}{node.name}.")


def documented(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield every docstring of a module with the name of what it is about; of a constant, the line."""
    yield "the module", ast.get_docstring(tree) or ""
    holders: list[ast.Module | ast.ClassDef] = [tree]
    for name, node in definitions(tree.body):
        yield name, ast.get_docstring(node) or ""
        if isinstance(node, ast.ClassDef):
            holders.append(node)
    for statement in (each for holder in holders for each in holder.body[1:]):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            yield f"line {statement.lineno}", str(statement.value.value)


def raised(node: ast.AST, caught: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the last name of what each `raise` below a node makes, but for what a `try` around it catches.

    A bare `raise` passes on the error of another function, which that one's docstring names.
    """
    if isinstance(node, ast.Raise) and node.exc:
        made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if (name := ast.unparse(made).rpartition(".")[2]) not in caught:
            yield name
    within = caught
    if isinstance(node, ast.Try):
        types = " ".join(ast.unparse(each.type) for each in node.handlers if each.type)
        within = caught | set(re.findall(r"\w+", types))
        for each in node.body:
            yield from raised(each, within)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        if not (isinstance(node, ast.Try) and child in node.body):
            yield from raised(child, caught)


def is_command(node: Definition) -> bool:
    """Tell whether a function is a command, whose docstring is the help that users read."""
    return any(re.search(r"\.(?:command|group)\(", ast.unparse(each)) for each in node.decorator_list)


def unnamed(node: ast.FunctionDef) -> Iterator[str]:
    """Yield the errors that a function raises itself and does not say; those made by a function go by any name."""
    doc = ast.get_docstring(node) or ""
    for name in raised(node):
        if "Raises" not in doc or (name[:1].isupper() and not re.search(rf"\b{name}\b", doc)):
            yield name


def parsed() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the package with its syntax tree."""
    for module, path in modules().items():
        yield module, ast.parse(path.read_text("utf-8"))


def test_docstrings_begin_with_a_noun_or_a_verb() -> None:
    assert not [
        f"{module}: {name}: {doc.splitlines()[0]}"
        for module, tree in parsed()
        for name, doc in documented(tree)
        if OPENINGS.match(doc)
    ]


def test_docstrings_speak_no_language_of_their_own() -> None:
    assert not [
        f"{module}: {name}: {phrase[0]}"
        for module, tree in parsed()
        for name, doc in documented(tree)
        if (phrase := PRIVATE.search(doc))
    ]


def test_public_functions_say_what_they_raise() -> None:
    assert not [
        f"{module}:{name} raises {error}"
        for module, tree in parsed()
        for name, node in definitions(tree.body)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not is_command(node)
        if f"{module}:{name}" not in COLLECTED
        for error in unnamed(node)
    ]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("raise Refused(problems)", ["Refused"]),
        ("raise click.UsageError('no')", ["UsageError"]),
        ("try:\n  raise ValueError\n except ValueError:\n  raise fault('no') from None", ["fault"]),
        ("try:\n  ask()\n except OSError:\n  raise", []),
        ("return lambda: other()", []),
    ],
)
def test_an_error_counts_where_it_leaves_the_function(body: str, names: list[str]) -> None:
    function = ast.parse(f"def example():\n {body}\n").body[0]
    assert list(raised(function)) == names
