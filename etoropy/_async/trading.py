"""The entry point: orders, prices, portfolio and stream by symbol, over REST and WebSocket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar
from uuid import UUID

from ..arguments import interval_of, several, whole
from ..colours import AsyncSignal, async_check_listener
from ..config import EToroConfig, Mode
from ..errors import EToroSymbolError, EToroValidationError
from ..events import Listener, Listeners
from ..model import begin_of
from ..paging import chunks
from ..symbols import SymbolTable
from ..views.frames import Rows
from .feed import AsyncQuoteFeed
from .http import AsyncHttpClient
from .resolver import AsyncInstrumentResolver

if TYPE_CHECKING:
    from ..orders.decision import (
        CostPreview,
        ItemOutcome,
        OrderOptions,
        OrderResult,
        PlacedOrder,
    )
    from ..rate_limiter import Usage
    from ..rest.clients import AsyncRestClient
    from ..rest.models import (
        Candle,
        CandleDirection,
        CandleInterval,
        ClosedTrade,
        CloseMultipleOrder,
        CloseOrder,
        ClosingPrice,
        FoundInstrument,
        Instrument,
        LimitOrder,
        OpenOrder,
        Portfolio,
        Position,
        Rate,
    )
    from ..ws import AsyncQuoteStream, AsyncWsClient, Policy
    from .orders import AsyncOrderDesk
    from .relay import AsyncRelayReader

T = TypeVar("T")

Symbol = str | int

# The most ids that the rates endpoint answers for at once.
_MOST_IDS: Final = 100
_MOST_CANDLES: Final = 1000
_HISTORY: Final = timedelta(days=90)


class AsyncEToroTrading:
    """Trading and market data by symbol.

    Without a ``config`` the settings come from ``ETORO_*`` variables; the account is the demo one unless
    ``mode="real"`` is said. Wherever an instrument is meant, its symbol (``"AAPL"``, by exact match, case aside) or its
    id will do.

    ``rest`` reaches every endpoint; ``http`` sends what the document lacks; ``ws`` is the stream. An HTTP client that
    is handed in is used and left open. Use it as a context manager, or ``aclose`` it.

    Events for ``on``: ``"price"`` (symbol, instrument_id, Quote), ``"order:update"`` (PrivateEvent), ``"connected"``,
    ``"disconnected"`` (), ``"error"`` (exception), ``"ws:message"`` (envelope as it came), ``"gap"`` (what was missed).
    """

    def __init__(
        self,
        config: EToroConfig | None = None,
        *,
        http: AsyncHttpClient | None = None,
        symbols: SymbolTable | None = None,
    ) -> None:
        self._owns_http = http is None
        if http is not None and config is not None and config != http.config:
            what = "An HTTP client that is handed in brings its own settings; leave config out, or make both of one."
            raise EToroValidationError(what, field="config")
        self.http = http if http is not None else AsyncHttpClient(config)
        self.config = self.http.config
        self._symbols = symbols
        self._listeners = Listeners()
        self._order_events = AsyncSignal()
        self._hears = False
        self._is_closed = False

    # The parts, each made when first needed: importing and building them costs more than a request does.

    @cached_property
    def rest(self) -> AsyncRestClient:
        """Every endpoint, as sub-clients: ``rest.market_data``, ``rest.execution``, ``rest.watchlists`` …"""
        from ..rest.clients import AsyncRestClient

        return AsyncRestClient(self.http)

    @cached_property
    def resolver(self) -> AsyncInstrumentResolver:
        """Symbol ↔ id."""
        return AsyncInstrumentResolver(self.rest, table=self._symbols)

    @cached_property
    def ws(self) -> AsyncWsClient:
        """The stream; connected by ``connect`` or by the first thing that needs it."""
        if self._is_closed:
            raise EToroValidationError("This client is closed; make a new one.", field="client")
        from ..ws import AsyncWsClient

        return AsyncWsClient(self.config, symbol_of=self.resolver.symbol_of, listeners=self._listeners)

    @cached_property
    def orders(self) -> AsyncOrderDesk:
        """Where orders are placed, settled and followed."""
        from .orders import AsyncOrderDesk

        return AsyncOrderDesk(self.rest, waker=self._order_events if self._owns_http else None)

    @property
    def mode(self) -> Mode:
        """``"demo"`` or ``"real"``."""
        return self.config.mode

    @property
    def limits(self) -> dict[str, Usage]:
        """How much of each rate pool is used, and what the server said of it last."""
        return self.http.limits

    # Connection and events.

    async def connect(self, timeout: float | None = None) -> None:
        """Open the stream and authenticate. Raises EToroAuthError, EToroTimeoutError, EToroWebSocketError."""
        await self.ws.connect(timeout=timeout)

    async def disconnect(self) -> None:
        """Close the stream; REST goes on working. Iterators over the stream end."""
        ws = self.__dict__.get("ws")
        if ws is not None:
            self._hears = False
            self._listeners.remove("order:update", self._order_events.fire)
            # Let go of when it is closed: who is interrupted in the midst may come again.
            await ws.close()
            self.__dict__.pop("ws", None)

    async def aclose(self) -> None:
        """Close stream and connections, for good."""
        self._is_closed = True
        try:
            await self.disconnect()
        finally:
            if self._owns_http:
                await self.http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    def on(self, event: str, listener: Listener) -> None:
        """Call ``listener`` at every ``event``."""
        async_check_listener(listener)
        self._listeners.add(event, listener)

    def once(self, event: str, listener: Listener) -> None:
        """Call ``listener`` at the next ``event`` only."""
        async_check_listener(listener)
        self._listeners.add(event, listener, once=True)

    def off(self, event: str, listener: Listener) -> None:
        """Stop calling ``listener``."""
        self._listeners.remove(event, listener)

    def remove_all_listeners(self, event: str | None = None) -> None:
        """Forget the listeners of one event, or all of them."""
        self._listeners.clear(event)
        if self._hears and event in (None, "order:update"):
            self._listeners.add("order:update", self._order_events.fire)

    # Orders.

    async def buy_by_amount(
        self,
        instrument: Symbol,
        amount: float,
        *,
        leverage: int | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        options: OrderOptions | None = None,
    ) -> PlacedOrder:
        """Open a long position for ``amount`` of account currency (USD), before leverage, at the going rate.

        Returns once eToro has the order, filled or not: ``wait_for_order`` follows it. Rates are prices in the
        instrument's currency. ``options`` holds the rest; arguments given here outrank it.

        Raises EToroValidationError (nothing was sent), EToroApiError (refused), EToroOrderNotPlacedError (lost on the
        way, and established not to exist) or EToroOrderUnknownError (do not send again; see ``find_order``).
        """
        chosen = _options(options, leverage, stop_loss_rate, take_profit_rate)
        number = await self.resolve_instrument(instrument)
        return await self.orders.open(number, is_buy=True, amount=amount, options=chosen)

    async def buy_by_units(
        self,
        instrument: Symbol,
        units: float,
        *,
        leverage: int | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        options: OrderOptions | None = None,
    ) -> PlacedOrder:
        """Open a long position of ``units`` of the asset; otherwise as ``buy_by_amount``."""
        chosen = _options(options, leverage, stop_loss_rate, take_profit_rate)
        number = await self.resolve_instrument(instrument)
        return await self.orders.open(number, is_buy=True, units=units, options=chosen)

    async def sell_by_amount(
        self,
        instrument: Symbol,
        amount: float,
        *,
        leverage: int | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        options: OrderOptions | None = None,
    ) -> PlacedOrder:
        """Open a *short* position for ``amount`` of account currency; otherwise as ``buy_by_amount``.

        This does not close anything: to sell what you hold, use ``close_position``. eToro wants a stop loss for shorts.
        """
        chosen = _options(options, leverage, stop_loss_rate, take_profit_rate)
        number = await self.resolve_instrument(instrument)
        return await self.orders.open(number, is_buy=False, amount=amount, options=chosen)

    async def sell_by_units(
        self,
        instrument: Symbol,
        units: float,
        *,
        leverage: int | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        options: OrderOptions | None = None,
    ) -> PlacedOrder:
        """Open a *short* position of ``units`` of the asset; otherwise as ``sell_by_amount``."""
        chosen = _options(options, leverage, stop_loss_rate, take_profit_rate)
        number = await self.resolve_instrument(instrument)
        return await self.orders.open(number, is_buy=False, units=units, options=chosen)

    async def preview_order(
        self,
        instrument: Symbol,
        *,
        is_buy: bool = True,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
    ) -> CostPreview:
        """What opening this position would cost. Sends no order."""
        return await self.orders.preview(
            await self.resolve_instrument(instrument), is_buy=is_buy, amount=amount, units=units, options=options
        )

    async def place_limit_order(
        self,
        instrument: Symbol,
        rate: float,
        *,
        is_buy: bool = True,
        amount: float | None = None,
        units: float | None = None,
        leverage: int | None = None,
        stop_loss_rate: float | None = None,
        take_profit_rate: float | None = None,
        options: OrderOptions | None = None,
    ) -> PlacedOrder:
        """Open a position once the price touches ``rate``, sized by ``amount`` or ``units``; as ``buy_by_amount``."""
        return await self.orders.open_limit(
            await self.resolve_instrument(instrument),
            is_buy=is_buy,
            rate=rate,
            amount=amount,
            units=units,
            options=_options(options, leverage, stop_loss_rate, take_profit_rate),
        )

    async def close_position(
        self, position_id: int, *, units: float | None = None, options: OrderOptions | None = None
    ) -> PlacedOrder:
        """Close a position, or ``units`` of it, at the going rate. Outcomes are those of ``buy_by_amount``."""
        return await self.orders.close(position_id, units=units, options=options)

    async def close_all_positions(
        self, *, copied: bool = False, options: OrderOptions | None = None
    ) -> list[ItemOutcome]:
        """Close every open position, each with an outcome of its own; one failure does not stop the others.

        Positions that copy another trader are left alone unless ``copied`` is set.
        """
        return await self.orders.close_all(copied=copied, options=options)

    async def cancel_order(self, order_id: int) -> None:
        """Cancel a market order that has not been filled. Cancelling twice does no harm."""
        await self.orders.cancel(order_id)

    async def cancel_limit_order(self, order_id: int) -> None:
        """Cancel a limit order that has not been triggered. Cancelling twice does no harm."""
        await self.orders.cancel_limit(order_id)

    async def cancel_all_orders(self) -> list[ItemOutcome]:
        """Cancel every order that waits to open a position, limit orders included; an outcome each."""
        return await self.orders.cancel_all()

    async def cancel_all_limit_orders(self) -> list[ItemOutcome]:
        """Cancel every limit order; an outcome each."""
        return await self.orders.cancel_all_limits()

    async def wait_for_order(self, order: PlacedOrder | int | str, *, timeout: float = 60.0) -> OrderResult:
        """Follow an order (as placed, or its id, or its reference) to its end, at most ``timeout`` seconds.

        The result says which end it was: filled with positions and average price, rejected with eToro's code and
        reason, cancelled, expired, partly filled, or still open when the time was up.
        """
        self._hear_order_events()
        return await self.orders.wait(order, timeout=timeout)

    def _hear_order_events(self) -> None:
        """Have the account's events end waits early. They are a help, not a need: nothing here waits for the stream,
        and with an HTTP client that was handed in, which may lead elsewhere than the stream, it is left out."""
        if self._hears or not self._owns_http:
            return
        self._hears = True
        self._listeners.add("order:update", self._order_events.fire)
        self.ws.subscribe_private()
        self.ws.start()

    async def find_order(self, reference_id: str | UUID) -> PlacedOrder | None:
        """The order that was sent under ``reference_id``, by this process or another.

        None when it is established that there is none. Raises EToroOrderUnknownError, with candidates, when that
        cannot be told.
        """
        return await self.orders.find(reference_id)

    async def reconcile(self) -> list[ItemOutcome]:
        """Settle orders whose fate is open, an outcome each; sends nothing.

        They were left by cancelled tasks, by look-ups that did not settle them, and, with ``EToroConfig(journal=…)``,
        by a crash: then run it at the start of a program, before anything is sent again.
        """
        return await self.orders.reconcile()

    # The account.

    async def get_portfolio(self) -> Portfolio:
        """Cash, positions, waiting orders and copied traders. Can lag a fill by up to a minute."""
        return (await self.rest.info.get_portfolio()).client_portfolio

    async def get_pnl(self) -> Portfolio:
        """The portfolio with unrealized profit on every position. eToro refreshes it about every ten seconds."""
        return (await self.rest.info.get_pnl()).client_portfolio

    async def get_positions(self, instrument: Symbol | None = None, *, profit: bool = False) -> Rows[Position]:
        """Open positions, of one instrument or of all; those that copy a trader stand in the portfolio's mirrors.

        With ``profit`` each has its unrealized profit, as in ``get_pnl``.
        """
        from ..rest.models import Position

        wanted = None if instrument is None else await self.resolve_instrument(instrument)
        positions = (await (self.get_pnl() if profit else self.get_portfolio())).positions
        return self._rows((it for it in positions if wanted is None or it.instrument_id == wanted), Position)

    async def get_pending_orders(self) -> Rows[OpenOrder | LimitOrder | CloseOrder | CloseMultipleOrder]:
        """Orders that wait: to open at market, at a limit, and to close, in this order."""
        from ..rest.models import CloseMultipleOrder, CloseOrder, LimitOrder, OpenOrder

        portfolio = await self.get_portfolio()
        waiting: list[OpenOrder | LimitOrder | CloseOrder | CloseMultipleOrder] = [
            *portfolio.orders_for_open,
            *portfolio.orders,
            *portfolio.orders_for_close,
            *portfolio.orders_for_close_multiple,
        ]
        return self._rows(waiting, (OpenOrder, LimitOrder, CloseOrder, CloseMultipleOrder))

    async def get_trade_history(
        self, since: datetime | date | None = None, *, most: int | None = None
    ) -> Rows[ClosedTrade]:
        """Closed trades, newest first, page after page until ``most``.

        ``since`` is when the oldest was closed: a day as eToro reckons it (UTC), or a time (UTC where it has no zone);
        90 days back unless told.
        """
        from ..rest.models import ClosedTrade

        day, moment = begin_of(since if since is not None else self.http.clock.now() - _HISTORY)
        if most is not None and not whole("most", most):
            return self._rows((), ClosedTrade)
        trades = self._rows((), ClosedTrade)
        async for trade in self.rest.info.iter_trade_history(min_date=day):
            if moment is None or trade.close_timestamp >= moment:
                trades.append(trade)
            if len(trades) == most:
                break
        return trades

    # Market data.

    def _rows(self, rows: Iterable[T], of: type[T] | tuple[type[Any], ...]) -> Rows[T]:
        """Answers that can become a frame, with their instruments by name."""
        return Rows(rows, of, symbol_of=self.resolver.symbol_of)

    async def get_rates(self, instruments: Symbol | Iterable[Symbol]) -> Rows[Rate]:
        """Current bid, ask and last execution of any number of instruments, in the order asked.

        Up to a hundred travel in one request. Raises EToroSymbolError naming those that eToro has no rate for.
        """
        from ..rest.models import Rate

        wanted = await self.resolver.resolve_many(_several(instruments))
        rates: dict[int, Rate] = {}
        for chunk in chunks(list(dict.fromkeys(wanted)), _MOST_IDS):
            reply = await self.rest.market_data.get_rates(instrument_ids=chunk)
            rates.update((rate.instrument_id, rate) for rate in reply.rates)
        self._refuse_absent(wanted, rates, "rate")
        return self._rows((rates[number] for number in wanted), Rate)

    async def get_candles(
        self,
        instrument: Symbol,
        interval: CandleInterval | str = "OneDay",
        count: int = 100,
        *,
        direction: CandleDirection | str = "asc",
    ) -> Rows[Candle]:
        """The newest ``count`` (1 to 1000) bars, oldest first; the last one is still forming.

        ``interval``: 1m, 5m, 10m, 15m, 30m, 1h, 4h, 1d or 1w, or eToro's words: OneMinute, FiveMinutes, TenMinutes,
        FifteenMinutes, ThirtyMinutes, OneHour, FourHours, OneDay, OneWeek. Raises EToroSymbolError for an instrument
        that has none.
        """
        from ..rest.models import Candle

        interval = interval_of(interval)
        if not 1 <= whole("count", count) <= _MOST_CANDLES:
            what = f"count must lie between 1 and {_MOST_CANDLES}, not {count}: eToro gives no older bars."
            raise EToroValidationError(what, field="count", value=count)
        number = await self.resolve_instrument(instrument)
        reply = await self.rest.market_data.get_candles(number, direction, interval, count)
        groups = [group.candles for group in reply.candles or [] if group.candles is not None]
        if not groups:
            what = f"eToro has no candles of {instrument!r} (id {number}); it may not know the instrument."
            raise EToroSymbolError(what, field="instrument", value=instrument)
        return self._rows(chain.from_iterable(groups), Candle)

    async def get_closing_prices(self, instruments: Symbol | Iterable[Symbol] | None = None) -> Rows[ClosingPrice]:
        """Official closing prices of the last day, week and month, of all instruments or of some in the order asked."""
        from ..rest.models import ClosingPrice

        prices = await self.rest.market_data.get_closing_prices()
        if instruments is None:
            return self._rows(prices, ClosingPrice)
        wanted = await self.resolver.resolve_many(_several(instruments))
        by_id = {price.instrument_id: price for price in prices}
        self._refuse_absent(wanted, by_id, "closing price")
        return self._rows((by_id[number] for number in wanted), ClosingPrice)

    def _refuse_absent(self, wanted: Sequence[int], found: dict[int, Any], what: str) -> None:
        absent = [number for number in dict.fromkeys(wanted) if number not in found]
        if absent:
            named = ", ".join(f"{self.resolver.symbol_of(number)} ({number})" for number in absent)
            raise EToroSymbolError(f"eToro has no {what} for {named}.", field="instruments", value=absent)

    # Instruments.

    async def resolve_instrument(self, instrument: Symbol) -> int:
        """The id of an instrument. Raises EToroSymbolError, with candidates, unless exactly one matches."""
        return await self.resolver.resolve(instrument)

    async def search(self, text: str, *, most: int = 20) -> Rows[FoundInstrument]:
        """Instruments whose symbol or name holds ``text``, those that go by it first; page after page until ``most``.

        What eToro does not trade is left out. A hit is a suggestion: ``resolve_instrument`` takes exact symbols only.
        """
        from ..rest.models import FoundInstrument

        return Rows(await self.resolver.search(text, most=most), FoundInstrument)

    async def preload_instruments(self, instruments: Symbol | Iterable[Symbol]) -> dict[Symbol, int]:
        """Resolve many at once, ahead of time; each as given, with its id."""
        return {instrument: await self.resolver.resolve(instrument) for instrument in several(instruments)}

    async def get_instrument_info(self, instrument: Symbol) -> Instrument:
        """What eToro says of an instrument: name, type, exchange, industry, images. Asked for once, then remembered."""
        return (await self.resolver.details([instrument]))[0]

    async def get_instrument_info_batch(self, instruments: Symbol | Iterable[Symbol]) -> Rows[Instrument]:
        """The same of many, in the order asked, in as few requests as eToro allows."""
        from ..rest.models import Instrument

        return Rows(await self.resolver.details(several(instruments)), Instrument)

    async def preload_instrument_metadata(self, instruments: Symbol | Iterable[Symbol]) -> None:
        """Fetch what ``get_instrument_info`` and ``get_display_name`` will be asked for."""
        await self.resolver.details(several(instruments))

    async def get_display_name(self, instrument: Symbol) -> str:
        """The name people know an instrument by, such as ``Apple``."""
        return (await self.get_instrument_info(instrument)).instrument_display_name

    # The stream.

    def stream(
        self,
        instruments: Symbol | Iterable[Symbol],
        *,
        policy: Policy = "latest",
        max_queue: int | None = None,
        heartbeats: bool = False,
        timeout: float | None = None,
        source: str | None = None,
        after: str | None = None,
    ) -> AsyncQuoteFeed:
        """Live quotes of some instruments, as something to iterate over.

        ``policy``: ``"latest"`` keeps the newest quote of each instrument for a slow consumer, ``"drop_oldest"`` the
        newest ``max_queue`` of all, ``"block"`` every one (the stream then waits). ``heartbeats`` also delivers
        messages that change only the time. ``timeout`` bounds the wait for the next quote, in seconds.

        With ``source`` (``redis://…``) the quotes come from a relay (``etoropy relay``) instead of a connection of our
        own, so that many processes need one subscription; ``after`` goes on from another feed's ``position``.
        """
        wanted = _several(instruments)

        async def open_stream() -> AsyncQuoteStream | AsyncRelayReader:
            numbers = await self.resolver.resolve_many(wanted)
            if source is not None:
                from .relay import AsyncRelayReader

                return AsyncRelayReader(
                    source,
                    numbers,
                    policy=policy,
                    max_queue=max_queue,
                    heartbeats=heartbeats,
                    timeout=timeout,
                    after=after,
                )
            await self._connected()
            return self.ws.stream(numbers, policy=policy, max_queue=max_queue, heartbeats=heartbeats, timeout=timeout)

        return AsyncQuoteFeed(open_stream)

    async def stream_prices(self, instruments: Symbol | Iterable[Symbol]) -> None:
        """Subscribe to quotes; they arrive at the listeners of ``"price"``."""
        numbers = await self.resolver.resolve_many(_several(instruments))
        await self._connected()
        self.ws.subscribe(numbers)

    async def stop_streaming_prices(self, instruments: Symbol | Iterable[Symbol]) -> None:
        """Give back a subscription made with ``stream_prices``."""
        numbers = await self.resolver.resolve_many(_several(instruments))
        self.ws.unsubscribe(numbers)

    async def subscribe_to_private_events(self) -> None:
        """Subscribe to what happens to the account's orders; events arrive at the listeners of ``"order:update"``."""
        await self._connected()
        self.ws.subscribe_private()

    async def unsubscribe_from_private_events(self) -> None:
        """Give back ``subscribe_to_private_events``."""
        self.ws.unsubscribe_private()

    async def _connected(self) -> None:
        if not self.ws.connected:
            await self.connect()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.config.mode} {self.config.base_url}>"


def _several(instruments: Symbol | Iterable[Symbol]) -> list[Symbol]:
    listed = several(instruments)
    if not listed:
        raise EToroValidationError("Name at least one instrument.", field="instruments", value=listed)
    return listed


def _options(
    options: OrderOptions | None, leverage: int | None, stop_loss_rate: float | None, take_profit_rate: float | None
) -> OrderOptions:
    """The options with what was said beside them."""
    from ..orders.decision import OrderOptions

    if options is not None and options.preview:
        raise EToroValidationError("This would place an order; preview_order gives its costs.", field="preview")
    said = {"leverage": leverage, "stop_loss_rate": stop_loss_rate, "take_profit_rate": take_profit_rate}
    return (options or OrderOptions()).replace(**{name: value for name, value in said.items() if value is not None})
