"""What the people search and the trade info tell about a trader over a period: some forty figures, most in per cent.

Gains and falls follow from the daily gains; figures about single trades, which nobody can check against anything here,
are made up, the same for the same person and period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from .clock import wire_time
from .instruments import mix
from .market import Market
from .members import Person
from .track_record import PERIODS, TrackRecord, deepest_fall, first_of_month, grouped, share_of_profits, stretch, weekly

_TIERS = ("Below 100K", "100K-300K", "300K-1M", "1M-5M", "5M+")
TRADE_INFO_FIELDS: Final = (
    "userName", "fullName", "weeksSinceRegistration", "countryId", "affiliateId", "isPopularInvestor", "isFund",
    "hasAvatar", "gain", "dailyGain", "thisWeekGain", "riskScore", "maxDailyRiskScore", "maxMonthlyRiskScore",
    "copiers", "copiedTrades", "copyTradesPct", "copyInvestmentPct", "baseLineCopiers", "copiersGain", "aumTier",
    "aumTierDesc", "fundType", "virtualCopiers", "trades", "topTradedInstrumentId", "topTradedAssetId", "winRatio",
    "dailyDd", "weeklyDd", "peakToValley", "profitableWeeksPct", "profitableMonthsPct", "avgPosSize",
    "highLeveragePct", "mediumLeveragePct", "lowLeveragePct", "firstActivity", "lastActivity", "activeWeeksPct",
    "instrumentPct",
)  # fmt: skip
"""What trade info shows of the figures; the search shows them all."""


class Trader:
    """One person over one period, as of a day."""

    def __init__(self, person: Person, record: TrackRecord, market: Market, period: str, today: date) -> None:
        self.person = person
        self._record = record
        self._market = market
        self._period = period
        self._today = today
        self._first, self._last = stretch(period, today)

    def figures(self, instrument_id: int | None = None) -> dict[str, Any]:
        """Everything, by wire name; with an instrument, how much of their money is in it."""
        share = 0.0 if instrument_id is None else self.person.share_of(instrument_id)
        return {**self._figures, "instrumentPct": share}

    @cached_property
    def _figures(self) -> Mapping[str, Any]:
        return {
            **self._who(),
            **self._gains(),
            **self._copying(),
            **self._trading(),
            **self._favourites(),
            **self._activity(),
        }

    def _made_up(self, which: int, low: int, high: int) -> int:
        """A number from low up to but without high."""
        return low + mix(self.person.gcid, PERIODS.index(self._period), which) % (high - low)

    def _who(self) -> dict[str, Any]:
        person = self.person
        return {
            "customerId": person.cid,
            "userName": person.username,
            "fullName": person.full_name,
            "hasAvatar": person.is_verified,
            "isSocialConnected": False,
            "isTestAccount": person.is_test,
            "displayFullName": person.shows_name,
            "bonusOnly": False,
            "blocked": person.is_blocked,
            "verified": person.is_verified,
            "popularInvestor": person.is_popular_investor,
            "isPopularInvestor": person.is_popular_investor,
            "copyBlock": person.is_private,
            "isFund": person.is_fund,
            "fundType": int(person.is_fund),
            "isBronze": person.pi_level == 0,
            "tags": [11, 32] if person.is_popular_investor else [],
            "country": person.country.name,
            "countryId": person.country.id,
            "affiliateId": 0,
            "weeksSinceRegistration": max(0, (self._today - person.registered).days // 7),
        }

    def _gains(self) -> dict[str, Any]:
        days = self._record.daily(self._first, self._last)
        weeks, months = weekly(days), grouped(days, first_of_month)
        this_week = weekly(self._record.daily(self._first, self._today))[-1:]
        fall = deepest_fall(days, self._first)
        risk = self.person.risk_score
        return {
            "gain": self._record.gain(self._first, self._last),
            "dailyGain": self._record.gain(self._today, self._today),
            "thisWeekGain": this_week[0][1] if this_week else 0.0,
            "riskScore": risk,
            "maxDailyRiskScore": min(10, risk + self._made_up(1, 0, 3)),
            "maxMonthlyRiskScore": min(10, risk + self._made_up(2, 0, 2)),
            "dailyDd": min(0.0, *(gain for _, gain in days)) if days else 0.0,
            "weeklyDd": min(0.0, *(gain for _, gain in weeks)) if weeks else 0.0,
            "profitableWeeksPct": share_of_profits(weeks),
            "profitableMonthsPct": share_of_profits(months),
            "peakToValley": fall.size,
            "peakToValleyStart": _midnight(fall.start),
            "peakToValleyEnd": _midnight(fall.end),
        }

    def _copying(self) -> dict[str, Any]:
        copiers = self.person.copiers
        before = max(0, copiers - self._made_up(3, 0, copiers // 20 + 2))
        copied = 100.0 if self.person.is_fund else 0.0
        tier = min(len(_TIERS) - 1, copiers // 800) if self.person.is_popular_investor else 0
        return {
            "copiers": copiers,
            "baseLineCopiers": before,
            "copiersGain": round((copiers / before - 1) * 100, 2) if before else 0.0,
            "virtualCopiers": copiers // 7,
            "copiedTrades": self._trades if self.person.is_fund else 0,
            "copyTradesPct": copied,
            "copyInvestmentPct": copied,
            "aumTier": tier,
            "aumTierV2": tier,
            "aumTierDesc": _TIERS[tier],
        }

    @property
    def _trades(self) -> int:
        return self._made_up(4, 1, 2 + (self._last - self._first).days // 2)

    def _trading(self) -> dict[str, Any]:
        shares = Counter[str]()
        for holding in self.person.holdings:
            name = "low" if holding.leverage == 1 else "medium" if holding.leverage < 5 else "high"
            shares[name] += 1
        count = max(1, len(self.person.holdings))
        longs = sum(holding.is_buy for holding in self.person.holdings)
        invested = sum(holding.share for holding in self.person.holdings)
        return {
            "trades": self._trades,
            "winRatio": round(self._made_up(5, 3_500, 8_500) / 100, 2),
            "velocity": round(self._made_up(6, 10, 60) / 10, 1),
            "exposure": round(invested, 2),
            "avgPosSize": round(invested / count, 2),
            "optimalCopyPosSize": round(self._made_up(7, 100, 900) / 10, 1),
            "highLeveragePct": round(100 * shares["high"] / count, 2),
            "mediumLeveragePct": round(100 * shares["medium"] / count, 2),
            "lowLeveragePct": round(100 * shares["low"] / count, 2),
            "longPosPct": round(100 * longs / count, 2),
        }

    def _favourites(self) -> dict[str, Any]:
        favourite = max(self.person.holdings, key=lambda holding: holding.share, default=None)
        if favourite is None:
            return {"totalTradedInstruments": 0}
        asset_class = self._market.instruments[favourite.instrument_id].type_id
        return {
            "topTradedInstrumentId": favourite.instrument_id,
            "topTradedInstrumentPct": favourite.share,
            "topTradedAssetClassId": asset_class,
            "topTradedAssetId": asset_class,
            "totalTradedInstruments": len(self.person.holdings),
        }

    def _activity(self) -> dict[str, Any]:
        weeks = (self._last - self._first).days // 7 + 1
        active = max(1, weeks - self._made_up(8, 0, weeks // 4 + 1))
        return {
            "activeWeeks": active,
            "activeWeeksPct": round(100 * active / weeks, 2),
            "firstActivity": self._made_up(9, 0, 5),
            "lastActivity": self._made_up(10, 0, 5),
        }


def _midnight(day: date) -> str:
    return wire_time((day - date(1970, 1, 1)).days * 86_400.0)
