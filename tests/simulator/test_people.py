"""People: profiles, the search and its filters, and gains that agree with each other however they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from typing import Any

import pytest

from etoropy.simulator.members import COUNT, Person
from etoropy.simulator.track_record import PERIODS, deepest_fall, stretch

from .desk import Desk

LENA, MARCO = "lena_invests", "marco_growth"
TODAY = date(2026, 3, 4)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def search(desk: Desk, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/api/v1/user-info/people/search?period=LastYear&pageSize=100{query}")
    return found


def about(desk: Desk, what: str, username: str = LENA) -> Any:
    return desk.get(f"/api/v1/user-info/people/{username}/{what}")


def compounded(gains: list[float]) -> float:
    return round((reduce(lambda total, gain: total * (1 + gain / 100), gains, 1.0) - 1) * 100, 2)


def everyone(desk: Desk) -> list[Person]:
    return list(desk.sim.world.social.members)


# -- profiles


def test_profiles_come_in_the_order_asked_each_once(desk: Desk) -> None:
    found = desk.get(f"/api/v1/user-info/people?usernames={MARCO},{LENA.upper()},{MARCO}")["users"]
    assert [profile["username"] for profile in found] == [MARCO, LENA]


def test_a_profile_is_found_by_either_account(desk: Desk) -> None:
    lena = desk.get(f"/api/v1/user-info/people?usernames={LENA}")["users"][0]
    for number in (lena["realCID"], lena["demoCID"]):
        assert desk.get(f"/api/v1/user-info/people?cidList={number}")["users"] == [lena]


def test_names_are_shown_of_those_who_allow_it(desk: Desk) -> None:
    lena, marco = desk.get(f"/api/v1/user-info/people?usernames={LENA},{MARCO}")["users"]
    assert (lena["allowDisplayFullName"], lena["firstName"], lena["lastName"]) == (True, "Lena", "Brandt")
    assert (marco["allowDisplayFullName"], marco["firstName"], marco["lastName"]) == (False, None, None)


def test_one_unknown_user_makes_the_whole_request_a_404(desk: Desk) -> None:
    answer = desk.ask("GET", f"/api/v1/user-info/people?usernames={LENA},nobody_at_all")
    assert answer.status == 404
    assert answer.json["errorCode"] == "UserNotFound"
    assert desk.ask("GET", "/api/v1/user-info/people?cidList=5").status == 404


def test_more_users_than_a_hundred_are_refused(desk: Desk) -> None:
    assert desk.ask("GET", f"/api/v1/user-info/people?usernames={','.join([LENA] * 101)}").status == 400


def test_a_list_with_encoded_commas_is_not_seen(desk: Desk) -> None:
    assert desk.get(f"/api/v1/user-info/people?usernames={LENA}%2C{MARCO}")["users"] == []


def test_the_owner_of_the_keys_has_a_profile_too(desk: Desk) -> None:
    me = desk.get("/api/v1/me")
    (profile,) = desk.get(f"/api/v1/user-info/people?usernames={me['username']}")["users"]
    assert (profile["gcid"], profile["realCID"], profile["demoCID"]) == (me["gcid"], me["realCid"], me["demoCid"])


# -- the search


def test_the_search_finds_everybody_but_the_one_who_asks(desk: Desk) -> None:
    found = search(desk)
    assert found["totalItems"] == len(found["items"]) == COUNT
    assert desk.get("/api/v1/me")["username"] not in {item["userName"] for item in found["items"]}


def test_search_pages_count_from_one_and_one_past_the_last_is_empty(desk: Desk) -> None:
    whole = [item["userName"] for item in search(desk, "&sort=-copiers")["items"]]
    pages = [
        desk.get(f"/api/v1/user-info/people/search?period=LastYear&sort=-copiers&page={page}&pageSize=20")
        for page in range(1, 5)
    ]
    assert [item["userName"] for page in pages for item in page["items"]] == whole
    assert [len(page["items"]) for page in pages] == [20, 20, 8, 0]
    assert {page["totalItems"] for page in pages} == {COUNT}


def test_odd_pages_are_read_as_the_first_and_odd_sizes_as_the_usual_one(desk: Desk) -> None:
    first = desk.get("/api/v1/user-info/people/search?period=LastYear")
    assert len(first["items"]) == 20
    assert desk.get("/api/v1/user-info/people/search?period=LastYear&page=0&pageSize=-3") == first


def test_results_are_sorted_by_the_figure_named(desk: Desk) -> None:
    rising = [item["gain"] for item in search(desk, "&sort=gain")["items"]]
    falling = [item["gain"] for item in search(desk, "&sort=-gain")["items"]]
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)
    assert search(desk, "&sort=nonsense") == search(desk)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("popularInvestor=true", lambda item: item["popularInvestor"]),
        ("popularInvestor=false", lambda item: not item["popularInvestor"]),
        ("isTestAccount=false", lambda item: not item["isTestAccount"]),
        ("blocked=true", lambda item: item["blocked"]),
        ("countryId=79", lambda item: item["country"] == "Germany"),
        ("gainMax=5", lambda item: item["gain"] <= 5),
        ("maxDailyRiskScoreMin=5", lambda item: item["maxDailyRiskScore"] >= 5),
        ("maxDailyRiskScoreMax=5", lambda item: item["maxDailyRiskScore"] <= 5),
        ("maxMonthlyRiskScoreMin=5", lambda item: item["maxMonthlyRiskScore"] >= 5),
        ("maxMonthlyRiskScoreMax=5", lambda item: item["maxMonthlyRiskScore"] <= 5),
        ("weeksSinceRegistrationMin=150", lambda item: item["weeksSinceRegistration"] >= 150),
        ("instrumentId=1001", lambda item: item["instrumentPct"] > 0),
        ("instrumentId=-1001", lambda item: item["instrumentPct"] == 0),
        ("instrumentId=1001&instrumentPctMin=10", lambda item: item["instrumentPct"] >= 10),
        ("instrumentId=1001&instrumentPctMax=10", lambda item: 0 < item["instrumentPct"] <= 10),
    ],
)
def test_a_filter_keeps_those_it_describes_and_no_others(
    desk: Desk, query: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    instrument = "&instrumentId=1001" if "=1001" in query else "&instrumentId=-1001" if "-1001" in query else ""
    kept = {item["userName"]: item for item in search(desk, f"&{query}")["items"]}
    everybody = search(desk)["items"]
    assert all(holds(item) for item in kept.values())
    assert 0 < len(kept) < len(everybody)
    if not instrument:
        assert {item["userName"] for item in everybody if holds(item)} == set(kept)


def test_opting_in_splits_everybody_in_two(desk: Desk) -> None:
    within, without = ({i["userName"] for i in search(desk, f"&optIn={way}")["items"]} for way in ("true", "false"))
    assert within
    assert without
    assert not within & without
    assert len(within | without) == COUNT


def test_a_period_is_required_and_must_be_known(desk: Desk) -> None:
    assert desk.ask("GET", "/api/v1/user-info/people/search").status == 400
    assert desk.ask("GET", "/api/v1/user-info/people/search?period=Yesterday").status == 400


# -- gains


def test_years_are_compounded_from_the_months_and_months_from_the_days(desk: Desk) -> None:
    gains = about(desk, "gain")
    for year in gains["yearly"]:
        months = [month["gain"] for month in gains["monthly"] if month["timestamp"][:4] == year["timestamp"][:4]]
        assert year["gain"] == compounded(months)
    month = gains["monthly"][-2]
    assert month["timestamp"] == "2026-02-01T00:00:00Z"
    days = about(desk, "daily-gain?minDate=2026-02-01&maxDate=2026-02-28&type=Daily")
    assert month["gain"] == compounded([day["gain"] for day in days])


def test_the_history_reaches_from_registration_to_the_current_month(desk: Desk) -> None:
    person = desk.sim.world.social.members.named(LENA)
    months = [month["timestamp"][:7] for month in about(desk, "gain")["monthly"]]
    assert (months[0], months[-1]) == (person.registered.isoformat()[:7], "2026-03")
    assert len(months) == len(set(months))


def test_both_days_of_a_range_belong_to_it(desk: Desk) -> None:
    days = about(desk, "daily-gain?minDate=2026-03-02&maxDate=2026-03-04&type=Daily")
    assert [day["timestamp"] for day in days] == [f"2026-03-0{n}T00:00:00Z" for n in (2, 3, 4)]
    total = about(desk, "daily-gain?minDate=2026-03-02&maxDate=2026-03-04&type=Period")
    assert total == {"gain": compounded([day["gain"] for day in days])}


def test_days_to_come_and_days_before_registration_are_left_out(desk: Desk) -> None:
    days = about(desk, "daily-gain?minDate=0001-01-01&maxDate=9999-12-31&type=Daily")
    person = desk.sim.world.social.members.named(LENA)
    assert days[0]["timestamp"][:10] == person.registered.isoformat()
    assert days[-1]["timestamp"][:10] == TODAY.isoformat()
    assert about(desk, "daily-gain?minDate=2026-03-04&maxDate=2026-03-01&type=Daily") == []
    assert about(desk, "daily-gain?minDate=2030-03-04&maxDate=2030-03-05&type=Period") == {"gain": 0.0}


def test_a_day_that_was_asked_for_stays_as_it_was() -> None:
    desk = Desk()
    before = about(desk, "daily-gain?minDate=2026-02-01&maxDate=2026-03-04&type=Daily")
    desk.wait(86_400 * 3)
    after = about(desk, "daily-gain?minDate=2026-02-01&maxDate=2026-03-07&type=Daily")
    assert after[:-3] == before
    assert (
        Desk().get(f"/api/v1/user-info/people/{LENA}/daily-gain?minDate=2026-02-01&maxDate=2026-03-04&type=Daily")
        == before
    )


def test_last_years_figure_is_that_of_the_gain_history(desk: Desk) -> None:
    years = {year["timestamp"][:4]: year["gain"] for year in about(desk, "gain")["yearly"]}
    assert about(desk, "tradeinfo?period=LastYear")["gain"] == years["2025"]
    assert about(desk, "tradeinfo?period=CurrYear")["gain"] == years["2026"]


def test_trade_info_and_the_search_tell_the_same(desk: Desk) -> None:
    found = next(item for item in search(desk)["items"] if item["userName"] == LENA)
    info = about(desk, "tradeinfo?period=LastYear")
    assert {name: found[name] for name in info} == info


@pytest.mark.parametrize("period", PERIODS)
def test_every_period_can_be_asked_for(desk: Desk, period: str) -> None:
    info = about(desk, f"tradeinfo?period={period}")
    first, last = stretch(period, TODAY)
    days = about(desk, f"daily-gain?minDate={first}&maxDate={last}&type=Daily")
    assert info["dailyDd"] == min(0.0, *(day["gain"] for day in days))
    assert info["peakToValley"] <= info["dailyDd"]
    assert 1 <= info["riskScore"] <= info["maxDailyRiskScore"] <= 10


def test_periods_are_calendar_stretches() -> None:
    assert stretch("CurrQuarter", TODAY) == (date(2026, 1, 1), TODAY)
    assert stretch("LastYear", TODAY) == (date(2025, 1, 1), date(2025, 12, 31))
    assert stretch("LastTwoYears", TODAY) == (date(2024, 1, 1), date(2025, 12, 31))
    assert stretch("OneMonthAgo", date(2026, 3, 31)) == (date(2026, 2, 28), date(2026, 3, 31))
    assert stretch("OneYearAgo", date(2028, 2, 29)) == (date(2027, 2, 28), date(2028, 2, 29))


def test_the_deepest_fall_runs_from_a_peak_to_the_lowest_point_after_it() -> None:
    gains = [(TODAY + timedelta(days=n), gain) for n, gain in enumerate([5.0, -10.0, -10.0, 30.0, -1.0])]
    fall = deepest_fall(gains, TODAY)
    assert (fall.start, fall.end, fall.size) == (TODAY, TODAY + timedelta(days=2), -19.0)
    assert deepest_fall([], TODAY).size == 0


def test_an_account_that_never_rose_has_fallen_from_its_start() -> None:
    fall = deepest_fall([(TODAY, -2.0), (TODAY + timedelta(days=1), -2.0)], TODAY)
    assert fall.size == pytest.approx(-3.96)


def test_who_never_traded_has_figures_without_a_favourite(desk: Desk) -> None:
    username = desk.get("/api/v1/me")["username"]
    info = about(desk, "tradeinfo?period=OneYearAgo", username)
    assert info["userName"] == username
    assert "topTradedInstrumentId" not in info
    assert about(desk, "portfolio/live", username)["realizedCreditPct"] == 100


# -- portfolios


def test_a_portfolio_adds_up_to_a_hundred_per_cent(desk: Desk) -> None:
    for person in everyone(desk):
        if person.is_private or not person.holdings:
            continue
        found = about(desk, "portfolio/live", person.username)
        parts = [position["investmentPct"] for position in found["positions"]]
        parts += [copy["investmentPct"] for copy in found["socialTrades"]]
        assert sum(parts) + found["realizedCreditPct"] == pytest.approx(100, abs=0.01)
        assert min([*parts, found["realizedCreditPct"]]) > 0


def test_a_positions_profit_follows_the_market() -> None:
    desk = Desk()
    (position, *_) = about(desk, "portfolio/live")["positions"]
    instrument = desk.sim.market.instruments[position["instrumentId"]]
    desk.sim.market.set_price(instrument.id, position["openRate"] * 1.5)
    desk.wait(1)
    after = next(p for p in about(desk, "portfolio/live")["positions"] if p["positionId"] == position["positionId"])
    direction = 1 if position["isBuy"] else -1
    assert after["netProfit"] == pytest.approx(50 * direction * position["leverage"], rel=0.02)
    assert {**after, "netProfit": 0} == {**position, "netProfit": 0}


def test_a_copy_holds_the_positions_of_the_copied(desk: Desk) -> None:
    copier = next(person for person in everyone(desk) if person.copies and not person.is_private)
    found = about(desk, "portfolio/live", copier.username)
    assert [copy["parentUsername"] for copy in found["socialTrades"]] == list(copier.copies)
    copy = found["socialTrades"][0]
    assert {position["socialTradeId"] for position in copy["positions"]} == {copy["socialTradeId"]}
    parent = about(desk, "portfolio/live", copy["parentUsername"])
    originals = {position["positionId"]: position for position in parent["positions"]}
    for position in copy["positions"]:
        assert position["netProfit"] == originals[position["parentPositionId"]]["netProfit"]
    assert copy["openInvestmentPct"] <= copy["investmentPct"]


def test_a_private_portfolio_is_kept_private(desk: Desk) -> None:
    private = next(person for person in everyone(desk) if person.is_private)
    assert desk.ask("GET", f"/api/v1/user-info/people/{private.username}/portfolio/live").status == 403


@pytest.mark.parametrize(
    "what",
    [
        "gain",
        "portfolio/live",
        "tradeinfo?period=LastYear",
        "daily-gain?minDate=2026-01-01&maxDate=2026-01-02&type=Daily",
    ],
)
def test_nobody_is_a_404(desk: Desk, what: str) -> None:
    answer = desk.ask("GET", f"/api/v1/user-info/people/nobody_at_all/{what}")
    assert answer.status == 404
    assert answer.json.keys() == {"errorCode", "errorMessage"}


# -- everybody


def test_people_have_ids_and_names_of_their_own_under_any_seed() -> None:
    for seed in range(1, 6):
        people = everyone(Desk(seed=seed))
        assert len({person.username.lower() for person in people}) == COUNT
        numbers = [n for person in people for n in (person.gcid, person.cid, person.demo_cid) if n is not None]
        assert len(set(numbers)) == len(numbers)


def test_copiers_are_described_without_names(desk: Desk) -> None:
    copiers = desk.get("/api/v1/pi-data/copiers")["copiers"]
    assert len(copiers) == 12
    for copier in copiers:
        assert isinstance(copier["CopyRealizedEquity_pnl"], str)
        assert isinstance(float(copier["AvailableCopyBalance"]), float)
