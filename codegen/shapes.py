"""What the templates say of a field, a parameter, an operation: its type, how it is read, how it is written.

The generator's parser knows the types, the bundled document knows our extensions; templates see both through here.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.enum_property import EnumProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import snake_case

from .failures import in_hand
from .parts import mentioned

_WIDTH: Final = 116
_SCALARS: Final[dict[type[Any], str]] = {
    BooleanProperty: "bool",
    IntProperty: "int",
    StringProperty: "str",
    AnyProperty: "Any",
}


class ShapeError(Exception):
    """The document holds something that the templates have no words for."""


@contextmanager
def _of(name: str) -> Iterator[None]:
    """What goes wrong within concerns the operation or schema ``name``."""
    try:
        with in_hand(name):
            yield
    except ShapeError as error:
        if str(error).startswith(name):
            raise
        raise ShapeError(f"{name}: {error}") from error


@dataclass(frozen=True)
class Shape:
    """A type as Python sees it. ``read`` and ``write`` are expressions with ``{}`` for the value; None: as it is."""

    annotation: str
    read: str | None = None
    write: str | None = None
    models: frozenset[str] = frozenset()
    enums: frozenset[str] = frozenset()
    nullable: bool = False
    kind: str = "scalar"
    # What a caller may pass: the value itself, or a looser spelling of it.
    accepts: str = ""

    @property
    def given(self) -> str:
        return self.accepts or self.annotation


def shape(prop: Any) -> Shape:
    """The shape of one of the generator's properties. Raises ShapeError."""
    if isinstance(prop, UnionProperty):
        return _optional(prop)
    if isinstance(prop, ListProperty):
        return _list(shape(prop.inner_property))
    if isinstance(prop, ModelProperty):
        name, module = str(prop.class_info.name), str(prop.class_info.module_name)
        return Shape(name, f"_{module}({{}})", "write_model", models=frozenset({name}), kind="model")
    if isinstance(prop, EnumProperty):
        name, module = str(prop.class_info.name), str(prop.class_info.module_name)
        loose = f"{name} | {prop.value_type.__name__}"
        return Shape(name, f"_{module}({{}})", "write_enum", enums=frozenset({name}), kind="enum", accepts=loose)
    if isinstance(prop, DateTimeProperty):
        return Shape("datetime", "date_of({})", "date_text", kind="time")
    if isinstance(prop, DateProperty):
        return Shape("date", "date.fromisoformat({})", "day_text", kind="date")
    if isinstance(prop, FloatProperty):
        return Shape("float", "float_of({})", kind="float")
    for kind, annotation in _SCALARS.items():
        if isinstance(prop, kind):
            return Shape(annotation)
    raise ShapeError(f"{prop.name.get_untrusted_value()}: no template for a {type(prop).__name__}")


def _optional(prop: UnionProperty) -> Shape:
    inner = [part for part in prop.inner_properties if not isinstance(part, NoneProperty)]
    if len(inner) == 2 and isinstance(inner[0], ListProperty) and isinstance(inner[1], ModelProperty):
        return _list_or_object(shape(inner[0]), shape(inner[1]))
    if len(inner) != 1:
        raise ShapeError(f"{prop.name.get_untrusted_value()}: a union of anything but one type and null")
    it = shape(inner[0])
    return Shape(it.annotation, it.read, it.write, it.models, it.enums, nullable=True, kind=it.kind, accepts=it.accepts)


def _list_or_object(many: Shape, one: Shape) -> Shape:
    """An answer that is a bare array or an object, depending on what was asked."""
    read = f"{many.read} if isinstance({{0}}, list) else {one.read}".replace("{}", "{0}")
    models = many.models | one.models
    return Shape(f"{many.annotation} | {one.annotation}", read, None, models, kind="either")


def _list(item: Shape) -> Shape:
    each = item.annotation + (" | None" if item.nullable else "")
    given = item.given + (" | None" if item.nullable else "")
    one = item.read.format("item") if item.read else None
    if one and item.nullable:
        one = f"None if item is None else {one}"
    read = f"[{one} for item in {{}}]" if one else "list({})"
    if item.kind == "model" and item.read and not item.nullable:
        # Many at once are read at a lower price each.
        read = item.read.replace("({})", "_list({})")
    write = f"write_list({item.write})" if item.write else None
    return Shape(f"list[{each}]", read, write, item.models, item.enums, kind="list", accepts=f"Iterable[{given}]")


# What arguments of a call, and attributes of a model, must not hide.
_TAKEN_IN_CALLS: Final = frozenset(
    {
        *("self", "client", "call", "target", "body", "request_id", "reply", "fetch", "identity", "pager", "position"),
        *("query", "segment", "listed", "list_of", "dicts_of", "encode", "nothing"),
        *("deprecated", "shells", "sync", "asyncio"),
        *("date_of", "day_text", "enum_of", "float_of", "date", "datetime"),
    }
)
_TAKEN_IN_MODELS: Final = frozenset({"from_dict", "from_dicts", "to_dict", "replace", "additional_properties"})


@dataclass(frozen=True)
class FieldShape:
    """One attribute of a model, or one argument of a call."""

    name: str
    wire: str
    required: bool
    shape: Shape
    text: str
    also: str | None = None
    # What eToro sends where there is no value; it reads as None.
    none: Any = None

    @property
    def may_be_none(self) -> bool:
        return not self.required or self.shape.nullable or self.none is not None

    @property
    def annotation(self) -> str:
        return self.shape.annotation + (" | None" if self.may_be_none else "")

    @property
    def argument(self) -> str:
        """As it stands in a signature. A field that must be sent as null is null unless said otherwise."""
        return (
            f"{self.name}: {self.shape.given} | None = None" if self.may_be_none else f"{self.name}: {self.shape.given}"
        )

    @property
    def sent(self) -> str:
        """The argument as it goes into a query: days are cut to the day here, as a time is a date to Python, and a text
        is a list to Python as well."""
        if self.shape.kind == "list":
            sent = f"listed({self.name})"
        elif self.shape.annotation == "date":
            sent = f"day_text({self.name})"
        else:
            return self.name
        return f"None if {self.name} is None else {sent}" if self.may_be_none else sent

    @property
    def value(self) -> str:
        """The argument as the attribute of a body."""
        if self.shape.kind not in ("enum", "list"):
            return self.name
        made = f"listed({self.name})"
        if self.shape.kind == "enum":
            made = f"{self.shape.annotation}({self.name})"
        return f"None if {self.name} is None else {made}" if self.may_be_none else made


@dataclass(frozen=True)
class ModelShape:
    """A model: its fields in the document's order, and what its module has to import."""

    name: str
    text: str
    fields: list[FieldShape]
    models: dict[str, str]
    # Models that mention this one in turn: imported late, as neither module could be loaded before the other.
    late_models: dict[str, str]
    enums: dict[str, str]
    source: str
    # Whether it comes in lists anywhere.
    listed: bool


@dataclass(frozen=True)
class PagesShape:
    """How an operation's pages are walked, in expressions over ``reply`` (an answer) and ``entry`` (one of a page)."""

    name: str
    entry: str
    entries: str
    total: str
    identity: str
    positions: list[str]
    size: str
    first: int
    by_offset: bool
    most: int


@dataclass(frozen=True)
class OperationShape:
    """An operation with everything its endpoint module and its sub-client method say."""

    name: str
    method: str
    path: str
    wire_method: str
    mode: str | None
    pool: dict[str, Any]
    retry: str
    replaced_by: str | None
    path_fields: list[FieldShape]
    query_fields: list[FieldShape]
    body_model: str | None
    body_fields: list[FieldShape]
    answer: Shape | None
    may_be_empty: bool
    summary: str
    description: str
    answer_text: str
    pages: PagesShape | None = None
    models: dict[str, str] = field(default_factory=dict)
    enums: dict[str, str] = field(default_factory=dict)

    @property
    def keyword_fields(self) -> list[FieldShape]:
        both = self.body_fields + self.query_fields
        return [f for f in both if not f.may_be_none] + [f for f in both if f.may_be_none]

    @property
    def fields(self) -> list[FieldShape]:
        return self.path_fields + self.keyword_fields

    @property
    def walked_fields(self) -> list[FieldShape]:
        """Arguments of the iterator: those of the operation but for where the page lies."""
        placed = {*self.pages.positions, self.pages.size} if self.pages else set()
        return [f for f in self.keyword_fields if f.name not in placed]

    @property
    def returns(self) -> str:
        if self.answer is None:
            return "None"
        return self.answer.annotation + (" | None" if self.may_be_empty or self.answer.nullable else "")

    @property
    def path_expression(self) -> str:
        """The path as Python code that puts the arguments in."""
        path = self.path
        for f in self.path_fields:
            path = path.replace(f"{{{f.wire}}}", f"{{segment({f.name!r}, {f.name})}}")
        return f'f"{path}"'


def _listed(node: Any) -> Iterator[str]:
    """Every schema of which there are arrays."""
    if isinstance(node, dict):
        items = node.get("items")
        if isinstance(items, dict) and "$ref" in items:
            yield items["$ref"].rpartition("/")[2]
        for value in node.values():
            yield from _listed(value)
    elif isinstance(node, list):
        for value in node:
            yield from _listed(value)


class Shapes:
    """The bundled document and the generator's view of it, side by side."""

    def __init__(self, document: dict[str, Any], modules: dict[str, str], sources: dict[str, str]) -> None:
        self._document = document
        self._schemas = document["components"]["schemas"]
        self._modules = modules
        self._sources = sources
        self._listed = set(_listed(document))
        self._operations = {
            operation["operationId"]: operation
            for item in document["paths"].values()
            for operation in item.values()
            if isinstance(operation, dict) and "operationId" in operation
        }

    def _field(self, prop: Any, wire_spec: dict[str, Any]) -> FieldShape:
        wire = prop.name.get_untrusted_value()
        name = str(wire_spec.get("x-name") or prop.python_name)
        text = _text(wire_spec.get("description", ""))
        return FieldShape(
            name, wire, prop.required, shape(prop), text, wire_spec.get("x-also"), wire_spec.get("x-none")
        )

    def model(self, model: ModelProperty) -> ModelShape:
        """A model's module. Fields keep the document's order. Raises ShapeError."""
        name = str(model.class_info.name)
        with _of(name):
            return self._model(name, model)

    def _model(self, name: str, model: ModelProperty) -> ModelShape:
        schema = self._schemas[name]
        by_wire = {
            prop.name.get_untrusted_value(): prop
            for prop in [*(model.required_properties or []), *(model.optional_properties or [])]
        }
        fields = [self._field(by_wire[wire], spec) for wire, spec in schema.get("properties", {}).items()]
        _refuse_same_names(name, fields)
        _refuse_taken_names(name, fields, _TAKEN_IN_MODELS)
        models, enums = self._imports(f.shape for f in fields)
        models.pop(name, None)
        late = {other: models.pop(other) for other in list(models) if name in self._reaches(other)}
        text, listed = _text(schema["description"]), name in self._listed
        return ModelShape(name, text, fields, models, late, enums, self._sources[name], listed)

    def _reaches(self, name: str) -> set[str]:
        """Every schema that ``name`` mentions, directly or through others."""
        found: set[str] = set()
        ahead = [name]
        while ahead:
            for other in mentioned(self._schemas[ahead.pop()]):
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found

    def _imports(self, shapes: Any) -> tuple[dict[str, str], dict[str, str]]:
        shapes = list(shapes)
        models = {name for it in shapes for name in it.models}
        enums = {name for it in shapes for name in it.enums}
        return (
            {name: self._modules[name] for name in sorted(models)},
            {name: self._modules[name] for name in sorted(enums)},
        )

    def members(self, enum: EnumProperty) -> list[tuple[str, Any]]:
        """The members of an enum as (NAME, value)."""
        schema = self._schemas[str(enum.class_info.name)]
        values = schema["enum"]
        names = schema.get("x-enum-varnames") or [snake_case(str(value)).upper() for value in values]
        if len(names) != len(values) or len(set(names)) != len(names):
            raise ShapeError(f"{enum.class_info.name}: members without distinct names")
        return list(zip(names, values, strict=True))

    def enum_text(self, enum: EnumProperty) -> str:
        name = str(enum.class_info.name)
        return _text(self._schemas[name]["description"])

    def source(self, name: str) -> str:
        return self._sources[name]

    def operation(self, endpoint: Endpoint) -> OperationShape:
        """An operation's module. Raises ShapeError."""
        with _of(str(endpoint.name)):
            return self._operation(endpoint)

    def _operation(self, endpoint: Endpoint) -> OperationShape:
        spec = self._operations[str(endpoint.name)]
        parameters = {(p["in"], p["name"]): p for p in spec.get("parameters", [])}
        body_model, body_fields = self._body(endpoint, spec)
        answer, may_be_empty, answer_text = _answer(endpoint, spec)
        account = spec.get("x-account", {})
        path_fields = [
            self._field(p, parameters["path", p.name.get_untrusted_value()]) for p in endpoint.path_parameters
        ]
        query_fields = [
            self._field(p, parameters["query", p.name.get_untrusted_value()]) for p in endpoint.query_parameters
        ]
        shapes = [f.shape for f in [*path_fields, *query_fields, *body_fields]]
        models, enums = self._imports([*shapes, *([answer] if answer else [])])
        result = OperationShape(
            name=str(endpoint.name),
            method=account.get("method", str(endpoint.name)),
            path=_path(endpoint, path_fields),
            wire_method=endpoint.method.upper(),
            mode=account.get("mode"),
            pool=spec["x-ratelimit"],
            retry=spec["x-retry"],
            replaced_by=spec.get("x-replaced-by"),
            path_fields=path_fields,
            query_fields=query_fields,
            body_model=body_model,
            body_fields=body_fields,
            answer=answer,
            may_be_empty=may_be_empty,
            summary=_text(spec["summary"]),
            description=_text(spec["description"]),
            answer_text=answer_text,
            pages=self._pages(spec, account.get("method", str(endpoint.name)), query_fields),
            models=models | ({body_model: self._modules[body_model]} if body_model else {}),
            enums=enums,
        )
        _refuse_same_names(result.name, result.fields)
        _refuse_taken_names(result.name, result.fields, _TAKEN_IN_CALLS)
        return _in_python_words(result)

    def _pages(self, spec: dict[str, Any], method: str, query_fields: list[FieldShape]) -> PagesShape | None:
        rule = spec.get("x-pages")
        if rule is None:
            return None
        names = {f.wire: f.name for f in query_fields}
        content = next(r["content"] for r in spec["responses"].values() if "content" in r)
        answer = content["application/json"]["schema"]
        entries, schema = self._follow("reply", answer, rule.get("items", ""))
        entry = next(mentioned(schema))
        keys = [self._attribute(entry, wire) for wire in rule["key"]]
        identity = ", ".join(f"entry.{key}" for key in keys)
        return PagesShape(
            name=f"iter_{method.removeprefix('get_')}",
            entry=entry,
            entries=entries,
            total=self._follow("reply", answer, rule["total"])[0] if "total" in rule else "None",
            identity=f"({identity})" if len(keys) > 1 else identity,
            positions=[names[wire] for wire in rule["page"]],
            size=names[rule["size"]],
            first=rule["first"],
            by_offset=rule["style"] == "offset",
            most=rule["max_size"],
        )

    def _follow(self, value: str, schema: dict[str, Any], path: str) -> tuple[str, dict[str, Any]]:
        """A dotted path into an answer as an expression (None past an empty list), and the schema at its end."""
        guards = []
        for step in path.split(".") if path else []:
            if step.isdigit():
                guards.append(value)
                value, schema = f"{value}[{step}]", schema["items"]
            else:
                name = next(mentioned(schema))
                value, schema = f"{value}.{self._attribute(name, step)}", self._schemas[name]["properties"][step]
        for guard in guards:
            value = f"({value} if {guard} else None)"
        return value, schema

    def _attribute(self, model: str, wire: str) -> str:
        return next(f.name for f in self.model(self.models_by_name[model]).fields if f.wire == wire)

    def _body(self, endpoint: Endpoint, spec: dict[str, Any]) -> tuple[str | None, list[FieldShape]]:
        if not endpoint.bodies:
            return None, []
        prop = endpoint.bodies[0].prop
        if isinstance(prop, ModelProperty):
            name = str(prop.class_info.name)
            processed = self.models_by_name[name]
            return name, self.model(processed).fields
        request = spec["requestBody"]
        text = _text(request.get("description", ""))
        return None, [FieldShape(request.get("x-name", "items"), "", True, shape(prop), text)]

    # Set by the driver once the generator has parsed everything: a body's own property is parsed before its fields are.
    models_by_name: dict[str, ModelProperty]


def all_models(pairs: list[list[OperationShape]]) -> list[str]:
    """Every model and enum that the signatures of a sub-client mention."""
    said = {name for pair in pairs for it in pair for f in it.fields for name in f.shape.models | f.shape.enums}
    said |= {it.pages.entry for pair in pairs for it in pair if it.pages}
    return sorted(said | {name for pair in pairs for it in pair if it.answer for name in it.answer.models})


def unsupported_answer(it: OperationShape) -> str:
    raise ShapeError(f"{it.name}: no template for an answer of {it.answer}")


def _answer(endpoint: Endpoint, spec: dict[str, Any]) -> tuple[Shape | None, bool, str]:
    """What a success says: its shape (None for nothing at all), whether it may be empty, and in words."""
    shapes = []
    for response in endpoint.responses:
        content = spec["responses"].get(str(response.status_code.pattern), {}).get("content")
        if content:
            shapes.append(shape(response.prop))
    texts = [r["description"] for r in spec["responses"].values() if r.get("content")]
    if len({it.annotation for it in shapes}) > 1:
        raise ShapeError(f"{endpoint.name}: successes of more than one kind")
    if not shapes:
        return None, True, ""
    return shapes[0], len(shapes) < len(spec["responses"]), _text(texts[0])


def _path(endpoint: Endpoint, fields: list[FieldShape]) -> str:
    """The path with the wire's own parameter names."""
    path: str = endpoint.path.get_untrusted_value()
    for prop, it in zip(endpoint.path_parameters, fields, strict=True):
        path = path.replace(f"{{{prop.python_name}}}", f"{{{it.wire}}}")
    return path


def _in_python_words(it: OperationShape) -> OperationShape:
    """The same operation with its texts naming arguments as Python does, not as the wire does."""
    names = {f.wire: f.name for f in it.fields if f.wire and f.wire != f.name}

    def said(text: str) -> str:
        for wire, name in names.items():
            text = re.sub(rf"(?<![\w.`]){re.escape(wire)}(?![\w`])(?!=)", f"`{name}`", text)
        return text

    def reworded(fields: list[FieldShape]) -> list[FieldShape]:
        return [replace(f, text=said(f.text)) for f in fields]

    return replace(
        it,
        description=said(it.description),
        answer_text=said(it.answer_text),
        path_fields=reworded(it.path_fields),
        query_fields=reworded(it.query_fields),
        body_fields=reworded(it.body_fields),
    )


def _refuse_same_names(where: str, fields: list[FieldShape]) -> None:
    names = [f.name for f in fields]
    for name in names:
        if names.count(name) > 1:
            raise ShapeError(f"{where}: two fields are called {name}; give one an x-name")


def _refuse_taken_names(where: str, fields: list[FieldShape], taken: frozenset[str]) -> None:
    for f in fields:
        if f.name in taken:
            raise ShapeError(f"{where}: {f.name} means something else in the module; give it an x-name")


def _text(text: str) -> str:
    """Words for a docstring: one paragraph, nothing that would end it or escape."""
    words = " ".join(text.split()).replace("\\", "\\\\").replace('"""', "'''")
    return words + " " if words.endswith('"') else words


def paragraph(text: str, indent: int, hanging: int = 0, first: int | None = None) -> str:
    """``text`` wrapped to the line length, the first line unindented: the template has placed it already."""
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=" " * (indent if first is None else first),
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).lstrip()
