import pytest

from etoropy.simulator.instruments import enrich, mix, table
from etoropy.simulator.known import COMMODITY, CRYPTO, ETF, FOREX, INDEX, STOCK


@pytest.mark.parametrize(
    ("instrument_id", "symbol", "type_id"),
    [
        (1, "EURUSD", FOREX),
        (18, "GOLD", COMMODITY),
        (19, "SILVER", COMMODITY),
        (27, "SPX500", INDEX),
        (28, "NSDQ100", INDEX),
        (1001, "AAPL", STOCK),
        (1003, "META", STOCK),
        (1111, "TSLA", STOCK),
        (3000, "SPY", ETF),
        (100_000, "BTC", CRYPTO),
        (100_001, "ETH", CRYPTO),
    ],
)
def test_the_famous_instruments_are_what_they_are(instrument_id, symbol, type_id):
    instrument = table()[instrument_id]
    assert (instrument.symbol, instrument.type_id) == (symbol, type_id)
    assert instrument.is_active


def test_the_whole_symbol_table_is_there_with_a_few_that_only_the_search_knows():
    plain = [i for i in table().values() if not i.search_only]
    assert len(plain) == 5217
    assert {"AAPL.24-7", "AAPL.EUR", "GOLD.24-7"} <= {i.symbol for i in table().values() if i.search_only}
    assert any(instrument_id < 0 for instrument_id in table())


def test_every_instrument_has_sound_facts():
    for instrument in table().values():
        assert instrument.price > 0
        assert 0 < instrument.spread < 0.02
        assert 0 < instrument.daily_move < 0.1
        assert instrument.type_name
        assert instrument.exchange_name
        assert instrument.currency_id > 0
        assert round(instrument.price, instrument.precision) > 0


def test_a_listing_is_quoted_in_the_currency_of_its_exchange():
    assert table()[2000].currency == "GBX"
    assert enrich("SAP.DE", 1234, "").currency == "EUR"
    assert enrich("0700.HK", 1234, "").exchange_name == "Hong Kong Exchanges"
    assert table()[5].currency == "JPY"


def test_retired_instruments_are_not_active():
    assert not table()[115].is_active
    assert not enrich("Drm.Index1", 390, "").is_active


def test_made_up_facts_do_not_change_from_one_run_to_the_next():
    assert enrich("XYZ.L", 2345, "") == enrich("XYZ.L", 2345, "")
    assert enrich("XYZ.L", 2345, "").name == "XYZ (London)"
    assert enrich("XYZ.L", 2345, "").price != enrich("XYZ.L", 2346, "").price


def test_the_scatter_is_the_same_on_every_machine():
    assert mix(7, 1001) != mix(1001, 7)
    assert mix(1) == 0x10E47B862D93249C
