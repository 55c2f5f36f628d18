"""Connections that cancelled requests may have left taken."""

from __future__ import annotations

import asyncio

import pytest

from etoropy._async.transport import AsyncLines
from etoropy.answers import Reply
from etoropy.wire import Asked


def asked() -> Asked:
    return Asked("GET", "/x", [], None, 1.0)


class Wire:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.closed = False
        self.lets = asyncio.Event()

    async def answer(self, asked: Asked) -> Reply:
        await self.lets.wait()
        return Reply(200, {}, b"1")

    async def aclose(self) -> None:
        self.closed = True
        raise RuntimeError("what is worn may be broken")


async def cancelled(lines: AsyncLines, times: int) -> None:
    for _ in range(times):
        task = asyncio.ensure_future(lines.answer(asked()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def test_after_some_cancellations_others_take_over_and_the_worn_are_closed_when_idle() -> None:
    async def main() -> None:
        made: list[Wire] = []

        def make() -> Wire:
            made.append(Wire())
            return made[-1]

        lines = AsyncLines(make, ours=True)
        under_way = asyncio.ensure_future(lines.answer(asked()))
        await cancelled(lines, 8)
        assert len(made) == 1
        await cancelled(lines, 1)
        assert (len(made), made[0].closed) == (2, False)
        made[0].lets.set()
        assert (await under_way).content == b"1"
        made[1].lets.set()
        assert (await lines.answer(asked())).status == 200
        made[1].lets.clear()
        await cancelled(lines, 8)
        assert [it.closed for it in made] == [True, True, False]
        with pytest.raises(RuntimeError):
            await lines.aclose()
        assert made[2].closed

    asyncio.run(main())


def test_what_was_handed_in_is_never_replaced() -> None:
    async def main() -> None:
        wire = Wire()
        lines = AsyncLines(lambda: wire, ours=False)
        await cancelled(lines, 20)
        wire.lets.set()
        assert (await lines.answer(asked())).status == 200
        assert not wire.closed

    asyncio.run(main())
