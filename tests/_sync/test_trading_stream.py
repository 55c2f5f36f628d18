# Made by `python -m codegen` from tests/_async/test_trading_stream.py; edit that file instead.
"""The entry point's stream, on a simulator with a port: callbacks, private events, and its end."""

from collections.abc import Iterator
from typing import Any

import pytest
from etoropy import EToroConnectionError, EToroTrading, EToroValidationError, Quote, Simulator
from etoropy.colours import Signal
from etoropy.ws import PrivateEvent

pytestmark = [pytest.mark.anyio, pytest.mark.port]
PATIENCE = 60.0


@pytest.fixture(scope="module")
def sim() -> Iterator[Simulator]:
    with Simulator(seed=7, limits=False) as simulator:
        yield simulator


def test_prices_arrive_at_listeners_until_the_subscription_is_given_back(sim: Simulator) -> None:
    heard: list[tuple[str, int, Quote]] = []
    signal = Signal()

    def listener(*args: Any) -> None:
        heard.append(args)
        signal.fire()

    with EToroTrading(sim.config) as etoro:
        etoro.on("price", listener)
        etoro.stream_prices(["aapl", "BTC"])
        while {symbol for symbol, _, _ in heard} != {"AAPL", "BTC"}:
            assert signal.wait(signal.mark(), PATIENCE)
        etoro.stop_streaming_prices(["AAPL", "BTC"])
        assert etoro.ws.stats().topics == 0
    for symbol, instrument_id, quote in heard:
        assert (quote.symbol, quote.instrument_id) == (symbol, instrument_id)
        assert 0 < quote.bid <= quote.ask


def test_the_accounts_events_arrive_and_end_waits_early(sim: Simulator) -> None:
    events: list[PrivateEvent] = []
    signal = Signal()

    def listener(event: PrivateEvent) -> None:
        events.append(event)
        signal.fire()

    with EToroTrading(sim.config) as etoro:
        etoro.on("order:update", listener)
        etoro.subscribe_to_private_events()
        order = etoro.buy_by_amount("BTC", 100)
        assert (etoro.wait_for_order(order, timeout=PATIENCE)).state == "filled"
        while not events:
            assert signal.wait(0, PATIENCE)
        etoro.unsubscribe_from_private_events()
        etoro.remove_all_listeners()
        assert (etoro.wait_for_order(etoro.buy_by_amount("ETH", 100), timeout=PATIENCE)).is_final
    assert all(event.type.startswith("Trading.") for event in events)


def test_a_feed_ends_when_closed_and_a_second_stream_shares_the_connection(sim: Simulator) -> None:
    with EToroTrading(sim.config) as etoro:
        first, second = etoro.stream("AAPL", timeout=PATIENCE), etoro.stream(["AAPL", "BTC"], timeout=PATIENCE)
        assert (first.dropped, first.gaps, first.position) == (0, (), None)
        for _ in first:
            break
        for _ in second:
            break
        assert etoro.ws.stats().connections == 1
        first.close()
        assert [quote for quote in first] == []
        assert second.gaps == ()
        etoro.disconnect()
        assert (etoro.get_rates("AAPL"))[0].instrument_id == 1001


def test_no_instrument_is_refused_before_anything_is_connected(sim: Simulator) -> None:
    with EToroTrading(sim.config) as etoro:
        with pytest.raises(EToroValidationError):
            etoro.stream([])
        assert not etoro.ws.connected


def test_an_address_where_nobody_listens_is_an_error_in_time(sim: Simulator) -> None:
    config = sim.config.replace(ws_url="ws://127.0.0.1:9/ws")
    with EToroTrading(config) as etoro:
        with pytest.raises(EToroConnectionError, match="did not connect"):
            etoro.connect(timeout=0.3)


def test_a_feed_that_is_closed_while_it_opens_ends(sim: Simulator) -> None:
    with EToroTrading(sim.config) as etoro:
        feed = etoro.stream(["AAPL"])
        open_stream = feed._open

        def closed_meanwhile() -> Any:
            source = open_stream()
            feed.close()
            return source

        feed._open = closed_meanwhile
        with pytest.raises(StopIteration):
            feed.__next__()
        assert etoro.ws.stats().topics == 0
