"""The directive `models`: the classes of one of the document's files, each with a table of its fields.

Everything is read from the generated modules: which file they come from stands in their first line, what a field means
in the text below it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import etoropy
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = Path(etoropy.__file__).parent / "rest" / "models"
_ORIGIN = re.compile(r"from openapi/(\w+)\.yaml")
_NAME = re.compile(r"[A-Z][A-Za-z]+")


class Field(NamedTuple):
    """An attribute, or the member of an enumeration."""

    name: str
    type: str
    meaning: str


class ModelClass(NamedTuple):
    """One class as its module has it."""

    name: str
    about: str
    fields: tuple[Field, ...]
    is_enum: bool


@cache
def by_origin() -> dict[str, list[ModelClass]]:
    """The classes under the name of the file that they were made from."""
    found: dict[str, list[ModelClass]] = {}
    for path in sorted(FOLDER.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        origin = _ORIGIN.search(source.partition("\n")[0])
        if origin is not None:
            found.setdefault(origin[1], []).extend(classes(source))
    return found


def classes(source: str) -> Iterator[ModelClass]:
    """The classes of a module."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            is_enum = any("Enum" in ast.unparse(base) for base in node.bases)
            about = ast.get_docstring(node) or ""
            yield ModelClass(
                node.name,
                about,
                tuple(members(node) if is_enum else fields(node)),
                is_enum,
            )


def fields(node: ast.ClassDef) -> Iterator[Field]:
    """Annotated attributes with the text below each, if there is one."""
    for statement, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
            if not name.startswith("_"):
                yield Field(name, ast.unparse(statement.annotation), text_of(after))


def members(node: ast.ClassDef) -> Iterator[Field]:
    """The members of an enumeration with their values."""
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if not name.startswith("_"):
                yield Field(name, ast.unparse(statement.value), "")


def text_of(statement: ast.stmt | None) -> str:
    """The text that a statement is, empty when it is something else."""
    match statement:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return " ".join(text.split())
    return ""


class Models(SphinxDirective):
    """Takes the name of a file in `openapi/`, without its ending."""

    required_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        known = {it.name for listed in by_origin().values() for it in listed}
        lines = [line for it in by_origin()[self.arguments[0]] for line in described(it, known)]
        return self.parse_text_to_nodes("\n".join(lines))


def described(it: ModelClass, known: set[str]) -> Iterator[str]:
    """A class in Markdown, as Sphinx's Python domain takes it."""
    yield f"::::{{py:class}} etoropy.models.{it.name}"
    yield ""
    yield it.about
    if it.is_enum:
        yield ""
        yield ("Members: " + ", ".join(f"`{field.name}` = `{field.type}`" for field in it.fields) + ".")
    elif it.fields:
        yield from table(it.fields, known)
    yield "::::"
    yield ""


def table(listed: tuple[Field, ...], known: set[str]) -> Iterator[str]:
    """The fields of a class, a row each."""
    yield from (
        "",
        ":::{list-table}",
        ":class: fields",
        ":widths: 25 25 50",
        ":header-rows: 1",
        "",
    )
    yield from ("* - field", "  - type", "  - meaning")
    for field in listed:
        yield from (
            f"* - `{field.name}`",
            f"  - {linked(field.type, known)}",
            f"  - {field.meaning}",
        )
    yield ":::"


def linked(annotation: str, known: set[str]) -> str:
    """A type with the classes it names linked."""
    parts = re.split(rf"({_NAME.pattern})", annotation)
    made = (f"{{py:class}}`~etoropy.models.{part}`" if part in known else code(part) for part in parts)
    return "".join(made)


def code(text: str) -> str:
    """What stands between names: brackets and bars need no markup but a shield."""
    return re.sub(r"([\[\]|*_])", r"\\\1", text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.add_directive("models", Models)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
