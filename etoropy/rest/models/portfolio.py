# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    float_of,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .close_multiple_order import CloseMultipleOrder
from .close_order import CloseOrder
from .limit_order import LimitOrder
from .mirror import Mirror
from .open_order import OpenOrder
from .position import Position
from .unpublished_item import UnpublishedItem

_new = object.__new__
_close_multiple_order_list = CloseMultipleOrder.from_dicts
_close_order_list = CloseOrder.from_dicts
_limit_order_list = LimitOrder.from_dicts
_mirror_list = Mirror.from_dicts
_open_order_list = OpenOrder.from_dicts
_position_list = Position.from_dicts
_unpublished_item_list = UnpublishedItem.from_dicts
_FIELDS = (
    Field("credit", "credit", True, False),
    Field("positions", "positions", True, False, write_list(write_model)),
    Field("mirrors", "mirrors", True, False, write_list(write_model)),
    Field("orders", "orders", True, False, write_list(write_model)),
    Field("stock_orders", "stockOrders", False, False, write_list(write_model)),
    Field("entry_orders", "entryOrders", False, False, write_list(write_model)),
    Field("exit_orders", "exitOrders", False, False, write_list(write_model)),
    Field("orders_for_open", "ordersForOpen", True, False, write_list(write_model)),
    Field("orders_for_close", "ordersForClose", True, False, write_list(write_model)),
    Field("orders_for_close_multiple", "ordersForCloseMultiple", True, False, write_list(write_model)),
    Field("bonus_credit", "bonusCredit", False, False),
    Field("unrealized_pnl", "unrealizedPnL", False, False),
    Field("account_currency_id", "accountCurrencyId", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Portfolio(Model):
    """What an account holds. Money is in account currency (USD)."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    credit: float
    """Cash free for new positions and copies, account currency (USD)."""
    positions: list[Position]
    """Open positions of the user's own; those of copied traders hang under mirrors."""
    mirrors: list[Mirror]
    """Copied traders with the positions copied from them."""
    orders: list[LimitOrder]
    """Orders that wait for their rate (market if touched)."""
    stock_orders: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""
    entry_orders: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""
    exit_orders: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""
    orders_for_open: list[OpenOrder]
    """Orders on their way to open positions, such as those that wait for the market."""
    orders_for_close: list[CloseOrder]
    """Orders on their way to close a position."""
    orders_for_close_multiple: list[CloseMultipleOrder]
    """Orders on their way to close several positions of an instrument."""
    bonus_credit: float | None = None
    """Credit given by eToro, account currency (USD)."""
    unrealized_pnl: float | None = None
    """Unrealised profit (negative, loss) over all positions, account currency (USD). From get_pnl only."""
    account_currency_id: int | None = None
    """Id of the account's currency; 1 is USD."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = d["credit"]
        self.credit = value if value.__class__ is float else float_of(value)
        self.positions = _position_list(d["positions"])
        self.mirrors = _mirror_list(d["mirrors"])
        self.orders = _limit_order_list(d["orders"])
        value = get("stockOrders")
        if value is None:
            absent += 1
            self.stock_orders = None
        else:
            self.stock_orders = _unpublished_item_list(value)
        value = get("entryOrders")
        if value is None:
            absent += 1
            self.entry_orders = None
        else:
            self.entry_orders = _unpublished_item_list(value)
        value = get("exitOrders")
        if value is None:
            absent += 1
            self.exit_orders = None
        else:
            self.exit_orders = _unpublished_item_list(value)
        self.orders_for_open = _open_order_list(d["ordersForOpen"])
        self.orders_for_close = _close_order_list(d["ordersForClose"])
        self.orders_for_close_multiple = _close_multiple_order_list(d["ordersForCloseMultiple"])
        value = get("bonusCredit")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.bonus_credit = value
        value = get("unrealizedPnL")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unrealized_pnl = value
        self.account_currency_id = value = get("accountCurrencyId")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 13 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
