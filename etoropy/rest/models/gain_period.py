# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from ...model import OpenStrEnum


class GainPeriod(OpenStrEnum):
    """Stretches of time for statistics: the current month, quarter or year to date; the last one or two calendar
    years; or the time since one, two, three, six or twelve months ago."""

    CURR_MONTH = "CurrMonth"
    CURR_QUARTER = "CurrQuarter"
    CURR_YEAR = "CurrYear"
    LAST_YEAR = "LastYear"
    LAST_TWO_YEARS = "LastTwoYears"
    ONE_MONTH_AGO = "OneMonthAgo"
    TWO_MONTHS_AGO = "TwoMonthsAgo"
    THREE_MONTHS_AGO = "ThreeMonthsAgo"
    SIX_MONTHS_AGO = "SixMonthsAgo"
    ONE_YEAR_AGO = "OneYearAgo"
