"""Answers of the information operations: what an account holds, what became of an order, history, costs and terms.

What is shown can be older than the truth, and an order can be out of sight for a moment after it was taken; how much
and how long is in `Quirks`.
"""

from __future__ import annotations

from typing import Any

from .account import Account
from .clock import read_time, wire_time
from .execution import named_in, open_complaint, ticket_v2
from .instruments import Instrument
from .messages import Reply, Request, gateway_error, message_error, problem, refused
from .papers import details, history_entry, order_info, portfolio
from .records import Order
from .terms import Costs, Terms, open_costs, sizes, terms_of, ticket_fee
from .world import Handler, World

_PAGE_SIZE = 100
_MOST_PER_PAGE = 500
_MOST_INSTRUMENTS = 100


def get_portfolio(world: World, request: Request) -> Reply:
    """Cash, positions, copied traders and waiting orders, a little behind the truth."""
    account = world.account(request)
    seen = account.as_seen(world.clock.now())
    return Reply(200, {"clientPortfolio": portfolio(seen, account.cid, world.market, upper_ids=True)})


def get_pnl(world: World, request: Request) -> Reply:
    """The portfolio with unrealised profit; one answer is served again for a while."""
    account, now = world.account(request), world.clock.now()
    if account.pnl_answer is None or now - account.pnl_answer[0] >= world.quirks.pnl_cache:
        shown = portfolio(account.as_seen(now), account.cid, world.market, upper_ids=False, profits_at=now)
        account.pnl_answer = now, {"clientPortfolio": shown}
    return Reply(200, account.pnl_answer[1])


def get_order(world: World, request: Request) -> Reply:
    """What became of a v1 order to open. 404 for a moment after it was taken."""
    account, now = world.account(request), world.clock.now()
    order = account.order(int(request.params["orderId"]))
    if order is None or order.is_close or _is_hidden(world, order, now):
        return gateway_error(404, "OrderNotFound", f"Order {request.params['orderId']} was not found")
    if account.closing_error(order, now):
        return gateway_error(500, "InternalServerError", "An unexpected error occurred")
    return Reply(200, order_info(order, account, world.quirks))


def lookup_order(world: World, request: Request) -> Reply:
    """What became of any order, by id or by reference, exactly one of them."""
    order_id, reference_id = request.value("orderId"), request.value("referenceId")
    if (order_id is None) == (reference_id is None):
        return refused(request, 400, "Validation failed", "Provide exactly one of orderId and referenceId")
    account, now = world.account(request), world.clock.now()
    order = _by_reference(world, account, reference_id) if reference_id else account.order(int(order_id or 0))
    if order is None or _is_hidden(world, order, now):
        return message_error(404, "Order not found")
    if account.closing_error(order, now):
        return problem(500, "Internal Server Error", "An unexpected error occurred", request.path)
    return Reply(200, details(order, account, world.market, world.owner.gcid))


def _by_reference(world: World, account: Account, reference_id: str) -> Order | None:
    """The order placed last under a reference, where looking up by reference works at all."""
    if not world.quirks.reference_lookup:
        return None
    found = account.orders_with_reference(reference_id)
    return next((o for o in reversed(found) if o.api == "v2" or world.quirks.v1_reference_lookup), None)


def _is_hidden(world: World, order: Order, now: float) -> bool:
    return now - order.taken_at < world.quirks.order_hidden_for


def get_trade_history(world: World, request: Request) -> Reply:
    """Closed trades since a day, the newest first, a page at a time."""
    since = read_time(request.value("minDate") or "") or 0.0
    page = max(1, int(request.value("page") or 1))
    size = min(max(1, int(request.value("pageSize") or _PAGE_SIZE)), _MOST_PER_PAGE)
    trades = [trade for trade in reversed(world.account(request).history) if trade.closed_at >= since]
    shown = trades[(page - 1) * size : page * size]
    return Reply(200, [history_entry(trade, world.quirks) for trade in shown])


def get_costs(world: World, request: Request) -> Reply:
    """What an order would cost if it were executed now: the figures that the execution charges."""
    body = request.json_object()
    return _closing_costs(world, request, body) if body["action"] == "close" else _opening_costs(world, request, body)


def _opening_costs(world: World, request: Request, body: dict[str, Any]) -> Reply:
    wrong = open_complaint(body)
    if wrong is not None:
        return refused(request, 400, "Validation failed", wrong)
    instrument = named_in(world, body)
    if instrument is None:
        return refused(request, 404, "Not Found", "The instrument was not found")
    ticket = ticket_v2(body, instrument)
    amount, _ = sizes(ticket, world.market.quote(instrument))
    costs = open_costs(instrument, ticket.settlement, ticket.is_buy, amount * ticket.leverage)
    return Reply(200, _costs_shown(world, instrument, costs))


def _closing_costs(world: World, request: Request, body: dict[str, Any]) -> Reply:
    account = world.account(request)
    positions = [account.position(position_id) for position_id in body.get("positionIds") or ()]
    if not positions:
        return refused(request, 400, "Validation failed", "positionIds must not be empty")
    open_ones = [p for p in positions if p is not None and p.closed_at is None]
    if len(open_ones) < len(positions):
        return refused(request, 404, "Not Found", "A position was not found")
    instrument = world.market.named(open_ones[0].instrument_id)
    fee = sum(ticket_fee(world.market.named(p.instrument_id), p.settlement) for p in open_ones)
    return Reply(200, _costs_shown(world, instrument, Costs(0.0, 0.0, fee, 0.0, 0.0, 0.0)))


def _costs_shown(world: World, instrument: Instrument, costs: Costs) -> dict[str, Any]:
    parts = {
        "markup": costs.markup,
        "marketSpread": costs.market_spread,
        "transactionFee": costs.transaction_fee,
        "overnightFee": costs.overnight_fee,
        "overWeekendFee": costs.over_weekend_fee,
        "sdrt": costs.sdrt,
    }
    return {
        "instrumentId": instrument.id,
        "symbol": instrument.symbol,
        "costs": [{"costType": kind, "amount": amount, "currency": "USD"} for kind, amount in parts.items()],
        "lastUpdated": wire_time(world.clock.now()),
    }


def get_eligibility(world: World, request: Request) -> Reply:
    """The terms of instruments: the ones that the execution goes by."""
    body = request.json_object()
    ids, symbols = body.get("instrumentIds") or [], body.get("symbols") or []
    if not 0 < len(ids) + len(symbols) <= _MOST_INSTRUMENTS:
        return refused(request, 400, "Validation failed", f"1 to {_MOST_INSTRUMENTS} instruments are required")
    by_id = {one: world.market.find(one) for one in ids}
    by_symbol = {one: world.market.by_symbol(one) for one in symbols}
    found = {i.id: i for i in [*by_id.values(), *by_symbol.values()] if i is not None}
    return Reply(
        200,
        {
            "currency": "USD",
            "eligibilities": [_terms_shown(terms_of(instrument)) for instrument in found.values()],
            "notFoundInstrumentIds": [one for one, instrument in by_id.items() if instrument is None],
            "notFoundSymbols": [one for one, instrument in by_symbol.items() if instrument is None],
        },
    )


def _terms_shown(terms: Terms) -> dict[str, Any]:
    return {
        "instrumentId": terms.instrument.id,
        "symbol": terms.instrument.symbol,
        "minPositionExposure": terms.least_exposure,
        "maxUnitsPerOrder": terms.most_units,
        "allowOpenPosition": terms.allow_open,
        "allowClosePosition": True,
        "allowPartialClosePosition": True,
        "allowMitOrders": True,
        "allowEntryOrders": terms.allow_entry,
        "allowExitOrders": True,
        "allowTrailingStopLoss": True,
        "requiresW8Ben": None,
        "unitsQuantityType": "FractionalUnits",
        "orderFillBehaviorType": "BestEffort",
        "allowedOrderQuantityType": "Both",
        "tradeUnitType": "Units",
        "initialMarginInAssetCurrency": None,
        "stopLossMarginInAssetCurrency": None,
        "additionalBufferPercent": None,
        "leverageConfigs": [
            {
                "settlementType": offer.settlement.upper(),
                "direction": "LONG" if offer.is_buy else "SHORT",
                "leverageValues": list(offer.leverages),
                "isPotential": False,
                "minPositionAmount": offer.least_amount,
                "allowEditStopLoss": True,
                "minStopLossPercentage": 0.0,
                "maxStopLossPercentage": 100.0,
                "defaultStopLossPercentage": 50.0,
                "allowEditTakeProfit": True,
                "minTakeProfitPercentage": 0.0,
                "maxTakeProfitPercentage": 1000.0,
                "defaultTakeProfitPercentage": 1000.0,
                "allowStopLossTakeProfit": True,
            }
            for offer in terms.offers
        ],
    }


OPERATIONS: dict[str, Handler] = {
    "get_portfolio": get_portfolio,
    "get_pnl": get_pnl,
    "get_order": get_order,
    "lookup_order": lookup_order,
    "get_trade_history": get_trade_history,
    "get_costs": get_costs,
    "get_eligibility": get_eligibility,
}
