# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)
from .portfolio import Portfolio

_new = object.__new__
_portfolio = Portfolio.from_dict
_FIELDS = (Field("client_portfolio", "clientPortfolio", True, False, write_model),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PortfolioReply(Model):
    """Wrapper around a portfolio."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    client_portfolio: Portfolio
    """The portfolio."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        self.client_portfolio = _portfolio(d["clientPortfolio"])
        self._rest = None if len(d) == 1 else rest_of(d, _KNOWN, _NOT_NULL)
        return self
