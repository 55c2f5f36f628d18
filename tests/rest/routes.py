"""The document's operations beside what was generated for them, and arguments made from their examples."""

from __future__ import annotations

import re
import warnings
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, NamedTuple

from etoropy.call import Call
from etoropy.model import Model

from .fitting import DOCUMENT, Schema, resolved


class Route(NamedTuple):
    """One operation of the document."""

    method: str
    path: str
    spec: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.spec["operationId"])

    @property
    def tag(self) -> str:
        return str(self.spec["tags"][0])

    @property
    def mode(self) -> str | None:
        mode: str | None = self.spec.get("x-account", {}).get("mode")
        return mode

    @property
    def client_method(self) -> str:
        return str(self.spec.get("x-account", {}).get("method", self.name))

    @property
    def module(self) -> ModuleType:
        return import_module(f"etoropy.rest.api.{self.tag}.{self.name}")

    def parameters(self, where: str) -> list[dict[str, Any]]:
        return [it for it in self.spec.get("parameters", []) if it["in"] == where]

    @property
    def answer(self) -> dict[str, Any] | None:
        """Schema and example of the success that says something."""
        return next(
            (it["content"]["application/json"] for it in self.spec["responses"].values() if "content" in it), None
        )

    @property
    def body(self) -> dict[str, Any] | None:
        content: dict[str, Any] = self.spec.get("requestBody", {}).get("content", {})
        return content.get("application/json")

    def arguments(self) -> dict[str, Any]:
        """The examples as arguments of the generated call."""
        given = {
            python_name(it["name"], it): _argument(it["schema"], it["example"])
            for it in self.spec.get("parameters", [])
        }
        if self.body is not None:
            given |= self._body_arguments(self.body)
        return given

    def _body_arguments(self, body: dict[str, Any]) -> dict[str, Any]:
        if body["schema"].get("type") == "array":
            item = model(body["schema"]["items"])
            return {self.spec["requestBody"]["x-name"]: [item.from_dict(it) for it in body["example"]]}
        return attributes(model(body["schema"]).from_dict(body["example"]))

    def call(self) -> Call[Any]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            made: Call[Any] = self.module.call(**self.arguments())
        return made


ROUTES: Final = {
    spec["operationId"]: Route(method.upper(), path, spec)
    for path, item in DOCUMENT["paths"].items()
    for method, spec in item.items()
}


def python_name(wire: str, spec: dict[str, Any]) -> str:
    return str(spec.get("x-name") or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire).lower())


def _argument(schema: Schema, example: Any) -> Any:
    return date.fromisoformat(example) if resolved(schema).get("format") == "date" else example


@cache
def _model(name: str) -> type[Model]:
    found: type[Model] = getattr(import_module("etoropy.rest.models"), name)
    return found


def model(schema: Schema) -> type[Model]:
    """The class that was made for a schema."""
    return _model(schema["$ref"].rpartition("/")[2])


def attributes(it: Model) -> dict[str, Any]:
    """The attributes that have a value."""
    return {field.name: getattr(it, field.name) for field in it._FIELDS if getattr(it, field.name) is not None}
