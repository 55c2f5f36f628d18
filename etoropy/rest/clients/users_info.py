# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
"""Public profiles, portfolios and results of users."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        DailyGainType,
        GainEntry,
        GainHistory,
        GainPeriod,
        GainTotal,
        UserPortfolio,
        UserProfiles,
        UserSearch,
        UserSearchHit,
        UserTradeInfo,
    )


class UsersInfoClient:
    """Public profiles, portfolios and results of users."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def get_users(
        self,
        *,
        usernames: Iterable[str] | None = None,
        cids: Iterable[int] | None = None,
    ) -> UserProfiles:
        """Look up profiles by user name or customer id.

        Give user names, customer ids or both. How many names a call may carry is capped without the cap being
        published: too many are answered 400, and a name that nobody bears can turn the whole answer into a 404.

        Args:
            usernames: User names, sent as one comma-joined value.
            cids: Customer ids, sent as one comma-joined value.

        Returns:
            The profiles found.

        GET /api/v1/user-info/people · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.users_info.get_users import call

        return self._http.send(
            call(
                usernames=usernames,
                cids=cids,
            )
        )

    def search_users(
        self,
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
    ) -> UserSearch:
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
        from ..api.users_info.search_users import call

        return self._http.send(
            call(
                period=period,
                is_test_account=is_test_account,
                opt_in=opt_in,
                blocked=blocked,
                page=page,
                page_size=page_size,
                sort=sort,
                popular_investor=popular_investor,
                gain_max=gain_max,
                max_daily_risk_score_min=max_daily_risk_score_min,
                max_daily_risk_score_max=max_daily_risk_score_max,
                max_monthly_risk_score_min=max_monthly_risk_score_min,
                max_monthly_risk_score_max=max_monthly_risk_score_max,
                weeks_since_registration_min=weeks_since_registration_min,
                country_id=country_id,
                instrument_id=instrument_id,
                instrument_pct_min=instrument_pct_min,
                instrument_pct_max=instrument_pct_max,
            )
        )

    def iter_search_users(
        self,
        *,
        period: GainPeriod | str,
        is_test_account: bool | None = None,
        opt_in: bool | None = None,
        blocked: bool | None = None,
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
        page_size: int = 100,
    ) -> Iterator[UserSearchHit]:
        """Every entry that `search_users` has, each page asked for only when it is reached.

        Arguments are those of `search_users`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[UserSearchHit] | None, int | None]:
            reply = self.search_users(
                period=period,
                is_test_account=is_test_account,
                opt_in=opt_in,
                blocked=blocked,
                sort=sort,
                popular_investor=popular_investor,
                gain_max=gain_max,
                max_daily_risk_score_min=max_daily_risk_score_min,
                max_daily_risk_score_max=max_daily_risk_score_max,
                max_monthly_risk_score_min=max_monthly_risk_score_min,
                max_monthly_risk_score_max=max_monthly_risk_score_max,
                weeks_since_registration_min=weeks_since_registration_min,
                country_id=country_id,
                instrument_id=instrument_id,
                instrument_pct_min=instrument_pct_min,
                instrument_pct_max=instrument_pct_max,
                page=position,
                page_size=page_size,
            )
            return reply.items, reply.total_items

        def identity(entry: UserSearchHit) -> Hashable:
            return entry.username

        pager = Pager(page_size, 1, identity, by_offset=False, most=100)
        return self._http.entries(pager, fetch)

    def get_user_performance(
        self,
        username: str,
    ) -> GainHistory:
        """Read somebody's gains, month by month and year by year.

        Gains are percentages of the period they stand for, so 7.5 means that the account grew by 7.5 %.

        Args:
            username: The person's user name.

        Returns:
            The gains.

        GET /api/v1/user-info/people/{username}/gain · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.users_info.get_user_performance import call

        return self._http.send(
            call(
                username,
            )
        )

    def get_user_daily_gain(
        self,
        username: str,
        *,
        min_date: date,
        max_date: date,
        gain_type: DailyGainType | str,
    ) -> list[GainEntry] | GainTotal:
        """Read somebody's gain between two dates, day by day or in total.

        The shape of the answer depends on `type`: Daily answers an array with an entry for each day, Period one
        object with the gain from the first date to the last. Gains are percentages. Both dates belong to the
        stretch.

        Args:
            username: The person's user name.
            min_date: First day, as a date without a time.
            max_date: Last day, as a date without a time.
            gain_type: Daily for one entry each day, Period for the total.

        Returns:
            An array of daily gains, or the gain over the whole stretch.

        GET /api/v1/user-info/people/{username}/daily-gain · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.users_info.get_user_daily_gain import call

        return self._http.send(
            call(
                username,
                min_date=min_date,
                max_date=max_date,
                gain_type=gain_type,
            )
        )

    def get_user_portfolio(
        self,
        username: str,
    ) -> UserPortfolio:
        """Read what somebody holds at present.

        Sizes and profits are percentages, never amounts of money: nobody's wealth can be read from it. Positions of
        their own and positions copied from others are listed apart.

        Args:
            username: The person's user name.

        Returns:
            The holdings.

        GET /api/v1/user-info/people/{username}/portfolio/live · pool user-portfolio, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.users_info.get_user_portfolio import call

        return self._http.send(
            call(
                username,
            )
        )

    def get_user_trade_info(
        self,
        username: str,
        *,
        period: GainPeriod | str,
    ) -> UserTradeInfo:
        """Read somebody's trading statistics over a period.

        The figures that `search_users` gives for many, for one person. Percentages are in percent, so 12.5 means
        12.5 %.

        Args:
            username: The person's user name.
            period: The stretch of time that the figures are about.

        Returns:
            The statistics.

        GET /api/v1/user-info/people/{username}/tradeinfo · pool user-trade-info, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.users_info.get_user_trade_info import call

        return self._http.send(
            call(
                username,
                period=period,
            )
        )


class AsyncUsersInfoClient:
    """Public profiles, portfolios and results of users."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def get_users(
        self,
        *,
        usernames: Iterable[str] | None = None,
        cids: Iterable[int] | None = None,
    ) -> UserProfiles:
        """Look up profiles by user name or customer id.

        Give user names, customer ids or both. How many names a call may carry is capped without the cap being
        published: too many are answered 400, and a name that nobody bears can turn the whole answer into a 404.

        Args:
            usernames: User names, sent as one comma-joined value.
            cids: Customer ids, sent as one comma-joined value.

        Returns:
            The profiles found.

        GET /api/v1/user-info/people · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.users_info.get_users import call

        return await self._http.send(
            call(
                usernames=usernames,
                cids=cids,
            )
        )

    async def search_users(
        self,
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
    ) -> UserSearch:
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
        from ..api.users_info.search_users import call

        return await self._http.send(
            call(
                period=period,
                is_test_account=is_test_account,
                opt_in=opt_in,
                blocked=blocked,
                page=page,
                page_size=page_size,
                sort=sort,
                popular_investor=popular_investor,
                gain_max=gain_max,
                max_daily_risk_score_min=max_daily_risk_score_min,
                max_daily_risk_score_max=max_daily_risk_score_max,
                max_monthly_risk_score_min=max_monthly_risk_score_min,
                max_monthly_risk_score_max=max_monthly_risk_score_max,
                weeks_since_registration_min=weeks_since_registration_min,
                country_id=country_id,
                instrument_id=instrument_id,
                instrument_pct_min=instrument_pct_min,
                instrument_pct_max=instrument_pct_max,
            )
        )

    def iter_search_users(
        self,
        *,
        period: GainPeriod | str,
        is_test_account: bool | None = None,
        opt_in: bool | None = None,
        blocked: bool | None = None,
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
        page_size: int = 100,
    ) -> AsyncIterator[UserSearchHit]:
        """Every entry that `search_users` has, each page asked for only when it is reached.

        Arguments are those of `search_users`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[UserSearchHit] | None, int | None]:
            reply = await self.search_users(
                period=period,
                is_test_account=is_test_account,
                opt_in=opt_in,
                blocked=blocked,
                sort=sort,
                popular_investor=popular_investor,
                gain_max=gain_max,
                max_daily_risk_score_min=max_daily_risk_score_min,
                max_daily_risk_score_max=max_daily_risk_score_max,
                max_monthly_risk_score_min=max_monthly_risk_score_min,
                max_monthly_risk_score_max=max_monthly_risk_score_max,
                weeks_since_registration_min=weeks_since_registration_min,
                country_id=country_id,
                instrument_id=instrument_id,
                instrument_pct_min=instrument_pct_min,
                instrument_pct_max=instrument_pct_max,
                page=position,
                page_size=page_size,
            )
            return reply.items, reply.total_items

        def identity(entry: UserSearchHit) -> Hashable:
            return entry.username

        pager = Pager(page_size, 1, identity, by_offset=False, most=100)
        return self._http.entries(pager, fetch)

    async def get_user_performance(
        self,
        username: str,
    ) -> GainHistory:
        """Read somebody's gains, month by month and year by year.

        Gains are percentages of the period they stand for, so 7.5 means that the account grew by 7.5 %.

        Args:
            username: The person's user name.

        Returns:
            The gains.

        GET /api/v1/user-info/people/{username}/gain · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.users_info.get_user_performance import call

        return await self._http.send(
            call(
                username,
            )
        )

    async def get_user_daily_gain(
        self,
        username: str,
        *,
        min_date: date,
        max_date: date,
        gain_type: DailyGainType | str,
    ) -> list[GainEntry] | GainTotal:
        """Read somebody's gain between two dates, day by day or in total.

        The shape of the answer depends on `type`: Daily answers an array with an entry for each day, Period one
        object with the gain from the first date to the last. Gains are percentages. Both dates belong to the
        stretch.

        Args:
            username: The person's user name.
            min_date: First day, as a date without a time.
            max_date: Last day, as a date without a time.
            gain_type: Daily for one entry each day, Period for the total.

        Returns:
            An array of daily gains, or the gain over the whole stretch.

        GET /api/v1/user-info/people/{username}/daily-gain · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.users_info.get_user_daily_gain import call

        return await self._http.send(
            call(
                username,
                min_date=min_date,
                max_date=max_date,
                gain_type=gain_type,
            )
        )

    async def get_user_portfolio(
        self,
        username: str,
    ) -> UserPortfolio:
        """Read what somebody holds at present.

        Sizes and profits are percentages, never amounts of money: nobody's wealth can be read from it. Positions of
        their own and positions copied from others are listed apart.

        Args:
            username: The person's user name.

        Returns:
            The holdings.

        GET /api/v1/user-info/people/{username}/portfolio/live · pool user-portfolio, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.users_info.get_user_portfolio import call

        return await self._http.send(
            call(
                username,
            )
        )

    async def get_user_trade_info(
        self,
        username: str,
        *,
        period: GainPeriod | str,
    ) -> UserTradeInfo:
        """Read somebody's trading statistics over a period.

        The figures that `search_users` gives for many, for one person. Percentages are in percent, so 12.5 means
        12.5 %.

        Args:
            username: The person's user name.
            period: The stretch of time that the figures are about.

        Returns:
            The statistics.

        GET /api/v1/user-info/people/{username}/tradeinfo · pool user-trade-info, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.users_info.get_user_trade_info import call

        return await self._http.send(
            call(
                username,
                period=period,
            )
        )
