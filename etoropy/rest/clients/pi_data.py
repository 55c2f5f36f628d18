# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
"""Figures about copiers, for popular investors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        Copiers,
    )


class PiDataClient:
    """Figures about copiers, for popular investors."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def get_copiers_public_info(
        self,
    ) -> Copiers:
        """List the people who copy one's portfolio, without their names.

        Describes every copier of the key's owner by coarse brackets (age, amount, time) and gives no ids. The two
        amounts of money come as text. The list may be null.

        Returns:
            The copiers.

        GET /api/v1/pi-data/copiers · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.pi_data.get_copiers_public_info import call

        return self._http.send(call())


class AsyncPiDataClient:
    """Figures about copiers, for popular investors."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def get_copiers_public_info(
        self,
    ) -> Copiers:
        """List the people who copy one's portfolio, without their names.

        Describes every copier of the key's owner by coarse brackets (age, amount, time) and gives no ids. The two
        amounts of money come as text. The list may be null.

        Returns:
            The copiers.

        GET /api/v1/pi-data/copiers · pool default, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.pi_data.get_copiers_public_info import call

        return await self._http.send(call())
