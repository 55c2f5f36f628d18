# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
"""Opening, closing, changing and cancelling, on the demo or the real account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        Cancellation,
        CloseOrderReply,
        Confirmation,
        OpenOrderReply,
        OrderAction,
        OrderKind,
        OrderReceipt,
        PositionUpdateReceipt,
        SettlementType,
        StopLossType,
        Transaction,
    )


class TradingExecutionClient:
    """Opening, closing, changing and cancelling, on the demo or the real account."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def open_market_order_by_amount(
        self,
        *,
        instrument_id: int,
        is_buy: bool,
        leverage: int,
        amount: float,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        is_tsl_enabled: bool | None = None,
        is_no_stop_loss: bool | None = None,
        is_no_take_profit: bool | None = None,
        request_id: str | None = None,
    ) -> OpenOrderReply:
        """Open a position at market, sized in money.

        Hands in an order to open a position for an amount of money at the going rate. The answer means that eToro
        took the order, not that it was filled: read what became of it with get_order or lookup_order. Nothing in
        the request identifies it, so after a lost answer look before you send again, or use create_order, which has
        a reference. Sizes, leverage and stops outside the instrument's limits are refused, sometimes only after
        acceptance: the order then ends with status 4 and a code, such as 604 (not enough money), 720 (amount under
        the minimum), 749 (entry orders not allowed), 814 (internal instrument) or 2011 (settlement type not
        allowed).

        Args:
            instrument_id: Id of the instrument.
            is_buy: True for long, false for short.
            leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
            amount: Money to put in, account currency (USD), before leverage.
            stop_loss_rate: Rate at which the position is closed to limit a loss; worse than the going rate.
            take_profit_rate: Rate at which the position is closed to take a profit; better than the going rate.
            is_tsl_enabled: Whether the stop loss trails the price. False when left out.
            is_no_stop_loss: True for no stop loss at all.
            is_no_take_profit: True for no take profit at all.

        Returns:
            The order was accepted; status 1, not filled yet.

        Deprecated by eToro: use create_order instead.

        Demo: POST /api/v1/trading/execution/demo/market-open-orders/by-amount · pool execution-demo, 20 requests in
        60 s.

        Real: POST /api/v1/trading/execution/market-open-orders/by-amount · pool execution-real, 20 requests in 60
        s. Never repeated blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.open_market_order_by_amount_demo import call
        else:
            from ..api.execution.open_market_order_by_amount_real import call

        return self._http.send(
            call(
                instrument_id=instrument_id,
                is_buy=is_buy,
                leverage=leverage,
                amount=amount,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                is_tsl_enabled=is_tsl_enabled,
                is_no_stop_loss=is_no_stop_loss,
                is_no_take_profit=is_no_take_profit,
            ),
            request_id=request_id,
        )

    def open_market_order_by_units(
        self,
        *,
        instrument_id: int,
        is_buy: bool,
        leverage: int,
        amount_in_units: float,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        is_tsl_enabled: bool | None = None,
        is_no_stop_loss: bool | None = None,
        is_no_take_profit: bool | None = None,
        request_id: str | None = None,
    ) -> OpenOrderReply:
        """Open a position at market, sized in units.

        As open_market_order_by_amount, with the size in units of the asset. For futures count underlying units: the
        contract's multiplier times the number of contracts.

        Args:
            instrument_id: Id of the instrument.
            is_buy: True for long, false for short.
            leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
            amount_in_units: Units of the asset, fractions allowed for most; for futures the underlying units, not
                contracts.
            stop_loss_rate: Rate at which the position is closed to limit a loss; worse than the going rate.
            take_profit_rate: Rate at which the position is closed to take a profit; better than the going rate.
            is_tsl_enabled: Whether the stop loss trails the price. False when left out.
            is_no_stop_loss: True for no stop loss at all.
            is_no_take_profit: True for no take profit at all.

        Returns:
            The order was accepted; status 1, not filled yet.

        Deprecated by eToro: use create_order instead.

        Demo: POST /api/v1/trading/execution/demo/market-open-orders/by-units · pool execution-demo, 20 requests in
        60 s.

        Real: POST /api/v1/trading/execution/market-open-orders/by-units · pool execution-real, 20 requests in 60 s.
        Never repeated blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.open_market_order_by_units_demo import call
        else:
            from ..api.execution.open_market_order_by_units_real import call

        return self._http.send(
            call(
                instrument_id=instrument_id,
                is_buy=is_buy,
                leverage=leverage,
                amount_in_units=amount_in_units,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                is_tsl_enabled=is_tsl_enabled,
                is_no_stop_loss=is_no_stop_loss,
                is_no_take_profit=is_no_take_profit,
            ),
            request_id=request_id,
        )

    def cancel_market_open_order(
        self,
        order_id: int,
    ) -> Confirmation:
        """Cancel a market order before it opens a position.

        Works while the order waits, as it does out of trading hours. Once it is filled there is nothing to cancel;
        close the position instead. The answer says that the wish was taken; read the order to see whether it came
        in time.

        Args:
            order_id: Id of the order.

        Returns:
            The cancellation was accepted.

        Deprecated by eToro: use cancel_order instead.

        Demo: DELETE /api/v1/trading/execution/demo/market-open-orders/{orderId} · pool execution-demo, 20 requests
        in 60 s.

        Real: DELETE /api/v1/trading/execution/market-open-orders/{orderId} · pool execution-real, 20 requests in 60
        s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_market_open_order_demo import call
        else:
            from ..api.execution.cancel_market_open_order_real import call

        return self._http.send(
            call(
                order_id,
            )
        )

    def open_limit_order(
        self,
        *,
        instrument_id: int,
        is_buy: bool,
        leverage: int,
        rate: float,
        amount: float | None = None,
        amount_in_units: float | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        is_tsl_enabled: bool | None = None,
        is_no_stop_loss: bool | None = None,
        is_no_take_profit: bool | None = None,
        request_id: str | None = None,
    ) -> Confirmation:
        """Open a position when the price reaches a rate.

        eToro calls it market if touched: once the rate is reached, a market order goes out, so the fill may be a
        little off the rate. The rate must be better than the going one, lower for a long position and higher for a
        short one. Give either `amount` or `amount_in_units`. The answer holds a token and no order id; find the
        order among the portfolio's orders, or use create_order, which returns the id and has a reference.

        Args:
            instrument_id: Id of the instrument.
            is_buy: True for long, false for short.
            leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
            rate: `rate` that sets the order off, in the instrument's currency; below the going rate for long, above
                for short.
            amount: Money to put in, account currency (USD), before leverage. Not together with `amount_in_units`.
            amount_in_units: Units of the asset; for futures the underlying units. Not together with `amount`.
            stop_loss_rate: `rate` at which the position is closed to limit a loss; worse than the going rate.
            take_profit_rate: `rate` at which the position is closed to take a profit; better than the going rate.
            is_tsl_enabled: Whether the stop loss trails the price. False when left out.
            is_no_stop_loss: True for no stop loss at all.
            is_no_take_profit: True for no take profit at all.

        Returns:
            The order was accepted and waits for its rate.

        Deprecated by eToro: use create_order instead.

        Demo: POST /api/v1/trading/execution/demo/limit-orders · pool execution-demo, 20 requests in 60 s.

        Real: POST /api/v1/trading/execution/limit-orders · pool execution-real, 20 requests in 60 s. Never repeated
        blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.open_limit_order_demo import call
        else:
            from ..api.execution.open_limit_order_real import call

        return self._http.send(
            call(
                instrument_id=instrument_id,
                is_buy=is_buy,
                leverage=leverage,
                rate=rate,
                amount=amount,
                amount_in_units=amount_in_units,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                is_tsl_enabled=is_tsl_enabled,
                is_no_stop_loss=is_no_stop_loss,
                is_no_take_profit=is_no_take_profit,
            ),
            request_id=request_id,
        )

    def cancel_limit_order(
        self,
        order_id: int,
    ) -> Confirmation:
        """Cancel an order that waits for its rate.

        Works until the rate is touched. The answer says that the wish was taken; the order is gone from the
        portfolio's orders once it is done.

        Args:
            order_id: Id of the order.

        Returns:
            The cancellation was accepted.

        Deprecated by eToro: use cancel_order instead.

        Demo: DELETE /api/v1/trading/execution/demo/limit-orders/{orderId} · pool execution-demo, 20 requests in 60
        s.

        Real: DELETE /api/v1/trading/execution/limit-orders/{orderId} · pool execution-real, 20 requests in 60 s.
        Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_limit_order_demo import call
        else:
            from ..api.execution.cancel_limit_order_real import call

        return self._http.send(
            call(
                order_id,
            )
        )

    def close_position(
        self,
        position_id: int,
        *,
        instrument_id: int,
        units_to_deduct: float | None = None,
        request_id: str | None = None,
    ) -> CloseOrderReply:
        """Close a position, or part of it, at market.

        Hands in an order to close. The answer means that eToro took it; the position is closed when it leaves the
        portfolio and appears in the history, seconds later. Repeating a partial close takes another part off, so
        after a lost answer look before you send again. While a close is under way, reading the opening order can
        fail with status 500 for some seconds. `units_to_deduct` null closes everything. Partial closes are
        doubtful: one client saw them work, two saw them accepted and never carried out. A partial close keeps the
        position's id, lowers its units and sets isPartiallyAltered. The instrument's key is `instrument_id` on demo
        and InstrumentId on real.

        Args:
            position_id: Id of the position.
            instrument_id: Id of the position's instrument, as the demo account spells the key.
            units_to_deduct: Units to close; null, which is sent as such, closes them all.

        Returns:
            The closing order was accepted; status 1, not filled yet.

        Demo: POST /api/v1/trading/execution/demo/market-close-orders/positions/{positionId} · pool execution-demo,
        20 requests in 60 s.

        Real: POST /api/v1/trading/execution/market-close-orders/positions/{positionId} · pool execution-real, 20
        requests in 60 s. Never repeated blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.close_position_demo import call
        else:
            from ..api.execution.close_position_real import call

        return self._http.send(
            call(
                position_id,
                instrument_id=instrument_id,
                units_to_deduct=units_to_deduct,
            ),
            request_id=request_id,
        )

    def cancel_close_order(
        self,
        order_id: int,
    ) -> Confirmation:
        """Cancel a closing order before it closes a position.

        Works while the closing order waits, as it does out of trading hours; the position then stays open.
        `order_id` is that of the closing order, not of the order that opened the position.

        Args:
            order_id: Id of the closing order.

        Returns:
            The cancellation was accepted.

        Demo: DELETE /api/v1/trading/execution/demo/market-close-orders/{orderId} · pool execution-demo, 20 requests
        in 60 s.

        Real: DELETE /api/v1/trading/execution/market-close-orders/{orderId} · pool execution-real, 20 requests in
        60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_close_order_demo import call
        else:
            from ..api.execution.cancel_close_order_real import call

        return self._http.send(
            call(
                order_id,
            )
        )

    def create_order(
        self,
        *,
        action: OrderAction | str,
        transaction: Transaction | str,
        order_type: OrderKind | str,
        leverage: int,
        symbol: str | None = None,
        instrument_id: int | None = None,
        settlement_type: SettlementType | str | None = None,
        trigger_rate: float | None = None,
        amount: float | None = None,
        order_currency: str | None = None,
        units: float | None = None,
        contracts: float | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        stop_loss_type: StopLossType | str | None = None,
        additional_margin: float | None = None,
        position_ids: Iterable[int] | None = None,
        request_id: str | None = None,
    ) -> OrderReceipt:
        """Open a position, at market or at a rate, with a reference.

        The current way to trade. The x-request-id of the request becomes the order's referenceId, by which
        lookup_order is meant to find it when the answer was lost. The answer means accepted; a fill takes about 80
        to 200 ms in trading hours, and out of hours the order waits with status 11. Give exactly one of amount,
        units and contracts, and exactly one of symbol and `instrument_id`. A stop loss is needed with leverage
        above 1 and for sellShort. `order_type` mit needs `trigger_rate`. action close is reserved; close with
        close_position. Left out, `settlement_type` becomes real for unleveraged long stocks and crypto, cfd
        otherwise. Whether eToro drops a repeated request with the same x-request-id is not certain, so never repeat
        one blindly; look it up. Refusals after acceptance end with status 4 and a code: 604 not enough money, 720
        amount under the minimum, 749 entry orders not allowed, 814 internal instrument, 2011 settlement type not
        allowed.

        Args:
            action: open; the other value is reserved.
            transaction: buy for a long position, sellShort for a short one.
            order_type: mkt for at once, mit for at `trigger_rate`.
            leverage: Multiplier of the money put in; get_eligibility lists what is allowed.
            symbol: Symbol of the instrument, such as AAPL. Not together with `instrument_id`.
            instrument_id: Id of the instrument. Not together with symbol.
            settlement_type: What the position shall consist of. Left out, eToro decides. Published for the demo
                account only; on the real account leave it out.
            trigger_rate: Rate that sets a mit order off, in the instrument's currency.
            amount: Money to put in, in `order_currency`, before leverage. Not together with units or contracts.
            order_currency: Currency of amount; usd.
            units: Units of the asset. Not together with amount or contracts.
            contracts: Contracts, for futures. Not together with amount or units.
            stop_loss_rate: Rate at which the position is closed to limit a loss. Needed with leverage above 1 and
                for sellShort.
            take_profit_rate: Rate at which the position is closed to take a profit.
            stop_loss_type: Whether the stop loss stays or trails.
            additional_margin: Extra money to set aside for the position, account currency (USD).
            position_ids: Ids of positions to close; reserved like action close.

        Returns:
            The order was accepted.

        Demo: POST /api/v2/trading/execution/demo/orders · pool execution-demo, 20 requests in 60 s.

        Real: POST /api/v2/trading/execution/orders · pool execution-real, 20 requests in 60 s. Never repeated
        blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.create_order_demo import call
        else:
            from ..api.execution.create_order_real import call

        return self._http.send(
            call(
                action=action,
                transaction=transaction,
                order_type=order_type,
                leverage=leverage,
                symbol=symbol,
                instrument_id=instrument_id,
                settlement_type=settlement_type,
                trigger_rate=trigger_rate,
                amount=amount,
                order_currency=order_currency,
                units=units,
                contracts=contracts,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                stop_loss_type=stop_loss_type,
                additional_margin=additional_margin,
                position_ids=position_ids,
            ),
            request_id=request_id,
        )

    def cancel_order(
        self,
        order_id: int,
    ) -> Cancellation | None:
        """Cancel any order that is not filled yet.

        Takes market and market-if-touched orders alike. Cancelling twice does no harm, nor does cancelling what is
        already cancelled or filled. The answer says that the wish was taken: 200 in eToro's document, 202 as seen
        live, and the body may be missing. Look the order up to learn how it ended.

        Args:
            order_id: Id of the order.

        Returns:
            The cancellation was accepted, as eToro documents it.

        Demo: DELETE /api/v2/trading/execution/demo/orders/{orderId} · pool execution-demo, 20 requests in 60 s.

        Real: DELETE /api/v2/trading/execution/orders/{orderId} · pool execution-real, 20 requests in 60 s. Safe to
        repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_order_demo import call
        else:
            from ..api.execution.cancel_order_real import call

        return self._http.send(
            call(
                order_id,
            )
        )

    def update_position(
        self,
        position_id: int,
        *,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        stop_loss_type: StopLossType | str | None = None,
        clear_stop_loss: bool | None = None,
        clear_take_profit: bool | None = None,
    ) -> PositionUpdateReceipt:
        """Set or remove the stop loss and take profit of a position.

        Give at least one field. Setting a rate and clearing the same rate contradict each other. The answer means
        that the change was queued; read the portfolio to see it done. A closed position is refused with 409.
        Sending the same values again changes nothing.

        Args:
            position_id: Id of the position.
            stop_loss_rate: New rate of the stop loss, in the instrument's currency.
            take_profit_rate: New rate of the take profit, in the instrument's currency.
            stop_loss_type: Whether the stop loss stays or trails from now on.
            clear_stop_loss: True removes the stop loss.
            clear_take_profit: True removes the take profit.

        Returns:
            The change was queued.

        Demo: PATCH /api/v2/trading/demo/positions/{positionId} · pool default, 60 requests in 60 s.

        Real: PATCH /api/v2/trading/positions/{positionId} · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.update_position_demo import call
        else:
            from ..api.execution.update_position_real import call

        return self._http.send(
            call(
                position_id,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                stop_loss_type=stop_loss_type,
                clear_stop_loss=clear_stop_loss,
                clear_take_profit=clear_take_profit,
            )
        )


class AsyncTradingExecutionClient:
    """Opening, closing, changing and cancelling, on the demo or the real account."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def open_market_order_by_amount(
        self,
        *,
        instrument_id: int,
        is_buy: bool,
        leverage: int,
        amount: float,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        is_tsl_enabled: bool | None = None,
        is_no_stop_loss: bool | None = None,
        is_no_take_profit: bool | None = None,
        request_id: str | None = None,
    ) -> OpenOrderReply:
        """Open a position at market, sized in money.

        Hands in an order to open a position for an amount of money at the going rate. The answer means that eToro
        took the order, not that it was filled: read what became of it with get_order or lookup_order. Nothing in
        the request identifies it, so after a lost answer look before you send again, or use create_order, which has
        a reference. Sizes, leverage and stops outside the instrument's limits are refused, sometimes only after
        acceptance: the order then ends with status 4 and a code, such as 604 (not enough money), 720 (amount under
        the minimum), 749 (entry orders not allowed), 814 (internal instrument) or 2011 (settlement type not
        allowed).

        Args:
            instrument_id: Id of the instrument.
            is_buy: True for long, false for short.
            leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
            amount: Money to put in, account currency (USD), before leverage.
            stop_loss_rate: Rate at which the position is closed to limit a loss; worse than the going rate.
            take_profit_rate: Rate at which the position is closed to take a profit; better than the going rate.
            is_tsl_enabled: Whether the stop loss trails the price. False when left out.
            is_no_stop_loss: True for no stop loss at all.
            is_no_take_profit: True for no take profit at all.

        Returns:
            The order was accepted; status 1, not filled yet.

        Deprecated by eToro: use create_order instead.

        Demo: POST /api/v1/trading/execution/demo/market-open-orders/by-amount · pool execution-demo, 20 requests in
        60 s.

        Real: POST /api/v1/trading/execution/market-open-orders/by-amount · pool execution-real, 20 requests in 60
        s. Never repeated blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.open_market_order_by_amount_demo import call
        else:
            from ..api.execution.open_market_order_by_amount_real import call

        return await self._http.send(
            call(
                instrument_id=instrument_id,
                is_buy=is_buy,
                leverage=leverage,
                amount=amount,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                is_tsl_enabled=is_tsl_enabled,
                is_no_stop_loss=is_no_stop_loss,
                is_no_take_profit=is_no_take_profit,
            ),
            request_id=request_id,
        )

    async def open_market_order_by_units(
        self,
        *,
        instrument_id: int,
        is_buy: bool,
        leverage: int,
        amount_in_units: float,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        is_tsl_enabled: bool | None = None,
        is_no_stop_loss: bool | None = None,
        is_no_take_profit: bool | None = None,
        request_id: str | None = None,
    ) -> OpenOrderReply:
        """Open a position at market, sized in units.

        As open_market_order_by_amount, with the size in units of the asset. For futures count underlying units: the
        contract's multiplier times the number of contracts.

        Args:
            instrument_id: Id of the instrument.
            is_buy: True for long, false for short.
            leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
            amount_in_units: Units of the asset, fractions allowed for most; for futures the underlying units, not
                contracts.
            stop_loss_rate: Rate at which the position is closed to limit a loss; worse than the going rate.
            take_profit_rate: Rate at which the position is closed to take a profit; better than the going rate.
            is_tsl_enabled: Whether the stop loss trails the price. False when left out.
            is_no_stop_loss: True for no stop loss at all.
            is_no_take_profit: True for no take profit at all.

        Returns:
            The order was accepted; status 1, not filled yet.

        Deprecated by eToro: use create_order instead.

        Demo: POST /api/v1/trading/execution/demo/market-open-orders/by-units · pool execution-demo, 20 requests in
        60 s.

        Real: POST /api/v1/trading/execution/market-open-orders/by-units · pool execution-real, 20 requests in 60 s.
        Never repeated blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.open_market_order_by_units_demo import call
        else:
            from ..api.execution.open_market_order_by_units_real import call

        return await self._http.send(
            call(
                instrument_id=instrument_id,
                is_buy=is_buy,
                leverage=leverage,
                amount_in_units=amount_in_units,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                is_tsl_enabled=is_tsl_enabled,
                is_no_stop_loss=is_no_stop_loss,
                is_no_take_profit=is_no_take_profit,
            ),
            request_id=request_id,
        )

    async def cancel_market_open_order(
        self,
        order_id: int,
    ) -> Confirmation:
        """Cancel a market order before it opens a position.

        Works while the order waits, as it does out of trading hours. Once it is filled there is nothing to cancel;
        close the position instead. The answer says that the wish was taken; read the order to see whether it came
        in time.

        Args:
            order_id: Id of the order.

        Returns:
            The cancellation was accepted.

        Deprecated by eToro: use cancel_order instead.

        Demo: DELETE /api/v1/trading/execution/demo/market-open-orders/{orderId} · pool execution-demo, 20 requests
        in 60 s.

        Real: DELETE /api/v1/trading/execution/market-open-orders/{orderId} · pool execution-real, 20 requests in 60
        s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_market_open_order_demo import call
        else:
            from ..api.execution.cancel_market_open_order_real import call

        return await self._http.send(
            call(
                order_id,
            )
        )

    async def open_limit_order(
        self,
        *,
        instrument_id: int,
        is_buy: bool,
        leverage: int,
        rate: float,
        amount: float | None = None,
        amount_in_units: float | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        is_tsl_enabled: bool | None = None,
        is_no_stop_loss: bool | None = None,
        is_no_take_profit: bool | None = None,
        request_id: str | None = None,
    ) -> Confirmation:
        """Open a position when the price reaches a rate.

        eToro calls it market if touched: once the rate is reached, a market order goes out, so the fill may be a
        little off the rate. The rate must be better than the going one, lower for a long position and higher for a
        short one. Give either `amount` or `amount_in_units`. The answer holds a token and no order id; find the
        order among the portfolio's orders, or use create_order, which returns the id and has a reference.

        Args:
            instrument_id: Id of the instrument.
            is_buy: True for long, false for short.
            leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
            rate: `rate` that sets the order off, in the instrument's currency; below the going rate for long, above
                for short.
            amount: Money to put in, account currency (USD), before leverage. Not together with `amount_in_units`.
            amount_in_units: Units of the asset; for futures the underlying units. Not together with `amount`.
            stop_loss_rate: `rate` at which the position is closed to limit a loss; worse than the going rate.
            take_profit_rate: `rate` at which the position is closed to take a profit; better than the going rate.
            is_tsl_enabled: Whether the stop loss trails the price. False when left out.
            is_no_stop_loss: True for no stop loss at all.
            is_no_take_profit: True for no take profit at all.

        Returns:
            The order was accepted and waits for its rate.

        Deprecated by eToro: use create_order instead.

        Demo: POST /api/v1/trading/execution/demo/limit-orders · pool execution-demo, 20 requests in 60 s.

        Real: POST /api/v1/trading/execution/limit-orders · pool execution-real, 20 requests in 60 s. Never repeated
        blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.open_limit_order_demo import call
        else:
            from ..api.execution.open_limit_order_real import call

        return await self._http.send(
            call(
                instrument_id=instrument_id,
                is_buy=is_buy,
                leverage=leverage,
                rate=rate,
                amount=amount,
                amount_in_units=amount_in_units,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                is_tsl_enabled=is_tsl_enabled,
                is_no_stop_loss=is_no_stop_loss,
                is_no_take_profit=is_no_take_profit,
            ),
            request_id=request_id,
        )

    async def cancel_limit_order(
        self,
        order_id: int,
    ) -> Confirmation:
        """Cancel an order that waits for its rate.

        Works until the rate is touched. The answer says that the wish was taken; the order is gone from the
        portfolio's orders once it is done.

        Args:
            order_id: Id of the order.

        Returns:
            The cancellation was accepted.

        Deprecated by eToro: use cancel_order instead.

        Demo: DELETE /api/v1/trading/execution/demo/limit-orders/{orderId} · pool execution-demo, 20 requests in 60
        s.

        Real: DELETE /api/v1/trading/execution/limit-orders/{orderId} · pool execution-real, 20 requests in 60 s.
        Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_limit_order_demo import call
        else:
            from ..api.execution.cancel_limit_order_real import call

        return await self._http.send(
            call(
                order_id,
            )
        )

    async def close_position(
        self,
        position_id: int,
        *,
        instrument_id: int,
        units_to_deduct: float | None = None,
        request_id: str | None = None,
    ) -> CloseOrderReply:
        """Close a position, or part of it, at market.

        Hands in an order to close. The answer means that eToro took it; the position is closed when it leaves the
        portfolio and appears in the history, seconds later. Repeating a partial close takes another part off, so
        after a lost answer look before you send again. While a close is under way, reading the opening order can
        fail with status 500 for some seconds. `units_to_deduct` null closes everything. Partial closes are
        doubtful: one client saw them work, two saw them accepted and never carried out. A partial close keeps the
        position's id, lowers its units and sets isPartiallyAltered. The instrument's key is `instrument_id` on demo
        and InstrumentId on real.

        Args:
            position_id: Id of the position.
            instrument_id: Id of the position's instrument, as the demo account spells the key.
            units_to_deduct: Units to close; null, which is sent as such, closes them all.

        Returns:
            The closing order was accepted; status 1, not filled yet.

        Demo: POST /api/v1/trading/execution/demo/market-close-orders/positions/{positionId} · pool execution-demo,
        20 requests in 60 s.

        Real: POST /api/v1/trading/execution/market-close-orders/positions/{positionId} · pool execution-real, 20
        requests in 60 s. Never repeated blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.close_position_demo import call
        else:
            from ..api.execution.close_position_real import call

        return await self._http.send(
            call(
                position_id,
                instrument_id=instrument_id,
                units_to_deduct=units_to_deduct,
            ),
            request_id=request_id,
        )

    async def cancel_close_order(
        self,
        order_id: int,
    ) -> Confirmation:
        """Cancel a closing order before it closes a position.

        Works while the closing order waits, as it does out of trading hours; the position then stays open.
        `order_id` is that of the closing order, not of the order that opened the position.

        Args:
            order_id: Id of the closing order.

        Returns:
            The cancellation was accepted.

        Demo: DELETE /api/v1/trading/execution/demo/market-close-orders/{orderId} · pool execution-demo, 20 requests
        in 60 s.

        Real: DELETE /api/v1/trading/execution/market-close-orders/{orderId} · pool execution-real, 20 requests in
        60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_close_order_demo import call
        else:
            from ..api.execution.cancel_close_order_real import call

        return await self._http.send(
            call(
                order_id,
            )
        )

    async def create_order(
        self,
        *,
        action: OrderAction | str,
        transaction: Transaction | str,
        order_type: OrderKind | str,
        leverage: int,
        symbol: str | None = None,
        instrument_id: int | None = None,
        settlement_type: SettlementType | str | None = None,
        trigger_rate: float | None = None,
        amount: float | None = None,
        order_currency: str | None = None,
        units: float | None = None,
        contracts: float | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        stop_loss_type: StopLossType | str | None = None,
        additional_margin: float | None = None,
        position_ids: Iterable[int] | None = None,
        request_id: str | None = None,
    ) -> OrderReceipt:
        """Open a position, at market or at a rate, with a reference.

        The current way to trade. The x-request-id of the request becomes the order's referenceId, by which
        lookup_order is meant to find it when the answer was lost. The answer means accepted; a fill takes about 80
        to 200 ms in trading hours, and out of hours the order waits with status 11. Give exactly one of amount,
        units and contracts, and exactly one of symbol and `instrument_id`. A stop loss is needed with leverage
        above 1 and for sellShort. `order_type` mit needs `trigger_rate`. action close is reserved; close with
        close_position. Left out, `settlement_type` becomes real for unleveraged long stocks and crypto, cfd
        otherwise. Whether eToro drops a repeated request with the same x-request-id is not certain, so never repeat
        one blindly; look it up. Refusals after acceptance end with status 4 and a code: 604 not enough money, 720
        amount under the minimum, 749 entry orders not allowed, 814 internal instrument, 2011 settlement type not
        allowed.

        Args:
            action: open; the other value is reserved.
            transaction: buy for a long position, sellShort for a short one.
            order_type: mkt for at once, mit for at `trigger_rate`.
            leverage: Multiplier of the money put in; get_eligibility lists what is allowed.
            symbol: Symbol of the instrument, such as AAPL. Not together with `instrument_id`.
            instrument_id: Id of the instrument. Not together with symbol.
            settlement_type: What the position shall consist of. Left out, eToro decides. Published for the demo
                account only; on the real account leave it out.
            trigger_rate: Rate that sets a mit order off, in the instrument's currency.
            amount: Money to put in, in `order_currency`, before leverage. Not together with units or contracts.
            order_currency: Currency of amount; usd.
            units: Units of the asset. Not together with amount or contracts.
            contracts: Contracts, for futures. Not together with amount or units.
            stop_loss_rate: Rate at which the position is closed to limit a loss. Needed with leverage above 1 and
                for sellShort.
            take_profit_rate: Rate at which the position is closed to take a profit.
            stop_loss_type: Whether the stop loss stays or trails.
            additional_margin: Extra money to set aside for the position, account currency (USD).
            position_ids: Ids of positions to close; reserved like action close.

        Returns:
            The order was accepted.

        Demo: POST /api/v2/trading/execution/demo/orders · pool execution-demo, 20 requests in 60 s.

        Real: POST /api/v2/trading/execution/orders · pool execution-real, 20 requests in 60 s. Never repeated
        blindly.
        """
        if self._http.mode == "demo":
            from ..api.execution.create_order_demo import call
        else:
            from ..api.execution.create_order_real import call

        return await self._http.send(
            call(
                action=action,
                transaction=transaction,
                order_type=order_type,
                leverage=leverage,
                symbol=symbol,
                instrument_id=instrument_id,
                settlement_type=settlement_type,
                trigger_rate=trigger_rate,
                amount=amount,
                order_currency=order_currency,
                units=units,
                contracts=contracts,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                stop_loss_type=stop_loss_type,
                additional_margin=additional_margin,
                position_ids=position_ids,
            ),
            request_id=request_id,
        )

    async def cancel_order(
        self,
        order_id: int,
    ) -> Cancellation | None:
        """Cancel any order that is not filled yet.

        Takes market and market-if-touched orders alike. Cancelling twice does no harm, nor does cancelling what is
        already cancelled or filled. The answer says that the wish was taken: 200 in eToro's document, 202 as seen
        live, and the body may be missing. Look the order up to learn how it ended.

        Args:
            order_id: Id of the order.

        Returns:
            The cancellation was accepted, as eToro documents it.

        Demo: DELETE /api/v2/trading/execution/demo/orders/{orderId} · pool execution-demo, 20 requests in 60 s.

        Real: DELETE /api/v2/trading/execution/orders/{orderId} · pool execution-real, 20 requests in 60 s. Safe to
        repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.cancel_order_demo import call
        else:
            from ..api.execution.cancel_order_real import call

        return await self._http.send(
            call(
                order_id,
            )
        )

    async def update_position(
        self,
        position_id: int,
        *,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        stop_loss_type: StopLossType | str | None = None,
        clear_stop_loss: bool | None = None,
        clear_take_profit: bool | None = None,
    ) -> PositionUpdateReceipt:
        """Set or remove the stop loss and take profit of a position.

        Give at least one field. Setting a rate and clearing the same rate contradict each other. The answer means
        that the change was queued; read the portfolio to see it done. A closed position is refused with 409.
        Sending the same values again changes nothing.

        Args:
            position_id: Id of the position.
            stop_loss_rate: New rate of the stop loss, in the instrument's currency.
            take_profit_rate: New rate of the take profit, in the instrument's currency.
            stop_loss_type: Whether the stop loss stays or trails from now on.
            clear_stop_loss: True removes the stop loss.
            clear_take_profit: True removes the take profit.

        Returns:
            The change was queued.

        Demo: PATCH /api/v2/trading/demo/positions/{positionId} · pool default, 60 requests in 60 s.

        Real: PATCH /api/v2/trading/positions/{positionId} · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.execution.update_position_demo import call
        else:
            from ..api.execution.update_position_real import call

        return await self._http.send(
            call(
                position_id,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                stop_loss_type=stop_loss_type,
                clear_stop_loss=clear_stop_loss,
                clear_take_profit=clear_take_profit,
            )
        )
