# Made by `python -m codegen` from openapi/identity.yaml; edit that file instead.
"""Whose keys these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        Me,
    )


class IdentityClient:
    """Whose keys these are."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def get_me(
        self,
    ) -> Me:
        """The user behind the keys.

        Names and ids of the user, the accounts the user has, and what the keys may do. A cheap way to find out
        whether the keys work: wrong ones are answered with 401.

        Returns:
            The user.

        GET /api/v1/me · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.identity.get_me import call

        return self._http.send(call())


class AsyncIdentityClient:
    """Whose keys these are."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def get_me(
        self,
    ) -> Me:
        """The user behind the keys.

        Names and ids of the user, the accounts the user has, and what the keys may do. A cheap way to find out
        whether the keys work: wrong ones are answered with 401.

        Returns:
            The user.

        GET /api/v1/me · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.identity.get_me import call

        return await self._http.send(call())
