"""Code generation for our templates: an attribute is looked up directly, a text is escaped without being wrapped."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup
from markupsafe import escape as wrapped


def escape(value: object) -> str:
    """Return a value as HTML, as MarkupSafe has it.

    MarkupSafe makes every text a Markup, which takes four times as long as escaping it; a template only joins it.
    Most texts hold nothing to escape, and looking for that takes half as long as replacing it.
    """
    if type(value) is not str:
        return value if type(value) is Markup else str(value) if type(value) is int else wrapped(value)
    if "&" in value or "<" in value or ">" in value or "'" in value or '"' in value:
        escaped = value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        return escaped.replace("'", "&#39;").replace('"', "&#34;")
    return value


class Compiler(CodeGenerator):
    """Jinja's compiler for views, whose parts are attributes alone."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a template as a module in which `escape` is ours."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escape")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an attribute as one, where Jinja would ask its environment whether an item is meant."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Write an import as the module that is there, where Jinja would ask in each rendering for what it lacks."""
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(").module")
