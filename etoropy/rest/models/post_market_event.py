# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    enum_of,
    float_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
    write_model,
)
from .post_market import PostMarket
from .post_market_event_tag import PostMarketEventTag

_new = object.__new__
_post_market = PostMarket.from_dict
_post_market_event_tag = enum_of(PostMarketEventTag)
_FIELDS = (
    Field("earning_report_id", "earningReportId", False, False),
    Field("market", "market", False, False, write_model),
    Field("stocks_industry_id", "stocksIndustryId", False, False),
    Field("earnings_date", "earningsDate", False, False, date_text),
    Field("is_before_market_open", "isBeforeMarketOpen", False, False),
    Field("earnings_year", "earningsYear", False, False),
    Field("earnings_quarter", "earningsQuarter", False, False),
    Field("verified", "verified", False, False),
    Field("market_cap", "marketCap", False, False),
    Field("estimated_eps", "estimatedEps", False, False),
    Field("estimated_sales", "estimatedSales", False, False),
    Field("tag_name", "tagName", False, False, write_enum),
    Field("text_key", "textKey", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostMarketEvent(Model):
    """An event in the calendar of a listed company."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    earning_report_id: int | None = None
    """Id of the earnings report."""
    market: PostMarket | None = None
    """The company's instrument."""
    stocks_industry_id: int | None = None
    """Id of the company's industry."""
    earnings_date: datetime | None = None
    """UTC time of the announcement."""
    is_before_market_open: bool | None = None
    """Whether it comes before the market opens."""
    earnings_year: int | None = None
    """Fiscal year that is reported."""
    earnings_quarter: int | None = None
    """Fiscal quarter that is reported, 1 to 4."""
    verified: bool | None = None
    """Whether the details were checked."""
    market_cap: float | None = None
    """Market value of the company in US dollars."""
    estimated_eps: float | None = None
    """Earnings for each share that are expected."""
    estimated_sales: float | None = None
    """Revenue that is expected, in US dollars."""
    tag_name: PostMarketEventTag | None = None
    """Kind of event."""
    text_key: int | None = None
    """Key under which eToro keeps the translated label."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.earning_report_id = value = get("earningReportId")
        if value is None:
            absent += 1
        value = get("market")
        if value is None:
            absent += 1
            self.market = None
        else:
            self.market = _post_market(value)
        self.stocks_industry_id = value = get("stocksIndustryId")
        if value is None:
            absent += 1
        value = get("earningsDate")
        if value is None:
            self.earnings_date = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.earnings_date = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.earnings_date = moment
            else:
                self.earnings_date = in_utc(moment)
                ticks += tick_of(value)
        self.is_before_market_open = value = get("isBeforeMarketOpen")
        if value is None:
            absent += 1
        self.earnings_year = value = get("earningsYear")
        if value is None:
            absent += 1
        self.earnings_quarter = value = get("earningsQuarter")
        if value is None:
            absent += 1
        self.verified = value = get("verified")
        if value is None:
            absent += 1
        value = get("marketCap")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.market_cap = value
        value = get("estimatedEps")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.estimated_eps = value
        value = get("estimatedSales")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.estimated_sales = value
        value = get("tagName")
        if value is None:
            absent += 1
            self.tag_name = None
        else:
            self.tag_name = _post_market_event_tag(value)
        self.text_key = value = get("textKey")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 13 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
