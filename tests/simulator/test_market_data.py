import json

import pytest

from etoropy.simulator.market import INTERVALS

from .desk import Desk

SEARCH = "/api/v1/market-data/search"
RATES = "/api/v1/market-data/instruments/rates"
INSTRUMENTS = "/api/v1/market-data/instruments"


@pytest.fixture(scope="module")
def desk():
    return Desk()


def candles(desk, instrument_id=1001, direction="asc", interval="OneMinute", count=10):
    return desk.get(f"{INSTRUMENTS}/{instrument_id}/history/candles/{direction}/{interval}/{count}")


def pairs_in_first_item(content):
    items = json.loads(content, object_pairs_hook=list)
    return dict(items)["items"][0]


# -- search


def test_a_symbol_is_searched_by_containment_and_the_exact_one_need_not_come_first(desk):
    found = desk.get(f"{SEARCH}?internalSymbolFull=AAPL&fields=instrumentId,internalSymbolFull")["items"]
    symbols = [item["internalSymbolFull"] for item in found]
    assert {"AAPL", "AAPL.24-7", "AAPL.EUR"} < set(symbols)
    assert symbols[0] != "AAPL"
    assert all("AAPL" in symbol for symbol in symbols)


def test_the_metal_is_not_found_by_its_symbol_though_others_are(desk):
    found = desk.get(f"{SEARCH}?internalSymbolFull=GOLD&fields=instrumentId,internalSymbolFull")["items"]
    assert 18 not in [item["instrumentId"] for item in found]
    assert {"GOLD.24-7", "GOLD.BARRICK"} <= {item["internalSymbolFull"] for item in found}


def test_the_metal_is_found_by_its_name_and_by_free_text(desk):
    for query in ("displayname=Gold%20(Non", "searchText=Gold%20(Non"):
        found = desk.get(f"{SEARCH}?{query}&fields=instrumentId,displayname")["items"]
        assert 18 in [item["instrumentId"] for item in found]


def test_only_the_asked_fields_come_back_and_unknown_ones_are_ignored(desk):
    found = desk.get(f"{SEARCH}?internalSymbolFull=TSLA&fields=displayname,currentRate,nonsense")["items"]
    assert all(set(item) == {"displayname", "currentRate"} for item in found)


@pytest.mark.parametrize(
    "query", ["internalSymbolFull=TSLA", "internalSymbolFull=TSLA&fields=instrumentId%2Cdisplayname"]
)
def test_without_fields_or_with_encoded_commas_every_field_comes_back(desk, query):
    item = desk.get(f"{SEARCH}?{query}")["items"][0]
    assert len(item) > 50


def test_a_search_for_unknown_fields_alone_is_refused(desk):
    assert desk.ask("GET", f"{SEARCH}?fields=nonsense,0").status == 400


def test_an_id_may_stand_twice_in_an_item_and_the_last_is_right(desk):
    answer = desk.ask("GET", f"{SEARCH}?instrumentId=1001&fields=instrumentId,internalSymbolFull")
    names = [name for name, _ in pairs_in_first_item(answer.content)]
    assert names == ["instrumentId", "instrumentId", "internalSymbolFull"]
    assert answer.json["items"][0]["instrumentId"] == 1001
    assert answer.headers["content-type"] == "application/json"


def test_the_double_id_can_be_switched_off():
    desk = Desk()
    desk.sim.quirks.duplicate_ids = False
    answer = desk.ask("GET", f"{SEARCH}?instrumentId=1001&fields=instrumentId")
    assert answer.content.count(b"instrumentId") == 1


def test_an_id_may_be_negative_and_then_it_cannot_be_traded(desk):
    found = desk.get(f"{SEARCH}?internalSymbolFull=AAPL.RTH&fields=instrumentId,isCurrentlyTradable")["items"]
    assert found[0]["instrumentId"] < 0
    assert found[0]["isCurrentlyTradable"] is False


def test_page_is_obeyed_and_page_number_ignored(desk):
    def ids(query):
        return [item["instrumentId"] for item in desk.get(f"{SEARCH}?fields=instrumentId&pageSize=5&{query}")["items"]]

    first, second = ids("page=1"), ids("page=2")
    assert len(first) == len(second) == 5
    assert not set(first) & set(second)
    assert ids("pageNumber=2") == first


def test_past_the_last_page_there_is_nothing(desk):
    page = desk.get(f"{SEARCH}?fields=instrumentId&internalSymbolFull=AAPL&page=9")
    assert page["items"] == []
    assert page["totalItems"] > 0


def test_results_are_sorted_as_asked(desk):
    query = f"{SEARCH}?fields=instrumentId,popularityUniques7Day&pageSize=30&sort=instrumentId%20"
    assert [i["instrumentId"] for i in desk.get(query + "asc")["items"]][1:3] == [1, 2]
    by_id = [i["instrumentId"] for i in desk.get(query + "desc")["items"]]
    assert by_id == sorted(by_id, reverse=True)
    popular = [i["popularityUniques7Day"] for i in desk.get(f"{SEARCH}?fields=popularityUniques7Day")["items"]]
    assert popular == sorted(popular, reverse=True)


def test_a_number_or_a_flag_is_matched_whole(desk):
    query = f"{SEARCH}?fields=instrumentTypeID,exchangeID,isDelisted&pageSize=200&instrumentTypeID=10&isDelisted=true"
    found = desk.get(query)["items"]
    assert found
    assert all(item["instrumentTypeID"] == 10 and item["isDelisted"] for item in found)


# -- instruments


def test_instruments_are_filtered_by_every_list_that_was_sent(desk):
    found = desk.get(f"{INSTRUMENTS}?instrumentIds=1001,1002,100000&instrumentTypeIds=5")["instrumentDisplayDatas"]
    assert [(i["instrumentID"], i["symbolFull"]) for i in found] == [(1001, "AAPL"), (1002, "GOOG")]
    industry = found[0]["stocksIndustryID"]
    found = desk.get(f"{INSTRUMENTS}?stocksIndustryIds={industry}&exchangeIds={found[0]['exchangeID']}")
    assert 1001 in [i["instrumentID"] for i in found["instrumentDisplayDatas"]]


def test_without_filters_all_of_the_table_comes(desk):
    assert len(desk.get(INSTRUMENTS)["instrumentDisplayDatas"]) == 5217


def test_a_list_with_encoded_commas_is_silently_ignored(desk):
    assert len(desk.get(f"{INSTRUMENTS}?instrumentIds=1001%2C1002")["instrumentDisplayDatas"]) == 5217


@pytest.mark.parametrize(("quirk", "status"), [("refused", 400), ("error", 500)])
def test_encoded_commas_can_be_refused_or_break_the_server_instead(quirk, status):
    desk = Desk()
    desk.sim.quirks.encoded_commas = quirk
    assert desk.ask("GET", f"{INSTRUMENTS}?instrumentIds=1001%2C1002").status == status
    assert desk.ask("GET", f"{INSTRUMENTS}?instrumentIds=1001,1002").status == 200


def test_image_sizes_are_floats_and_the_industry_has_its_live_spelling(desk):
    answer = desk.ask("GET", f"{INSTRUMENTS}?instrumentIds=1001")
    assert b'"width":35.0' in answer.content
    assert "stocksIndustryID" in answer.json["instrumentDisplayDatas"][0]


def test_what_only_the_search_knows_is_found_by_no_id(desk):
    extra = desk.get(f"{SEARCH}?internalSymbolFull=AAPL.EUR&fields=instrumentId")["items"][0]["instrumentId"]
    assert desk.get(f"{INSTRUMENTS}?instrumentIds={extra}")["instrumentDisplayDatas"] == []
    assert desk.get(f"{RATES}?instrumentIds={extra}")["rates"] == []


# -- rates


def test_rates_come_in_the_order_asked_without_the_unknown_and_without_doubles(desk):
    rates = desk.get(f"{RATES}?instrumentIds=100000,1,999999,1001,1")["rates"]
    assert [rate["instrumentID"] for rate in rates] == [100000, 1, 1001]
    assert all(rate["bid"] < rate["ask"] for rate in rates)


def test_more_than_a_hundred_ids_are_refused(desk):
    assert desk.ask("GET", f"{RATES}?instrumentIds={','.join(map(str, range(1, 102)))}").status == 400
    assert desk.ask("GET", f"{RATES}?instrumentIds={','.join(map(str, range(1, 101)))}").status == 200


def test_rates_need_ids_and_see_none_when_their_commas_are_encoded(desk):
    assert desk.ask("GET", RATES).status == 400
    assert desk.get(f"{RATES}?instrumentIds=") == {"rates": []}
    assert desk.get(f"{RATES}?instrumentIds=1%2C2") == {"rates": []}


def test_rates_agree_with_the_market_and_are_real_numbers(desk):
    rate = desk.get(f"{RATES}?instrumentIds=1001")["rates"][0]
    quote = desk.quote()
    assert (rate["bid"], rate["ask"], rate["priceRateID"]) == (quote.bid, quote.ask, quote.rate_id)
    assert isinstance(rate["conversionRateAsk"], float)


def test_some_rates_lack_the_obsolete_fields_and_some_the_last_execution(desk):
    rates = desk.get(f"{RATES}?instrumentIds={','.join(map(str, range(1001, 1101)))}")["rates"]
    assert {"bidDiscounted" in rate for rate in rates} == {True, False}
    assert {rate["lastExecution"] == 0 for rate in rates} == {True, False}


# -- candles


def test_direction_only_sorts(desk):
    up, down = candles(desk, direction="asc"), candles(desk, direction="desc")
    assert up["candles"][0]["candles"] == down["candles"][0]["candles"][::-1]


def test_the_newest_bars_come_and_the_last_agrees_with_the_rate(desk):
    group = candles(desk, count=5)["candles"][0]
    assert group["candles"][-1]["close"] == desk.get(f"{RATES}?instrumentIds=1001")["rates"][0]["bid"]
    assert group["rangeOpen"] == group["candles"][0]["open"]
    assert group["rangeClose"] == group["candles"][-1]["close"]
    assert group["rangeHigh"] == max(bar["high"] for bar in group["candles"])
    assert group["rangeLow"] == min(bar["low"] for bar in group["candles"])


def test_the_outer_id_and_the_inner_one_are_spelled_differently(desk):
    group = candles(desk, count=1)["candles"][0]
    assert group["instrumentId"] == group["candles"][0]["instrumentID"] == 1001


@pytest.mark.parametrize("interval", INTERVALS)
def test_every_interval_is_served(desk, interval):
    answer = candles(desk, interval=interval, count=3)
    assert answer["interval"] == interval
    assert len(answer["candles"][0]["candles"]) == 3


def test_more_than_a_thousand_bars_are_clamped(desk):
    assert len(candles(desk, count=5000)["candles"][0]["candles"]) == 1000


def test_more_than_a_thousand_bars_can_be_refused_instead():
    desk = Desk()
    desk.sim.quirks.candles_clamped = False
    assert desk.ask("GET", f"{INSTRUMENTS}/1001/history/candles/asc/OneDay/1001").status == 400
    assert desk.ask("GET", f"{INSTRUMENTS}/1001/history/candles/asc/OneDay/1000").status == 200


def test_an_unknown_instrument_has_null_in_place_of_bars(desk):
    assert candles(desk, instrument_id=999998)["candles"] == [{"instrumentId": 999998, "candles": None}]
    assert candles(desk, instrument_id=999999)["candles"] is None


@pytest.mark.parametrize(
    "path",
    ["1001/history/candles/asc/OneMonth/5", "1001/history/candles/up/OneDay/5", "AAPL/history/candles/asc/OneDay/5"],
)
def test_what_is_no_interval_direction_or_id_is_refused(desk, path):
    assert desk.ask("GET", f"{INSTRUMENTS}/{path}").status == 400


def test_bars_in_a_closure_have_null_prices():
    desk = Desk()
    desk.sim.quirks.market_hours = True
    bars = candles(desk, interval="OneHour", count=24)["candles"][0]
    assert {bar["open"] is None for bar in bars["candles"]} == {True, False}
    assert bars["rangeHigh"] is not None


def test_a_range_in_which_nothing_traded_has_no_bounds():
    desk = Desk()
    desk.sim.quirks.market_hours = True
    desk.wait(3 * 86_400)
    group = candles(desk, interval="OneHour", count=5)["candles"][0]
    assert (group["rangeOpen"], group["rangeHigh"], group["rangeLow"]) == (None, None, None)


# -- closing prices and names


def test_closing_prices_are_a_bare_array_with_minus_one_where_there_is_none(desk):
    closes = desk.get("/api/v1/market-data/instruments/history/closing-price")
    assert len(closes) > 4000
    missing = [entry for entry in closes if entry["closingPrices"]["monthly"]["price"] == -1]
    assert missing
    assert {entry["closingPrices"]["monthly"]["date"] for entry in missing} == {"0001-01-01T00:00:00Z"}
    assert all(entry["officialClosingPrice"] == entry["closingPrices"]["daily"]["price"] for entry in closes)


@pytest.mark.parametrize(
    ("path", "key", "parameter", "id_key"),
    [
        ("instrument-types", "instrumentTypes", "instrumentTypeIds", "instrumentTypeID"),
        ("stocks-industries", "stocksIndustries", "stocksIndustryIds", "industryID"),
        ("exchanges", "exchangeInfo", "exchangeIds", "exchangeID"),
    ],
)
def test_lists_of_names_come_whole_or_as_asked(desk, path, key, parameter, id_key):
    everything = desk.get(f"/api/v1/market-data/{path}")[key]
    assert len(everything) > 5
    some = desk.get(f"/api/v1/market-data/{path}?{parameter}=5,4,999")[key]
    assert {entry[id_key] for entry in some} == {4, 5}
