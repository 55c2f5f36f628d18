"""Answers about people: profiles, the search, gains, portfolios, trade info, and one's own copiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from . import avatars
from .clock import wire_time
from .instruments import mix
from .members import Person
from .messages import Reply, Request, gateway_error
from .portfolios import PublicCopy, PublicPosition
from .queries import number, page_size
from .social import Social, social_of
from .traders import TRADE_INFO_FIELDS
from .world import Handler, World

DEFAULT_PAGE_SIZE: Final = 20
MAX_PAGE_SIZE: Final = 100
MAX_PROFILES: Final = 100
"""User names or customer ids that one request for profiles may name."""

_AVATAR_SIZES = (35, 50, 150)
_CLUBS = ("Bronze", "Silver", "Gold", "Platinum", "Platinum Plus", "Diamond")
_COPYING_SINCE = ("less than 1 day", "less than 1 week", "less than 1 month", "less than 1 year", "more than 1 year")
_AMOUNTS = ("<100", "100-500", "500-1000", "1000-5000", ">5000")
_AGES = ("18-29", "30-44", "45-59", "60+")

# -- profiles


def get_users(world: World, request: Request) -> Reply:
    """Profiles by user name or customer id, in the order asked. One unknown user makes the whole request a 404."""
    social = social_of(world)
    names, numbers = request.listed("usernames") or [], request.listed("cidList") or []
    if len(names) + len(numbers) > MAX_PROFILES:
        return gateway_error(400, "InvalidRequest", f"No more than {MAX_PROFILES} users at once")
    found = [social.members.named(name) for name in names] + [social.members.numbered(int(n)) for n in numbers]
    people = [person for person in found if person is not None]
    if len(people) < len(found):
        return gateway_error(404, "UserNotFound", "One or more users were not found")
    return Reply(200, {"users": [_profile(social, person) for person in dict.fromkeys(people)]})


def _profile(social: Social, person: Person) -> dict[str, Any]:
    is_known = person.shows_name
    return {
        "gcid": person.gcid,
        "realCID": person.cid,
        "demoCID": person.demo_cid,
        "username": person.username,
        "language": 1 if is_known else None,
        "languageIsoCode": person.country.locale,
        "country": person.country.id,
        "allowDisplayFullName": person.shows_name,
        "userBio": _bio(person),
        "whiteLabel": 1,
        "optOut": person.is_private,
        "homepage": None,
        "playerStatus": 1 if is_known else None,
        "piLevel": person.pi_level,
        "isPi": person.is_popular_investor,
        "avatars": [_avatar(person, size) for size in _AVATAR_SIZES] if person.is_verified else [],
        "masterAccountCid": None,
        "accountType": 1,
        "fundType": "Partner" if person.is_fund else None,
        "isVerified": person.is_verified,
        "verificationLevel": 3 if person.is_verified else 1,
        "accountStatus": 2 if person.is_blocked else 1,
        "gdprInfo": {"accountStatus": 1, "playerStatus": 1, "playerStatusReason": 0} if is_known else None,
        "firstName": person.first_name if is_known else None,
        "middleName": None,
        "lastName": person.last_name if is_known else None,
        "aboutMe": person.saying or None,
        "aboutMeShort": person.saying or None,
        "customerRestrictions": None,
        "userFlowSignature": f"{mix(social.seed, person.gcid):016x}",
    }


def _bio(person: Person) -> dict[str, Any]:
    if not person.shows_name:
        return {"gcid": person.gcid, "languageCode": None}
    language = person.country.locale.partition("-")[0]
    return {
        "gcid": person.gcid,
        "languageCode": language,
        "aboutMe": person.saying,
        "aboutMeShort": person.saying,
        "strategyID": 1 + person.gcid % 4,
    }


def _avatar(person: Person, size: int) -> dict[str, Any]:
    return {
        "url": f"{avatars.PEOPLE}/{size}X{size}/{person.gcid}/1.jpg",
        "width": size,
        "height": size,
        "type": "Resized",
    }


# -- the search


@dataclass(frozen=True, slots=True)
class _Bound:
    """A filter of the search: how a query value is held against one of a trader's figures."""

    figure: str
    holds: Callable[[Any, Any], bool]


def _is(figure: Any, wanted: Any) -> bool:
    return bool(figure == wanted)


def _at_least(figure: Any, wanted: Any) -> bool:
    return bool(figure >= wanted)


def _at_most(figure: Any, wanted: Any) -> bool:
    return bool(figure <= wanted)


_FILTERS: Mapping[str, _Bound] = {
    "isTestAccount": _Bound("isTestAccount", _is),
    "blocked": _Bound("blocked", _is),
    "popularInvestor": _Bound("popularInvestor", _is),
    "countryId": _Bound("countryId", _is),
    "gainMax": _Bound("gain", _at_most),
    "maxDailyRiskScoreMin": _Bound("maxDailyRiskScore", _at_least),
    "maxDailyRiskScoreMax": _Bound("maxDailyRiskScore", _at_most),
    "maxMonthlyRiskScoreMin": _Bound("maxMonthlyRiskScore", _at_least),
    "maxMonthlyRiskScoreMax": _Bound("maxMonthlyRiskScore", _at_most),
    "weeksSinceRegistrationMin": _Bound("weeksSinceRegistration", _at_least),
}


def search_users(world: World, request: Request) -> Reply:
    """Traders that pass every filter, a page of them; pages count from 1, and one past the last is empty."""
    social = social_of(world)
    people = [person for person in social.members if person.gcid != world.owner.gcid]
    found = [figures for figures in _figures(social, request, people) if _passes(figures, request)]
    found = [figures for figures in found if _opted(social, figures, request) and _holds(figures, request)]
    _sort(found, request.value("sort") or "")
    page = max(1, number(request, "page", 1))
    size = page_size(request, "pageSize", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)
    return Reply(200, {"totalItems": len(found), "items": found[(page - 1) * size : page * size]})


def _figures(social: Social, request: Request, people: Iterable[Person]) -> list[dict[str, Any]]:
    period = request.value("period") or "CurrMonth"
    instrument_id = abs(number(request, "instrumentId", 0)) or None
    return [social.trader(person, period).figures(instrument_id) for person in people]


def _passes(figures: Mapping[str, Any], request: Request) -> bool:
    return all(
        bound.holds(figures[bound.figure], _typed(text))
        for name, bound in _FILTERS.items()
        if (text := request.value(name)) is not None
    )


def _opted(social: Social, figures: Mapping[str, Any], request: Request) -> bool:
    wanted = request.value("optIn")
    person = social.members.named(figures["userName"])
    return wanted is None or person is None or _typed(wanted) == (not person.is_private)


def _holds(figures: Mapping[str, Any], request: Request) -> bool:
    """Whether they hold the instrument asked for in the share asked for, or, with a minus before it, do not."""
    instrument_id = number(request, "instrumentId", 0)
    share = figures["instrumentPct"]
    if instrument_id == 0:
        return True
    if instrument_id < 0:
        return bool(share == 0)
    least, most = number(request, "instrumentPctMin", 0), number(request, "instrumentPctMax", 100)
    return bool(share > 0 and least <= share <= most)


def _sort(found: list[dict[str, Any]], sort: str) -> None:
    """By a figure that all have, largest first with a minus before its name; anything else changes nothing."""
    name = sort.removeprefix("-")
    if found and all(isinstance(figures.get(name), int | float | str) for figures in found):
        found.sort(key=lambda figures: figures[name], reverse=sort.startswith("-"))


def _typed(text: str) -> Any:
    return text.lower() == "true" if text.lower() in ("true", "false") else int(text)


# -- one person


def _about(answer: Callable[[World, Request, Social, Person], Reply]) -> Handler:
    """A handler about the person that the path names; 404 for a name nobody goes by."""

    def handler(world: World, request: Request) -> Reply:
        social = social_of(world)
        person = social.members.named(request.params["username"])
        if person is None:
            return gateway_error(404, "UserNotFound", f"User {request.params['username']} was not found")
        return answer(world, request, social, person)

    return handler


def _performance(_world: World, _request: Request, social: Social, person: Person) -> Reply:
    record, today = social.record(person), social.today()
    return Reply(200, {"monthly": _entries(record.monthly(today)), "yearly": _entries(record.yearly(today))})


def _daily_gain(_world: World, request: Request, social: Social, person: Person) -> Reply:
    first = date.fromisoformat((request.value("minDate") or "")[:10])
    last = min(date.fromisoformat((request.value("maxDate") or "")[:10]), social.today())
    record = social.record(person)
    if request.value("type") == "Period":
        return Reply(200, {"gain": record.gain(first, last)})
    return Reply(200, _entries(record.daily(first, last)))


def _entries(gains: Iterable[tuple[date, float]]) -> list[dict[str, Any]]:
    return [{"timestamp": f"{day.isoformat()}T00:00:00Z", "gain": gain} for day, gain in gains]


def _trade_info(_world: World, request: Request, social: Social, person: Person) -> Reply:
    figures = social.trader(person, request.value("period") or "CurrMonth").figures()
    return Reply(200, {name: figures[name] for name in TRADE_INFO_FIELDS if name in figures})


def _portfolio(_world: World, _request: Request, social: Social, person: Person) -> Reply:
    if person.is_private:
        return gateway_error(403, "PrivateProfile", "This user keeps their portfolio to themselves")
    portfolio = social.portfolio(person)
    return Reply(
        200,
        {
            "realizedCreditPct": round(portfolio.realized_credit, 4),
            "unrealizedCreditPct": round(portfolio.unrealized_credit, 4),
            "positions": [_position(position) for position in portfolio.positions],
            "socialTrades": [_social_trade(copy) for copy in portfolio.copies],
        },
    )


def _position(position: PublicPosition) -> dict[str, Any]:
    return {
        "positionId": position.id,
        "openTimestamp": wire_time(position.opened_at),
        "openRate": position.open_rate,
        "instrumentId": position.instrument_id,
        "isBuy": position.is_buy,
        "leverage": position.leverage,
        "takeProfitRate": position.target_rate,
        "stopLossRate": position.stop_rate,
        "socialTradeId": position.copy_id,
        "parentPositionId": position.parent_id,
        "investmentPct": round(position.invested, 4),
        "netProfit": position.profit,
        "trailingStopLoss": False,
    }


def _social_trade(copy: PublicCopy) -> dict[str, Any]:
    return {
        "socialTradeId": copy.id,
        "parentUsername": copy.parent_username,
        "stopLossPercentage": 40.0,
        "openTimestamp": wire_time(copy.opened_at),
        "investmentPct": round(copy.invested, 4),
        "openInvestmentPct": round(copy.in_positions, 4),
        "netProfit": round(copy.profit, 4),
        "openNetProfit": round(copy.profit, 4),
        "closedNetProfit": 0.0,
        "realizedPct": round(copy.invested, 4),
        "unrealizedPct": round(copy.invested * (1 + copy.profit / 100), 4),
        "isClosing": False,
        "positions": [_position(position) for position in copy.positions],
    }


# -- copiers


def get_copiers_public_info(world: World, _request: Request) -> Reply:
    """Who copies the owner of the keys, without names."""
    social = social_of(world)
    owner = social.members.numbered(world.owner.gcid)
    count = owner.copiers if owner is not None else 0
    return Reply(200, {"copiers": [_copier(social, place) for place in range(count)]})


def _copier(social: Social, place: int) -> dict[str, Any]:
    def pick(options: tuple[str, ...], which: int) -> str:
        return options[mix(social.seed, place, which) % len(options)]

    countries = tuple(dict.fromkeys(person.country.name for person in social.members))
    return {
        "Gender": pick(("F", "M"), 1),
        "Club": pick(_CLUBS, 2),
        "Country": pick(countries, 3),
        "CopyStartedAtCategory": pick(_COPYING_SINCE, 4),
        "AmountCategory": pick(_AMOUNTS, 5),
        "AgeCategory": pick(_AGES, 6),
        "CopyRealizedEquity_pnl": f"{mix(social.seed, place, 7) % 400_000 / 100 - 1_000:g}",
        "AvailableCopyBalance": f"{mix(social.seed, place, 8) % 20_000 / 100:g}",
    }


OPERATIONS: dict[str, Handler] = {
    "get_users": get_users,
    "search_users": search_users,
    "get_user_performance": _about(_performance),
    "get_user_daily_gain": _about(_daily_gain),
    "get_user_portfolio": _about(_portfolio),
    "get_user_trade_info": _about(_trade_info),
    "get_copiers_public_info": get_copiers_public_info,
}
