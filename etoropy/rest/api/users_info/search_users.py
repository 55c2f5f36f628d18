# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    shells,
)
from ...models.gain_period import GainPeriod
from ...models.user_search import UserSearch

OPERATION = Operation(
    "search_users",
    "GET",
    "/api/v1/user-info/people/search",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = UserSearch.from_dict


def call(
    *,
    period: GainPeriod | str,
    is_test_account: bool | None = None,
    opt_in: bool | None = None,
    blocked: bool | None = None,
    page: int | None = None,
    page_size: int | None = None,
    sort: str | None = None,
    popular_investor: bool | None = None,
    gain_max: int | None = None,
    max_daily_risk_score_min: int | None = None,
    max_daily_risk_score_max: int | None = None,
    max_monthly_risk_score_min: int | None = None,
    max_monthly_risk_score_max: int | None = None,
    weeks_since_registration_min: int | None = None,
    country_id: int | None = None,
    instrument_id: int | None = None,
    instrument_pct_min: int | None = None,
    instrument_pct_max: int | None = None,
) -> Call[UserSearch]:
    """Search traders by performance, risk, copiers and holdings over a period.

    All filters given must hold at once; figures in the answer are those of the period. Pages count from 1, and
    `totalItems` says how many traders match. Percentages are in percent, so 12.5 means 12.5 %.

    Args:
        period: The stretch of time that the figures are about.
        is_test_account: True for test accounts only, false for genuine ones only; both when left out.
        opt_in: True for users who opted in to eToro's public features.
        blocked: True for blocked accounts, false for those in good standing.
        page: Which page, counted from 1.
        page_size: Traders on a page. eToro states no maximum; up to 100 is taken to be safe.
        sort: Wire name of the figure to sort by; a minus before it puts the largest first.
        popular_investor: True for members of the popular investor programme only.
        gain_max: The largest gain in the period, in percent.
        max_daily_risk_score_min: Lower bound on the highest daily risk score of the period.
        max_daily_risk_score_max: Upper bound on the highest daily risk score of the period.
        max_monthly_risk_score_min: Lower bound on the highest monthly risk score of the period.
        max_monthly_risk_score_max: Upper bound on the highest monthly risk score of the period.
        weeks_since_registration_min: Only users who registered at least so many weeks ago.
        country_id: Only users registered in this country, by eToro's country id.
        instrument_id: Only users who hold this instrument; with a minus before the id, only those who do not.
        instrument_pct_min: With `instrumentId`, the least share of their investment in it, in percent.
        instrument_pct_max: With `instrumentId`, the largest share of their investment in it, in percent.

    Returns:
        One page of the traders who match.

    GET /api/v1/user-info/people/search · pool default, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path,
            ("period", period),
            ("isTestAccount", is_test_account),
            ("optIn", opt_in),
            ("blocked", blocked),
            ("page", page),
            ("pageSize", page_size),
            ("sort", sort),
            ("popularInvestor", popular_investor),
            ("gainMax", gain_max),
            ("maxDailyRiskScoreMin", max_daily_risk_score_min),
            ("maxDailyRiskScoreMax", max_daily_risk_score_max),
            ("maxMonthlyRiskScoreMin", max_monthly_risk_score_min),
            ("maxMonthlyRiskScoreMax", max_monthly_risk_score_max),
            ("weeksSinceRegistrationMin", weeks_since_registration_min),
            ("countryId", country_id),
            ("instrumentId", instrument_id),
            ("instrumentPctMin", instrument_pct_min),
            ("instrumentPctMax", instrument_pct_max),
        ),
    )


sync, asyncio = shells(call)
