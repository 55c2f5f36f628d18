# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    enum_of,
    float_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
    write_list,
    write_model,
)
from .close_multiple_order import CloseMultipleOrder
from .close_order import CloseOrder
from .mirror_status import MirrorStatus
from .open_order import OpenOrder
from .position import Position
from .unpublished_item import UnpublishedItem

_new = object.__new__
_close_multiple_order_list = CloseMultipleOrder.from_dicts
_close_order_list = CloseOrder.from_dicts
_open_order_list = OpenOrder.from_dicts
_position_list = Position.from_dicts
_unpublished_item_list = UnpublishedItem.from_dicts
_mirror_status = enum_of(MirrorStatus)
_FIELDS = (
    Field("mirror_id", "mirrorID", True, False),
    Field("cid", "CID", False, False),
    Field("parent_cid", "parentCID", False, False),
    Field("parent_username", "parentUsername", False, False),
    Field("stop_loss_percentage", "stopLossPercentage", False, False),
    Field("stop_loss_amount", "stopLossAmount", False, False),
    Field("is_paused", "isPaused", False, False),
    Field("copy_existing_positions", "copyExistingPositions", False, False),
    Field("available_amount", "availableAmount", False, False),
    Field("initial_investment", "initialInvestment", False, False),
    Field("deposit_summary", "depositSummary", False, False),
    Field("withdrawal_summary", "withdrawalSummary", False, False),
    Field("positions", "positions", True, False, write_list(write_model)),
    Field("closed_positions_net_profit", "closedPositionsNetProfit", False, False),
    Field("started_copy_date", "startedCopyDate", False, False, date_text),
    Field("pending_for_closure", "pendingForClosure", False, False),
    Field("mirror_status_id", "mirrorStatusID", False, False, write_enum, also="mirrorStatusId"),
    Field("mirror_calculation_type", "mirrorCalculationType", False, False),
    Field("orders_for_open", "ordersForOpen", False, False, write_list(write_model)),
    Field("orders_for_close", "ordersForClose", False, False, write_list(write_model)),
    Field("orders_for_close_multiple", "ordersForCloseMultiple", False, False, write_list(write_model)),
    Field("parent_mirrors", "parentMirrors", False, False, write_list(write_model)),
    Field("entry_orders", "entryOrders", False, False, write_list(write_model)),
    Field("exit_orders", "exitOrders", False, False, write_list(write_model)),
    Field("delayed_order_for_open", "delayedOrderForOpen", False, False, write_list(write_model)),
    Field("delayed_order_for_close", "delayedOrderForClose", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_ALSO = {
    "mirrorStatusId": "mirrorStatusID",
}


@define(kw_only=True, weakref_slot=False)
class Mirror(Model):
    """A trader whom the account copies, with the positions copied. Money is in account currency (USD)."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    mirror_id: int
    """Id of the copy relation."""
    cid: int | None = None
    """Id of the customer who copies."""
    parent_cid: int | None = None
    """Id of the customer who is copied."""
    parent_username: str | None = None
    """User name of the trader who is copied."""
    stop_loss_percentage: float | None = None
    """Stop of the whole copy as a percentage of its value when it was last set."""
    stop_loss_amount: float | None = None
    """Value of the copy at which it is wound up, account currency (USD). Funds added or taken out move it."""
    is_paused: bool | None = None
    """Whether no new positions are copied for now."""
    copy_existing_positions: bool | None = None
    """Whether positions that were open at the start were copied too."""
    available_amount: float | None = None
    """Cash kept for this copy, account currency (USD)."""
    initial_investment: float | None = None
    """Money first put in, account currency (USD)."""
    deposit_summary: float | None = None
    """Money added since, account currency (USD)."""
    withdrawal_summary: float | None = None
    """Money taken out since, account currency (USD)."""
    positions: list[Position]
    """Positions copied and still open."""
    closed_positions_net_profit: float | None = None
    """Profit of copied positions that were closed, account currency (USD)."""
    started_copy_date: datetime | None = None
    """When the copy began, UTC."""
    pending_for_closure: bool | None = None
    """Whether it is being wound up."""
    mirror_status_id: MirrorStatus | None = None
    """State of the copy relation."""
    mirror_calculation_type: int | None = None
    """Obsolete at eToro; how positions were weighted."""
    orders_for_open: list[OpenOrder] | None = None
    """Orders on their way to open positions, such as those that wait for the market."""
    orders_for_close: list[CloseOrder] | None = None
    """Orders on their way to close a position."""
    orders_for_close_multiple: list[CloseMultipleOrder] | None = None
    """Orders on their way to close several positions of an instrument."""
    parent_mirrors: list[UnpublishedItem] | None = None
    """Copy relations above this one, should there be any; the shape is not published."""
    entry_orders: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""
    exit_orders: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""
    delayed_order_for_open: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""
    delayed_order_for_close: list[UnpublishedItem] | None = None
    """Obsolete at eToro; empty."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        ticks = 0
        self.mirror_id = d["mirrorID"]
        self.cid = get("CID")
        self.parent_cid = get("parentCID")
        self.parent_username = get("parentUsername")
        value = get("stopLossPercentage")
        self.stop_loss_percentage = value if value.__class__ is float or value is None else float_of(value)
        value = get("stopLossAmount")
        self.stop_loss_amount = value if value.__class__ is float or value is None else float_of(value)
        self.is_paused = get("isPaused")
        self.copy_existing_positions = get("copyExistingPositions")
        value = get("availableAmount")
        self.available_amount = value if value.__class__ is float or value is None else float_of(value)
        value = get("initialInvestment")
        self.initial_investment = value if value.__class__ is float or value is None else float_of(value)
        value = get("depositSummary")
        self.deposit_summary = value if value.__class__ is float or value is None else float_of(value)
        value = get("withdrawalSummary")
        self.withdrawal_summary = value if value.__class__ is float or value is None else float_of(value)
        self.positions = _position_list(d["positions"])
        value = get("closedPositionsNetProfit")
        self.closed_positions_net_profit = value if value.__class__ is float or value is None else float_of(value)
        value = get("startedCopyDate")
        if value is None:
            self.started_copy_date = None
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.started_copy_date = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.started_copy_date = moment
            else:
                self.started_copy_date = in_utc(moment)
                ticks += tick_of(value)
        self.pending_for_closure = get("pendingForClosure")
        value = get("mirrorStatusID")
        if value is None:
            value = get("mirrorStatusId")
        self.mirror_status_id = None if value is None else _mirror_status(value)
        self.mirror_calculation_type = get("mirrorCalculationType")
        value = get("ordersForOpen")
        self.orders_for_open = None if value is None else _open_order_list(value)
        value = get("ordersForClose")
        self.orders_for_close = None if value is None else _close_order_list(value)
        value = get("ordersForCloseMultiple")
        self.orders_for_close_multiple = None if value is None else _close_multiple_order_list(value)
        value = get("parentMirrors")
        self.parent_mirrors = None if value is None else _unpublished_item_list(value)
        value = get("entryOrders")
        self.entry_orders = None if value is None else _unpublished_item_list(value)
        value = get("exitOrders")
        self.exit_orders = None if value is None else _unpublished_item_list(value)
        value = get("delayedOrderForOpen")
        self.delayed_order_for_open = None if value is None else _unpublished_item_list(value)
        value = get("delayedOrderForClose")
        self.delayed_order_for_close = None if value is None else _unpublished_item_list(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, _ALSO) if None in d.values() or not d.keys() <= _KNOWN else None
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
