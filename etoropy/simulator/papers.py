"""How an account's papers look on the wire: portfolio, order reads, history, each with the spelling that its route has.

A stop loss that is not set shows as 0.0001 in the portfolio, a take profit as 0. The portfolio spells the ids of
waiting orders `orderID`, the profit and loss read spells them `orderId`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .clock import wire_time
from .deals import closing_rate, profit
from .instruments import Instrument
from .market import Market, Quote
from .records import CLOSE, OPEN_BY_AMOUNT, SETTLEMENT_IDS, Mirror, Order, Position, Status, Trade
from .terms import overnight_fees, sizes
from .world import Quirks

if TYPE_CHECKING:
    from .account import Account, State

_NO_STOP = 0.0001
_ZERO_UUID = "00000000-0000-0000-0000-000000000000"
_USD = 1


def portfolio(
    state: State, cid: int, market: Market, *, upper_ids: bool, profits_at: float | None = None
) -> dict[str, Any]:
    """What an account holds; with `profits_at` also the unrealised profit at that moment."""
    shown = {p.id: _position(p, cid, market, profits_at) for p in state.positions.values()}
    own = [shown[p.id] for p in state.positions.values() if not p.mirror_id]
    pending = list(state.pending.values())
    spell = _upper_ids if upper_ids else _lower_ids
    answer: dict[str, Any] = {
        "positions": own,
        "credit": state.credit,
        "mirrors": [_mirror(m, cid, [shown[p.id] for p in _of_mirror(state, m)]) for m in state.mirrors],
        "orders": [spell(limit_order(o, cid, market)) for o in pending if o.is_limit],
        "stockOrders": [],
        "entryOrders": [],
        "exitOrders": [],
        "ordersForOpen": [spell(open_order(o, cid)) for o in pending if not o.is_limit and not o.is_close],
        "ordersForClose": [spell(close_order(o, cid)) for o in pending if o.type == CLOSE],
        "ordersForCloseMultiple": [],
        "bonusCredit": 0.0,
        "accountCurrencyId": _USD,
    }
    if profits_at is not None:
        profits = (position["unrealizedPnL"]["pnL"] for position in shown.values())
        answer["unrealizedPnL"] = round(sum(profits), 2)
    return answer


def _of_mirror(state: State, mirror: Mirror) -> Iterable[Position]:
    return (p for p in state.positions.values() if p.mirror_id == mirror.id)


def _upper_ids(entry: dict[str, Any]) -> dict[str, Any]:
    return entry


def _lower_ids(entry: dict[str, Any]) -> dict[str, Any]:
    """The same entry with `orderId` for `orderID` and `cid` for `CID`."""
    return {("cid" if k == "CID" else k[:-2] + "Id" if k.endswith("ID") else k): v for k, v in entry.items()}


def _position(position: Position, cid: int, market: Market, profits_at: float | None) -> dict[str, Any]:
    now = market.clock.now() if profits_at is None else profits_at
    shown: dict[str, Any] = {
        "positionID": position.id,
        "CID": cid,
        "openDateTime": wire_time(position.opened_at),
        "openRate": position.open_rate,
        "instrumentID": position.instrument_id,
        "isBuy": position.is_buy,
        "takeProfitRate": position.take_profit or 0.0,
        "stopLossRate": position.stop_loss or _NO_STOP,
        "mirrorID": position.mirror_id,
        "parentPositionID": position.parent_id,
        "amount": position.amount,
        "leverage": position.leverage,
        "orderID": position.order_id,
        "orderType": position.order_type,
        "units": position.units,
        "totalFees": overnight_fees(position, now),
        "initialAmountInDollars": position.initial_amount,
        "isTslEnabled": position.is_trailing,
        "stopLossVersion": position.stop_version,
        "isSettled": position.settlement == "real",
        "redeemStatusID": 0,
        "initialUnits": position.initial_units,
        "isPartiallyAltered": position.is_partially_altered,
        "unitsBaseValueDollars": position.amount,
        "isDiscounted": False,
        "openPositionActionType": 1 if position.mirror_id else 0,
        "settlementTypeID": SETTLEMENT_IDS[position.settlement],
        "isDetached": False,
        "openConversionRate": position.open_conversion,
        "pnlVersion": 1,
        "totalExternalFees": position.external_fees,
        "totalExternalTaxes": position.external_taxes,
        "isNoTakeProfit": position.take_profit is None,
        "isNoStopLoss": position.stop_loss is None,
        "lotCount": position.units,
    }
    if profits_at is not None:
        instrument = market.named(position.instrument_id)
        shown["unrealizedPnL"] = _unrealized(position, instrument, market.quote(instrument, now), now)
    return shown


def _unrealized(position: Position, instrument: Instrument, quote: Quote, now: float) -> dict[str, Any]:
    conversion, rate = quote.conversion_bid, closing_rate(position, quote)
    won = profit(position, quote)
    return {
        "pnL": won,
        "pnlAssetCurrency": round(won / conversion, 2),
        "exposureInAccountCurrency": round(position.units * rate * conversion, 2),
        "exposureInAssetCurrency": round(position.units * rate, 2),
        "marginInAccountCurrency": position.amount,
        "marginInAssetCurrency": round(position.amount / conversion, 2),
        "marginCurrencyId": _USD,
        "assetCurrencyId": instrument.currency_id,
        "closeRate": rate,
        "closeConversionRate": conversion,
        "timestamp": wire_time(now),
    }


def _mirror(mirror: Mirror, cid: int, positions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "mirrorID": mirror.id,
        "CID": cid,
        "parentCID": mirror.parent_cid,
        "stopLossPercentage": 60.0,
        "isPaused": False,
        "copyExistingPositions": True,
        "availableAmount": mirror.available,
        "stopLossAmount": round(mirror.amount * 0.6, 2),
        "initialInvestment": mirror.amount,
        "depositSummary": 0.0,
        "withdrawalSummary": 0.0,
        "positions": positions,
        "entryOrders": [],
        "exitOrders": [],
        "parentUsername": mirror.parent_username,
        "closedPositionsNetProfit": 0.0,
        "startedCopyDate": wire_time(mirror.started_at),
        "pendingForClosure": False,
        "parentMirrors": [],
        "mirrorCalculationType": 1,
        "ordersForOpen": [],
        "ordersForClose": [],
        "ordersForCloseMultiple": [],
        "delayedOrderForClose": [],
        "delayedOrderForOpen": [],
        "mirrorStatusID": 0,
    }


def limit_order(order: Order, cid: int, market: Market) -> dict[str, Any]:
    """An entry of the portfolio's `orders`: waiting for its rate."""
    instrument = market.named(order.instrument_id)
    amount, units = sizes(order.ticket, market.quote(instrument))
    return {
        "orderID": order.id,
        "CID": cid,
        "openDateTime": wire_time(order.taken_at),
        "instrumentID": order.instrument_id,
        "isBuy": order.is_buy,
        "takeProfitRate": order.take_profit or 0.0,
        "stopLossRate": order.stop_loss or _NO_STOP,
        "rate": order.trigger_rate,
        "amount": amount,
        "leverage": order.leverage,
        "units": units,
        "isTslEnabled": order.is_trailing,
        "executionType": 0,
        "isDiscounted": False,
    }


def open_order(order: Order, cid: int) -> dict[str, Any]:
    """An entry of the portfolio's `ordersForOpen`: on its way to the market, or waiting for it."""
    return {
        "orderID": order.id,
        "orderType": order.type,
        "statusID": int(order.status),
        "CID": cid,
        "openDateTime": wire_time(order.taken_at),
        "lastUpdate": wire_time(order.updated_at),
        "instrumentID": order.instrument_id,
        "amount": order.amount or 0.0,
        "amountInUnits": order.units or 0.0,
        "isBuy": order.is_buy,
        "leverage": order.leverage,
        "stopLossRate": order.stop_loss or 0.0,
        "takeProfitRate": order.take_profit or 0.0,
        "isTslEnabled": order.is_trailing,
        "isDiscounted": False,
        "mirrorID": 0,
        "frozenAmount": order.frozen,
        "totalExternalCosts": 0.0,
        "isNoTakeProfit": order.take_profit is None,
        "isNoStopLoss": order.stop_loss is None,
        "lotCount": 0.0,
        "openPositionActionType": 0,
        "externalOperation": None,
    }


def close_order(order: Order, cid: int) -> dict[str, Any]:
    """An entry of the portfolio's `ordersForClose`."""
    return {
        "orderID": order.id,
        "orderType": order.type,
        "statusID": int(order.status),
        "CID": cid,
        "openDateTime": wire_time(order.taken_at),
        "lastUpdate": wire_time(order.updated_at),
        "instrumentID": order.instrument_id,
        "unitsToDeduct": order.units_to_close,
        "lotsToDeduct": order.units_to_close,
        "positionID": order.position_id,
    }


def order_info(order: Order, account: Account, quirks: Quirks) -> dict[str, Any]:
    """The v1 read of an order to open."""
    position = account.position(order.position_id or 0)
    return {
        "token": order.token,
        "orderID": order.id,
        "CID": account.cid,
        "referenceID": _ZERO_UUID if quirks.v1_reference_zeroed else order.reference_id,
        "statusID": int(order.status),
        "orderType": order.type,
        "openActionType": 0,
        "errorCode": order.refusal.code if order.refusal else None,
        "errorMessage": order.refusal.message if order.refusal else None,
        "instrumentID": order.instrument_id,
        "amount": order.amount if order.amount is not None else position.initial_amount if position else 0.0,
        "units": order.units if order.units is not None else position.initial_units if position else 0.0,
        "requestOccurred": wire_time(order.taken_at, zone=_zone(quirks)),
        "positions": [_opened_position(position)] if position else [],
    }


def _opened_position(position: Position) -> dict[str, Any]:
    return {
        "positionID": position.id,
        "orderType": position.order_type,
        "occurred": wire_time(position.opened_at),
        "rate": position.open_rate,
        "units": position.units,
        "conversionRate": position.open_conversion,
        "amount": position.amount,
        "isOpen": position.closed_at is None,
    }


def details(order: Order, account: Account, market: Market, gcid: int) -> dict[str, Any]:
    """The v2 look-up of any order. A short sale reads back as `sell`, a settlement type in capitals."""
    instrument = market.named(order.instrument_id)
    position = account.position(order.position_id or 0)
    return {
        "accountId": account.cid,
        "gcid": gcid,
        "portfolioId": 0,
        "orderId": order.id,
        "action": "close" if order.is_close else "open",
        "transaction": _transaction(order),
        "type": "mit" if order.is_limit else "mkt",
        "etoroOrderTypeId": order.type,
        "status": _status(order),
        "asset": {
            "symbol": instrument.symbol,
            "instrumentId": instrument.id,
            "currency": instrument.currency,
            "settlementType": order.settlement.upper(),
            "leverage": order.leverage,
            "side": "long" if order.is_buy else "short",
        },
        "orderCurrency": "usd",
        "requestedAmount": order.amount,
        "requestedUnits": order.units if order.units is not None else order.units_to_close,
        "requestedContracts": None,
        "frozenAmount": order.frozen if order.is_pending else 0.0,
        "requestedTriggerRate": order.trigger_rate,
        "openStopLossRate": order.stop_loss,
        "openTakeProfitRate": order.take_profit,
        "stopLossType": None if order.stop_loss is None else "trailing" if order.is_trailing else "fixed",
        "totalCosts": round(position.external_fees + position.external_taxes, 2) if position else 0.0,
        "positionsToClose": [order.position_id] if order.is_close else [],
        "positionExecutions": [_execution(position, instrument)] if position and _is_executed(order) else [],
        "requestTime": wire_time(order.taken_at),
        "lastUpdate": wire_time(order.updated_at),
        "openActionType": "customer",
        "requestType": "byAmount" if order.type == OPEN_BY_AMOUNT else "byUnits",
    }


def _is_executed(order: Order) -> bool:
    return order.status == Status.FILLED


def _transaction(order: Order) -> str:
    return "buy" if order.is_buy != order.is_close else "sell"


def _status(order: Order) -> dict[str, Any]:
    why = order.refusal
    return {
        "id": int(order.status),
        "name": order.status.wire_name,
        "errorCode": why.code if why else 0,
        "errorMessage": why.message if why else None,
    }


def _execution(position: Position, instrument: Instrument) -> dict[str, Any]:
    is_open = position.closed_at is None
    exposure = round(position.initial_amount * position.leverage, 2)
    in_asset = round(position.amount / position.open_conversion, 2)
    return {
        "positionId": position.id,
        "state": "open" if is_open else "closed",
        "investedAmountCurrency": position.initial_amount,
        "initialExposureAccountCurrency": exposure,
        "initialExposureAssetCurrency": round(exposure / position.open_conversion, 2),
        "addedFunds": 0.0,
        "marginAccountCurrency": position.amount if is_open else 0.0,
        "marginAssetCurrency": in_asset if is_open else 0.0,
        "remainingUnits": position.units if is_open else 0.0,
        "remainingContracts": None,
        "stopLossRate": position.stop_loss,
        "takeProfitRate": position.take_profit,
        "openingData": {
            "openTime": wire_time(position.opened_at),
            "orderId": position.order_id,
            "executionTime": wire_time(position.opened_at),
            "units": position.initial_units,
            "contracts": None,
            "avgPrice": position.open_rate,
            "avgConversionRate": position.open_conversion,
            "marketSpread": round(position.open_rate * instrument.spread, 6),
            "markup": 0.0,
            "priceId": position.rate_id,
            "fees": position.external_fees,
            "taxes": position.external_taxes,
        },
    }


def history_entry(trade: Trade, quirks: Quirks) -> dict[str, Any]:
    """An entry of the trade history."""
    position = trade.position
    return {
        "netProfit": trade.net_profit,
        "closeRate": trade.close_rate,
        "closeTimestamp": wire_time(trade.closed_at, zone=_zone(quirks)),
        "positionId": position.id,
        "instrumentId": position.instrument_id,
        "isBuy": position.is_buy,
        "leverage": position.leverage,
        "openRate": position.open_rate,
        "openTimestamp": wire_time(position.opened_at),
        "stopLossRate": position.stop_loss or 0.0,
        "takeProfitRate": position.take_profit or 0.0,
        "trailingStopLoss": position.is_trailing,
        "orderId": position.order_id,
        "socialTradeId": 0,
        "parentPositionId": position.parent_id,
        "investment": trade.amount,
        "initialInvestment": position.initial_amount,
        "fees": trade.fees,
        "units": trade.units,
    }


def _zone(quirks: Quirks) -> str:
    return "" if quirks.unzoned_dates else "Z"
