"""msgspec's structs for the answers, made from the document that our models are made from: same fields, same types."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

_PATHS = {
    "candles": "/api/v1/market-data/instruments/{instrumentId}/history/candles/{direction}/{interval}/{candlesCount}",
    "rates": "/api/v1/market-data/instruments/rates",
    "portfolio": "/api/v1/trading/info/demo/portfolio",
    "instruments": "/api/v1/market-data/instruments",
}
_PLAIN: dict[str, Any] = {"integer": int, "number": float, "boolean": bool, "string": str, "null": None}


def struct_of(document: str, part: str) -> Any:
    """The type of the answer of this part."""
    content = json.loads(Path(document).read_text())
    reply = content["paths"][_PATHS[part]]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return _Structs(content["components"]["schemas"]).type_of(reply)


class _Structs:
    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas
        self._made: dict[str, Any] = {}

    def type_of(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2])
        if "oneOf" in schema:
            return self.type_of(schema["oneOf"][0]) | None
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        found: Any = None
        for kind in kinds:
            one = self._one(kind, schema)
            found = one if found is None else found | one
        return found

    def _one(self, kind: str, schema: dict[str, Any]) -> Any:
        if kind == "array":
            return list[self.type_of(schema["items"])]  # type: ignore[misc]
        if kind == "string" and schema.get("format") == "date-time":
            return datetime
        return _PLAIN.get(kind, dict)

    def _named(self, name: str) -> Any:
        schema = self._schemas[name]
        if "properties" not in schema:
            return self.type_of(schema)
        if name not in self._made:
            required = set(schema.get("required", ()))
            fields: list[Any] = [
                (f"f{number}", self.type_of(inner))
                if wire in required
                else (f"f{number}", self.type_of(inner) | None, None)
                for number, (wire, inner) in enumerate(schema["properties"].items())
            ]
            rename = {f"f{number}": wire for number, wire in enumerate(schema["properties"])}
            self._made[name] = msgspec.defstruct(name, fields, rename=rename, kw_only=True)
        return self._made[name]
