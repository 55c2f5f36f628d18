"""What an account tells its owner over the stream when something happens to an order or a position.

Only the update of a multiple close is documented; the other kinds are as clients have coded for them, with the same
names for the same things.
"""

from __future__ import annotations

from typing import Any

from .clock import wire_time
from .records import CLOSE_MULTIPLE, Order, Position, Trade


def order_event(order: Order, cid: int, position: Position | None, trade: Trade | None) -> tuple[str, dict[str, Any]]:
    """Type and content of the event for an order's newest state."""
    if not order.is_close:
        return "Trading.OrderForOpen.Update", {**_common(order, cid), **_opening(order, position)}
    kind = "Trading.OrderForCloseMultiple.Update" if order.type == CLOSE_MULTIPLE else "Trading.OrderForClose.Update"
    return kind, {**_common(order, cid), **_closing(order, position, trade)}


def position_event(position: Position, cid: int, trade: Trade | None) -> tuple[str, dict[str, Any]]:
    """Type and content of the event for a position that opened, or was closed by a trade."""
    content: dict[str, Any] = {
        "PositionID": position.id,
        "OrderID": position.order_id,
        "CID": cid,
        "InstrumentID": position.instrument_id,
        "IsBuy": position.is_buy,
        "Units": position.units,
        "Amount": position.amount,
        "OpenRate": position.open_rate,
        "OpenDateTime": wire_time(position.opened_at),
    }
    if trade is None:
        return "Trading.Position.Opened", content
    # What was closed, which may be a part of it.
    content |= {"Units": trade.units, "Amount": trade.amount}
    ending = {"EndRate": trade.close_rate, "NetProfit": trade.net_profit, "CloseReason": trade.reason}
    return "Trading.Position.Closed", {**content, **ending, "CloseDateTime": wire_time(trade.closed_at)}


def _common(order: Order, cid: int) -> dict[str, Any]:
    return {
        "OrderID": order.id,
        "OrderType": order.type,
        "CID": cid,
        "StatusID": int(order.status),
        "StatusId": int(order.status),
        "InstrumentID": order.instrument_id,
        "RequestGuid": order.reference_id,
        "RequestToken": order.token,
        "RequestOccurred": wire_time(order.taken_at),
        "ErrorCode": order.refusal.code if order.refusal else 0,
        "ErrorMessage": order.refusal.message if order.refusal else None,
        "OpenDateTime": wire_time(order.taken_at),
        "IsInMirror": False,
    }


def _opening(order: Order, position: Position | None) -> dict[str, Any]:
    return {
        "IsBuy": order.is_buy,
        "Leverage": order.leverage,
        "RequestedAmount": order.amount or 0.0,
        "RequestedUnits": order.units or 0.0,
        "ExecutedUnits": position.units if position else 0.0,
        "PositionID": position.id if position else 0,
        "Rate": position.open_rate if position else 0.0,
        "TotalExternalFees": position.external_fees if position else 0.0,
        "TotalExternalTaxes": position.external_taxes if position else 0.0,
    }


def _closing(order: Order, position: Position | None, trade: Trade | None) -> dict[str, Any]:
    units = order.units_to_close or (trade.units if trade else position.units if position else 0.0)
    executed = trade.units if trade else 0.0
    return {
        "PositionID": order.position_id,
        "PendingClosePositionIDs": [] if trade else [order.position_id],
        "UnitsToDeduct": units,
        "RequestedUnits": units,
        "ExecutedUnits": executed,
        "LotsToDeduct": units,
        "RequestedLots": units,
        "ExecutedLots": executed,
        "EndRate": trade.close_rate if trade else 0.0,
        "NetProfit": trade.net_profit if trade else 0.0,
        "CloseReason": trade.reason if trade else None,
        "TotalExternalFees": trade.fees if trade else 0.0,
        "TotalExternalTaxes": 0.0,
    }
