"""Answers of the execution operations: orders to open and to close, cancellations, and changes of stops.

Every answer means accepted and no more. A request that is repeated with the same `x-request-id` is taken again: the API
does not promise otherwise, so a caller that repeats blindly doubles the order, and the account shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .clock import wire_time
from .deals import Change
from .instruments import Instrument
from .messages import Reply, Request, refused
from .records import OPEN_BY_UNITS, Order, Position, Ticket
from .terms import default_settlement, stop_refusal
from .world import Handler, World, stable_uuid

_KEY_OF_INSTRUMENT = {"demo": "InstrumentID", "real": "InstrumentId"}


def open_market_order_by_amount(world: World, request: Request) -> Reply:
    """Take a v1 market order for an amount of money."""
    body = request.json_object()
    return _open_v1(world, request, body, amount=body["Amount"])


def open_market_order_by_units(world: World, request: Request) -> Reply:
    """Take a v1 market order for a number of units."""
    body = request.json_object()
    return _open_v1(world, request, body, units=body["AmountInUnits"])


def _open_v1(
    world: World, request: Request, body: dict[str, Any], *, amount: float | None = None, units: float | None = None
) -> Reply:
    instrument = world.market.find(body["InstrumentID"])
    if instrument is None:
        return _no_instrument(request, body["InstrumentID"])
    ticket = _ticket_v1(body, instrument, amount=amount, units=units)
    order = _take(world, request, ticket, api="v1")
    return Reply(200, {"orderForOpen": _accepted_open(order, world.account(request).cid), "token": order.token})


def open_limit_order(world: World, request: Request) -> Reply:
    """Take a v1 order that waits for a rate; the answer holds a token and no id."""
    body = request.json_object()
    amount, units = body.get("Amount"), body.get("AmountInUnits")
    if (amount is None) == (units is None):
        return refused(request, 400, "BadRequest", "Exactly one of Amount and AmountInUnits is required")
    instrument = world.market.find(body["InstrumentID"])
    if instrument is None:
        return _no_instrument(request, body["InstrumentID"])
    ticket = _ticket_v1(body, instrument, amount=amount, units=units, trigger_rate=body["Rate"])
    return Reply(200, {"token": _take(world, request, ticket, api="v1").token})


def _ticket_v1(body: dict[str, Any], instrument: Instrument, **size: float | None) -> Ticket:
    is_buy, leverage = body["IsBuy"], body["Leverage"]
    return Ticket(
        instrument_id=instrument.id,
        is_buy=is_buy,
        leverage=leverage,
        settlement=default_settlement(instrument, is_buy, leverage),
        stop_loss=None if body.get("IsNoStopLoss") else body.get("StopLossRate") or None,
        take_profit=None if body.get("IsNoTakeProfit") else body.get("TakeProfitRate") or None,
        is_trailing=bool(body.get("IsTslEnabled")),
        **size,
    )


def _accepted_open(order: Order, cid: int) -> dict[str, Any]:
    by_units = {"amountInUnits": order.units, "lotCount": 0.0} if order.type == OPEN_BY_UNITS else {}
    return {
        "instrumentID": order.instrument_id,
        "amount": order.amount or 0.0,
        "isBuy": order.is_buy,
        "leverage": order.leverage,
        "stopLossRate": order.stop_loss or 0.0,
        "takeProfitRate": order.take_profit or 0.0,
        "isTslEnabled": order.is_trailing,
        "mirrorID": 0,
        "totalExternalCosts": 0.0,
        **_accepted(order, cid),
        **by_units,
    }


def _accepted(order: Order, cid: int) -> dict[str, Any]:
    return {
        "orderID": order.id,
        "orderType": order.type,
        "statusID": int(order.status),
        "CID": cid,
        "openDateTime": wire_time(order.taken_at),
        "lastUpdate": wire_time(order.taken_at),
    }


def close_position(world: World, request: Request) -> Reply:
    """Take a v1 order to close a position, or part of it."""
    body, account = request.json_object(), world.account(request)
    position = account.position(int(request.params["positionId"]))
    if position is None or position.closed_at is not None:
        return refused(request, 404, "PositionNotFound", f"No open position {request.params['positionId']}")
    if body[_KEY_OF_INSTRUMENT[account.mode]] != position.instrument_id:
        return refused(request, 400, "BadRequest", "The position is on another instrument")
    units = body["UnitsToDeduct"]
    if units is not None and round(units, 6) <= 0:
        return refused(request, 400, "BadRequest", "UnitsToDeduct must be above zero, to six decimals")
    now = world.clock.now()
    order = account.take_close(position, units, reference_id=request.request_id, api="v1", now=now)
    accepted = {"positionID": position.id, "instrumentID": position.instrument_id, "unitsToDeduct": units}
    return Reply(200, {"orderForClose": {**accepted, **_accepted(order, account.cid)}, "token": order.token})


def cancel_market_open_order(world: World, request: Request) -> Reply:
    """Cancel a v1 market order that has not opened a position."""
    return _cancel_v1(world, request, lambda order: not order.is_close and not order.is_limit)


def cancel_limit_order(world: World, request: Request) -> Reply:
    """Cancel a v1 order that waits for its rate."""
    return _cancel_v1(world, request, lambda order: order.is_limit)


def cancel_close_order(world: World, request: Request) -> Reply:
    """Cancel a v1 order to close."""
    return _cancel_v1(world, request, lambda order: order.is_close)


def _cancel_v1(world: World, request: Request, is_meant: Callable[[Order], bool]) -> Reply:
    account = world.account(request)
    order = account.order(int(request.params["orderId"]))
    if order is None or not is_meant(order):
        return refused(request, 404, "OrderNotFound", f"No such order {request.params['orderId']}")
    if not account.cancel(order, world.clock.now()) and not order.is_canceled:
        return refused(request, 400, "OrderAlreadyProcessed", "The order has been processed and cannot be cancelled")
    return Reply(world.quirks.cancel_status, {"token": _confirmation(world, request)})


def create_order(world: World, request: Request) -> Reply:
    """Take a v2 order to open, at market or once a rate is touched."""
    body = request.json_object()
    wrong = _order_complaint(body)
    if wrong is not None:
        return refused(request, 400, "Validation failed", wrong)
    instrument = named_in(world, body)
    if instrument is None:
        return _no_instrument(request, body.get("symbol") or body.get("instrumentId"))
    order = _take(world, request, ticket_v2(body, instrument), api="v2")
    return Reply(200, {"token": order.token, "orderId": order.id, "referenceId": request.request_id})


def _order_complaint(body: dict[str, Any]) -> str | None:
    if body["action"] != "open":
        return "action close is reserved; an order here opens a position"
    return open_complaint(body) or _kind_complaint(body) or _stop_complaint(body)


def open_complaint(body: dict[str, Any]) -> str | None:
    """What is wrong with how a v2 order to open names its instrument, direction and size."""
    if body["transaction"] not in ("buy", "sellShort"):
        return "An order to open is either buy or sellShort"
    if (body.get("symbol") is None) == (body.get("instrumentId") is None):
        return "Exactly one of symbol and instrumentId is required"
    sizes = [name for name in ("amount", "units", "contracts") if body.get(name) is not None]
    if len(sizes) != 1:
        return "Exactly one of amount, units and contracts is required"
    if sizes == ["contracts"]:
        return "contracts is for futures only"
    if body.get("orderCurrency", "usd").lower() != "usd":
        return "orderCurrency must be usd"
    return None


def _kind_complaint(body: dict[str, Any]) -> str | None:
    if body["orderType"] == "mit" and body.get("triggerRate") is None:
        return "triggerRate is required for mit orders"
    if body["orderType"] == "mkt" and body.get("triggerRate") is not None:
        return "triggerRate is for mit orders only"
    return None


def _stop_complaint(body: dict[str, Any]) -> str | None:
    if body.get("stopLossRate") is not None:
        return None
    if body["leverage"] > 1 or body["transaction"] == "sellShort":
        return "stopLossRate is required for leverage above 1 and for sellShort"
    return "stopLossType trailing needs a stopLossRate" if body.get("stopLossType") == "trailing" else None


def named_in(world: World, body: dict[str, Any]) -> Instrument | None:
    """The instrument that a v2 body names, by symbol or by id."""
    symbol = body.get("symbol")
    return world.market.find(body["instrumentId"]) if symbol is None else world.market.by_symbol(symbol)


def ticket_v2(body: dict[str, Any], instrument: Instrument) -> Ticket:
    """What a v2 body asks for."""
    is_buy, leverage = body["transaction"] == "buy", body.get("leverage", 1)
    return Ticket(
        instrument_id=instrument.id,
        is_buy=is_buy,
        leverage=leverage,
        settlement=body.get("settlementType") or default_settlement(instrument, is_buy, leverage),
        amount=body.get("amount"),
        units=body.get("units"),
        trigger_rate=body.get("triggerRate"),
        stop_loss=body.get("stopLossRate"),
        take_profit=body.get("takeProfitRate"),
        is_trailing=body.get("stopLossType") == "trailing",
    )


def cancel_order(world: World, request: Request) -> Reply:
    """Cancel any order that is not filled; one that is over already does no harm."""
    account = world.account(request)
    order = account.order(int(request.params["orderId"]))
    if order is None:
        return refused(request, 404, "Not Found", f"Order {request.params['orderId']} was not found")
    account.cancel(order, world.clock.now())
    return Reply(world.quirks.cancel_status, {"token": _confirmation(world, request)})


def update_position(world: World, request: Request) -> Reply:
    """Queue a change of a position's stop and target."""
    body, account = request.json_object(), world.account(request)
    position = account.position(int(request.params["positionId"]))
    if position is None:
        return refused(request, 404, "Not Found", f"Position {request.params['positionId']} was not found")
    if position.closed_at is not None:
        return refused(request, 409, "Conflict", "The position is closed and cannot be edited")
    change = _change(body, account.planned(position), world.clock.now() + world.quirks.fill_delay)
    wrong = _update_complaint(body) or _rates_complaint(world, position, change)
    if wrong is not None:
        return refused(request, 400, "Validation failed", wrong)
    account.change(change)
    receipt = {"operationId": stable_uuid(world.seed, "update", request.request_id, position.id)}
    return Reply(202, {**receipt, "positionId": position.id, "referenceId": request.request_id})


def _update_complaint(body: dict[str, Any]) -> str | None:
    known = ("stopLossRate", "takeProfitRate", "stopLossType", "clearStopLoss", "clearTakeProfit")
    if not any(body.get(name) is not None for name in known):
        return "At least one field is required"
    for rate, clear in (("stopLossRate", "clearStopLoss"), ("takeProfitRate", "clearTakeProfit")):
        if body.get(rate) is not None and body.get(clear):
            return f"{rate} and {clear} contradict each other"
    return None


def _change(body: dict[str, Any], position: Position, due_at: float) -> Change:
    kind = body.get("stopLossType")
    return Change(
        position_id=position.id,
        due_at=due_at,
        stop_loss=None if body.get("clearStopLoss") else body.get("stopLossRate", position.stop_loss),
        take_profit=None if body.get("clearTakeProfit") else body.get("takeProfitRate", position.take_profit),
        is_trailing=position.is_trailing if kind is None else kind == "trailing",
    )


def _rates_complaint(world: World, position: Position, change: Change) -> str | None:
    if change.is_trailing and change.stop_loss is None and not position.is_trailing:
        return "stopLossType trailing needs a stopLossRate"
    quote = world.market.quote(world.market.named(position.instrument_id))
    why_not = stop_refusal(position.is_buy, change.stop_loss, change.take_profit, quote)
    return why_not.message if why_not else None


def _take(world: World, request: Request, ticket: Ticket, *, api: str) -> Order:
    account, now = world.account(request), world.clock.now()
    return account.take_open(ticket, reference_id=request.request_id, api="v2" if api == "v2" else "v1", now=now)


def _no_instrument(request: Request, named: object) -> Reply:
    return refused(request, 404, "InstrumentNotFound", f"Instrument {named} was not found")


def _confirmation(world: World, request: Request) -> str:
    return stable_uuid(world.seed, "confirmation", request.request_id)


OPERATIONS: dict[str, Handler] = {
    "open_market_order_by_amount": open_market_order_by_amount,
    "open_market_order_by_units": open_market_order_by_units,
    "open_limit_order": open_limit_order,
    "close_position": close_position,
    "cancel_market_open_order": cancel_market_open_order,
    "cancel_limit_order": cancel_limit_order,
    "cancel_close_order": cancel_close_order,
    "create_order": create_order,
    "cancel_order": cancel_order,
    "update_position": update_position,
}
