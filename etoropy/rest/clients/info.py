# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
"""What an account holds, what became of an order, what a trade would cost and what is allowed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        ClosedTrade,
        Costs,
        Eligibilities,
        OpenOrderInfo,
        OrderAction,
        OrderDetails,
        OrderKind,
        PortfolioReply,
        SettlementType,
        StopLossType,
        Transaction,
    )


class TradingInfoClient:
    """What an account holds, what became of an order, what a trade would cost and what is allowed."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def get_portfolio(
        self,
    ) -> PortfolioReply:
        """Cash, open positions, copied traders and waiting orders.

        Everything the account holds, without profits (get_pnl has those). It can lag behind a fill by up to a
        minute: a position that is not here yet may exist, and one that was closed may still be listed. To follow an
        order read the order itself. In the rates, stopLossRate 0.0001 and takeProfitRate 0 mean that none is set.

        Returns:
            The account's holdings.

        Demo: GET /api/v1/trading/info/demo/portfolio · pool portfolio-demo, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/portfolio · pool portfolio-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_portfolio_demo import call
        else:
            from ..api.info.get_portfolio_real import call

        return self._http.send(call())

    def get_pnl(
        self,
    ) -> PortfolioReply:
        """The portfolio with its unrealised profit and loss.

        As get_portfolio, with unrealizedPnL on each position and summed up for the account. Cached for about ten
        seconds, so two reads in quick succession agree although the market moved; timestamp tells when it was
        reckoned. Equity is credit plus the amounts of the positions plus unrealizedPnL, copied traders included.

        Returns:
            The account's holdings with their profits.

        Demo: GET /api/v1/trading/info/demo/pnl · pool pnl-demo, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/real/pnl · pool pnl-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_pnl_demo import call
        else:
            from ..api.info.get_pnl_real import call

        return self._http.send(call())

    def get_order(
        self,
        order_id: int,
    ) -> OpenOrderInfo:
        """What became of an order to open (v1).

        Status of a v1 order to open and the positions it led to. For a moment after the order was sent the answer
        is 404, which does not mean that the order is lost. positions is filled once the order is.

        Args:
            order_id: Id of the order, from the answer to the request that opened it.

        Returns:
            The order as it stands.

        Deprecated by eToro: use lookup_order instead.

        Demo: GET /api/v1/trading/info/demo/orders/{orderId} · pool demo-order-reads, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/real/orders/{orderId} · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_order_demo import call
        else:
            from ..api.info.get_order_real import call

        return self._http.send(
            call(
                order_id,
            )
        )

    def get_trade_history(
        self,
        *,
        min_date: date,
        page: int | None = None,
        page_size: int | None = None,
    ) -> list[ClosedTrade]:
        """Closed trades since a day.

        Trades closed on or after `min_date`, a page at a time; pages count from 1 and the answer is a bare list, so
        a page with fewer entries than `page_size` is the last one. Pages of up to 100 are safe; 500 went through
        once.

        Args:
            min_date: First day of interest, UTC, as YYYY-MM-DD.
            page: Which page, from 1.
            page_size: Trades on a page.

        Returns:
            Closed trades, as a bare list; empty past the last page.

        Demo: GET /api/v1/trading/info/trade/demo/history · pool default, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/trade/history · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_trade_history_demo import call
        else:
            from ..api.info.get_trade_history_real import call

        return self._http.send(
            call(
                min_date=min_date,
                page=page,
                page_size=page_size,
            )
        )

    def iter_trade_history(self, *, min_date: date, page_size: int = 100) -> Iterator[ClosedTrade]:
        """Every entry that `get_trade_history` has, each page asked for only when it is reached.

        Arguments are those of `get_trade_history`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[ClosedTrade] | None, int | None]:
            reply = self.get_trade_history(min_date=min_date, page=position, page_size=page_size)
            return reply, None

        def identity(entry: ClosedTrade) -> Hashable:
            return (entry.position_id, entry.close_timestamp)

        pager = Pager(page_size, 1, identity, by_offset=False, most=100)
        return self._http.entries(pager, fetch)

    def lookup_order(
        self,
        *,
        order_id: int | None = None,
        reference_id: str | None = None,
    ) -> OrderDetails:
        """What became of an order, by its id or its reference.

        Give exactly one of `order_id` and `reference_id`. By id the answer can be 404 for about 0.6 s after the
        order was sent. By reference is documented and one client relies on it, while another never got anything but
        404; so a 404 by reference does not prove that there is no order. While a close of the position is under
        way, one to three answers of 500 came over 6 to 8 seconds. After the close the status stays 3; only the
        state of the position's execution turns to closed. Out of hours an order shows status 11 and no executions.
        An order that was refused after acceptance shows status 4 with a code and a reason.

        Args:
            order_id: Id of the order. Not together with `reference_id`.
            reference_id: The x-request-id that the order was sent with, a UUID. Not together with `order_id`.

        Returns:
            The order as it stands.

        Demo: GET /api/v2/trading/info/demo/orders:lookup · pool demo-order-reads, 60 requests in 60 s.

        Real: GET /api/v2/trading/info/orders:lookup · pool order-lookup-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.lookup_order_demo import call
        else:
            from ..api.info.lookup_order_real import call

        return self._http.send(
            call(
                order_id=order_id,
                reference_id=reference_id,
            )
        )

    def get_costs(
        self,
        *,
        action: OrderAction | str,
        transaction: Transaction | str,
        symbol: str | None = None,
        instrument_id: int | None = None,
        settlement_type: SettlementType | str | None = None,
        order_type: OrderKind | str | None = None,
        trigger_rate: float | None = None,
        leverage: int | None = None,
        amount: float | None = None,
        order_currency: str | None = None,
        units: float | None = None,
        contracts: float | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        stop_loss_type: StopLossType | str | None = None,
        additional_margin: float | None = None,
        position_ids: Iterable[int] | None = None,
    ) -> Costs:
        """What an order would cost; nothing is sent to market.

        Takes an order and answers with the costs it would have now: markup, market spread, fees, overnight and
        weekend charges, stamp duty. To open, give exactly one of symbol and `instrument_id`, and a leverage of 1 or
        more; to close, give `position_ids`. It only reads, so it may be repeated.

        Args:
            action: Whether the costs of opening or of closing are asked for; both work here.
            transaction: Direction of the order.
            symbol: Symbol of the instrument, such as AAPL. Not together with `instrument_id`.
            instrument_id: Id of the instrument. Not together with symbol.
            settlement_type: What the position would consist of. Give it when opening.
            order_type: mkt for at once, mit for at `trigger_rate`.
            trigger_rate: Rate that would set a mit order off, in the instrument's currency.
            leverage: Multiplier of the money put in. Give it when opening.
            amount: Money to put in, in `order_currency`, before leverage. Not together with units or contracts.
            order_currency: Currency of amount; usd.
            units: Units of the asset. Not together with amount or contracts.
            contracts: Contracts, for futures. Not together with amount or units.
            stop_loss_rate: Rate of the stop loss, in the instrument's currency.
            take_profit_rate: Rate of the take profit, in the instrument's currency.
            stop_loss_type: Whether the stop loss stays or trails.
            additional_margin: Extra money to set aside for the position, account currency (USD).
            position_ids: Ids of the positions to close. Give them when closing.

        Returns:
            The costs, one entry for each kind.

        Demo: POST /api/v2/trading/info/demo/costs · pool costs-demo, 60 requests in 60 s.

        Real: POST /api/v2/trading/info/costs · pool costs-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_costs_demo import call
        else:
            from ..api.info.get_costs_real import call

        return self._http.send(
            call(
                action=action,
                transaction=transaction,
                symbol=symbol,
                instrument_id=instrument_id,
                settlement_type=settlement_type,
                order_type=order_type,
                trigger_rate=trigger_rate,
                leverage=leverage,
                amount=amount,
                order_currency=order_currency,
                units=units,
                contracts=contracts,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                stop_loss_type=stop_loss_type,
                additional_margin=additional_margin,
                position_ids=position_ids,
            )
        )

    def get_eligibility(
        self,
        *,
        instrument_ids: Iterable[int] | None = None,
        symbols: Iterable[str] | None = None,
        currency: str | None = None,
    ) -> Eligibilities:
        """What the account may do with instruments, and within which bounds.

        For each instrument: whether it may be opened and closed, smallest and largest sizes, leverage and stop
        bounds by settlement and direction. Give ids, symbols or both, 100 at most in all. Unknown ones are named in
        the answer. It only reads, so it may be repeated.

        Args:
            instrument_ids: Ids of instruments.
            symbols: Symbols of instruments.
            currency: Currency for the money in the answer; USD, the only one supported, when left out.

        Returns:
            The rules for each known instrument.

        Demo: POST /api/v2/trading/info/demo/eligibility · pool default, 60 requests in 60 s.

        Real: POST /api/v2/trading/info/eligibility · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_eligibility_demo import call
        else:
            from ..api.info.get_eligibility_real import call

        return self._http.send(
            call(
                instrument_ids=instrument_ids,
                symbols=symbols,
                currency=currency,
            )
        )


class AsyncTradingInfoClient:
    """What an account holds, what became of an order, what a trade would cost and what is allowed."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def get_portfolio(
        self,
    ) -> PortfolioReply:
        """Cash, open positions, copied traders and waiting orders.

        Everything the account holds, without profits (get_pnl has those). It can lag behind a fill by up to a
        minute: a position that is not here yet may exist, and one that was closed may still be listed. To follow an
        order read the order itself. In the rates, stopLossRate 0.0001 and takeProfitRate 0 mean that none is set.

        Returns:
            The account's holdings.

        Demo: GET /api/v1/trading/info/demo/portfolio · pool portfolio-demo, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/portfolio · pool portfolio-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_portfolio_demo import call
        else:
            from ..api.info.get_portfolio_real import call

        return await self._http.send(call())

    async def get_pnl(
        self,
    ) -> PortfolioReply:
        """The portfolio with its unrealised profit and loss.

        As get_portfolio, with unrealizedPnL on each position and summed up for the account. Cached for about ten
        seconds, so two reads in quick succession agree although the market moved; timestamp tells when it was
        reckoned. Equity is credit plus the amounts of the positions plus unrealizedPnL, copied traders included.

        Returns:
            The account's holdings with their profits.

        Demo: GET /api/v1/trading/info/demo/pnl · pool pnl-demo, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/real/pnl · pool pnl-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_pnl_demo import call
        else:
            from ..api.info.get_pnl_real import call

        return await self._http.send(call())

    async def get_order(
        self,
        order_id: int,
    ) -> OpenOrderInfo:
        """What became of an order to open (v1).

        Status of a v1 order to open and the positions it led to. For a moment after the order was sent the answer
        is 404, which does not mean that the order is lost. positions is filled once the order is.

        Args:
            order_id: Id of the order, from the answer to the request that opened it.

        Returns:
            The order as it stands.

        Deprecated by eToro: use lookup_order instead.

        Demo: GET /api/v1/trading/info/demo/orders/{orderId} · pool demo-order-reads, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/real/orders/{orderId} · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_order_demo import call
        else:
            from ..api.info.get_order_real import call

        return await self._http.send(
            call(
                order_id,
            )
        )

    async def get_trade_history(
        self,
        *,
        min_date: date,
        page: int | None = None,
        page_size: int | None = None,
    ) -> list[ClosedTrade]:
        """Closed trades since a day.

        Trades closed on or after `min_date`, a page at a time; pages count from 1 and the answer is a bare list, so
        a page with fewer entries than `page_size` is the last one. Pages of up to 100 are safe; 500 went through
        once.

        Args:
            min_date: First day of interest, UTC, as YYYY-MM-DD.
            page: Which page, from 1.
            page_size: Trades on a page.

        Returns:
            Closed trades, as a bare list; empty past the last page.

        Demo: GET /api/v1/trading/info/trade/demo/history · pool default, 60 requests in 60 s.

        Real: GET /api/v1/trading/info/trade/history · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_trade_history_demo import call
        else:
            from ..api.info.get_trade_history_real import call

        return await self._http.send(
            call(
                min_date=min_date,
                page=page,
                page_size=page_size,
            )
        )

    def iter_trade_history(self, *, min_date: date, page_size: int = 100) -> AsyncIterator[ClosedTrade]:
        """Every entry that `get_trade_history` has, each page asked for only when it is reached.

        Arguments are those of `get_trade_history`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[ClosedTrade] | None, int | None]:
            reply = await self.get_trade_history(min_date=min_date, page=position, page_size=page_size)
            return reply, None

        def identity(entry: ClosedTrade) -> Hashable:
            return (entry.position_id, entry.close_timestamp)

        pager = Pager(page_size, 1, identity, by_offset=False, most=100)
        return self._http.entries(pager, fetch)

    async def lookup_order(
        self,
        *,
        order_id: int | None = None,
        reference_id: str | None = None,
    ) -> OrderDetails:
        """What became of an order, by its id or its reference.

        Give exactly one of `order_id` and `reference_id`. By id the answer can be 404 for about 0.6 s after the
        order was sent. By reference is documented and one client relies on it, while another never got anything but
        404; so a 404 by reference does not prove that there is no order. While a close of the position is under
        way, one to three answers of 500 came over 6 to 8 seconds. After the close the status stays 3; only the
        state of the position's execution turns to closed. Out of hours an order shows status 11 and no executions.
        An order that was refused after acceptance shows status 4 with a code and a reason.

        Args:
            order_id: Id of the order. Not together with `reference_id`.
            reference_id: The x-request-id that the order was sent with, a UUID. Not together with `order_id`.

        Returns:
            The order as it stands.

        Demo: GET /api/v2/trading/info/demo/orders:lookup · pool demo-order-reads, 60 requests in 60 s.

        Real: GET /api/v2/trading/info/orders:lookup · pool order-lookup-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.lookup_order_demo import call
        else:
            from ..api.info.lookup_order_real import call

        return await self._http.send(
            call(
                order_id=order_id,
                reference_id=reference_id,
            )
        )

    async def get_costs(
        self,
        *,
        action: OrderAction | str,
        transaction: Transaction | str,
        symbol: str | None = None,
        instrument_id: int | None = None,
        settlement_type: SettlementType | str | None = None,
        order_type: OrderKind | str | None = None,
        trigger_rate: float | None = None,
        leverage: int | None = None,
        amount: float | None = None,
        order_currency: str | None = None,
        units: float | None = None,
        contracts: float | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        stop_loss_type: StopLossType | str | None = None,
        additional_margin: float | None = None,
        position_ids: Iterable[int] | None = None,
    ) -> Costs:
        """What an order would cost; nothing is sent to market.

        Takes an order and answers with the costs it would have now: markup, market spread, fees, overnight and
        weekend charges, stamp duty. To open, give exactly one of symbol and `instrument_id`, and a leverage of 1 or
        more; to close, give `position_ids`. It only reads, so it may be repeated.

        Args:
            action: Whether the costs of opening or of closing are asked for; both work here.
            transaction: Direction of the order.
            symbol: Symbol of the instrument, such as AAPL. Not together with `instrument_id`.
            instrument_id: Id of the instrument. Not together with symbol.
            settlement_type: What the position would consist of. Give it when opening.
            order_type: mkt for at once, mit for at `trigger_rate`.
            trigger_rate: Rate that would set a mit order off, in the instrument's currency.
            leverage: Multiplier of the money put in. Give it when opening.
            amount: Money to put in, in `order_currency`, before leverage. Not together with units or contracts.
            order_currency: Currency of amount; usd.
            units: Units of the asset. Not together with amount or contracts.
            contracts: Contracts, for futures. Not together with amount or units.
            stop_loss_rate: Rate of the stop loss, in the instrument's currency.
            take_profit_rate: Rate of the take profit, in the instrument's currency.
            stop_loss_type: Whether the stop loss stays or trails.
            additional_margin: Extra money to set aside for the position, account currency (USD).
            position_ids: Ids of the positions to close. Give them when closing.

        Returns:
            The costs, one entry for each kind.

        Demo: POST /api/v2/trading/info/demo/costs · pool costs-demo, 60 requests in 60 s.

        Real: POST /api/v2/trading/info/costs · pool costs-real, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_costs_demo import call
        else:
            from ..api.info.get_costs_real import call

        return await self._http.send(
            call(
                action=action,
                transaction=transaction,
                symbol=symbol,
                instrument_id=instrument_id,
                settlement_type=settlement_type,
                order_type=order_type,
                trigger_rate=trigger_rate,
                leverage=leverage,
                amount=amount,
                order_currency=order_currency,
                units=units,
                contracts=contracts,
                stop_loss_rate=stop_loss_rate,
                take_profit_rate=take_profit_rate,
                stop_loss_type=stop_loss_type,
                additional_margin=additional_margin,
                position_ids=position_ids,
            )
        )

    async def get_eligibility(
        self,
        *,
        instrument_ids: Iterable[int] | None = None,
        symbols: Iterable[str] | None = None,
        currency: str | None = None,
    ) -> Eligibilities:
        """What the account may do with instruments, and within which bounds.

        For each instrument: whether it may be opened and closed, smallest and largest sizes, leverage and stop
        bounds by settlement and direction. Give ids, symbols or both, 100 at most in all. Unknown ones are named in
        the answer. It only reads, so it may be repeated.

        Args:
            instrument_ids: Ids of instruments.
            symbols: Symbols of instruments.
            currency: Currency for the money in the answer; USD, the only one supported, when left out.

        Returns:
            The rules for each known instrument.

        Demo: POST /api/v2/trading/info/demo/eligibility · pool default, 60 requests in 60 s.

        Real: POST /api/v2/trading/info/eligibility · pool default, 60 requests in 60 s. Safe to repeat.
        """
        if self._http.mode == "demo":
            from ..api.info.get_eligibility_demo import call
        else:
            from ..api.info.get_eligibility_real import call

        return await self._http.send(
            call(
                instrument_ids=instrument_ids,
                symbols=symbols,
                currency=currency,
            )
        )
