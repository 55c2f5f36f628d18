# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    date_of,
    date_text,
    enum_of,
    float_of,
    rest_of,
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

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.earning_report_id = get("earningReportId")
        value = get("market")
        self.market = None if value is None else _post_market(value)
        self.stocks_industry_id = get("stocksIndustryId")
        value = get("earningsDate")
        self.earnings_date = None if value is None else date_of(value)
        self.is_before_market_open = get("isBeforeMarketOpen")
        self.earnings_year = get("earningsYear")
        self.earnings_quarter = get("earningsQuarter")
        self.verified = get("verified")
        value = get("marketCap")
        self.market_cap = value if value.__class__ is float or value is None else float_of(value)
        value = get("estimatedEps")
        self.estimated_eps = value if value.__class__ is float or value is None else float_of(value)
        value = get("estimatedSales")
        self.estimated_sales = value if value.__class__ is float or value is None else float_of(value)
        value = get("tagName")
        self.tag_name = None if value is None else _post_market_event_tag(value)
        self.text_key = get("textKey")
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
