"""Calls from threads into an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading

import pytest

from etoropy.ws.bridge import Bridge

from .loops import eventually, run


def test_calls_across_the_bridge_are_made_once_and_in_order() -> None:
    async def main() -> None:
        bridge = Bridge(asyncio.get_running_loop())
        made: list[tuple[int, int]] = []

        def work(worker: int) -> None:
            for number in range(500):
                bridge.call(lambda worker=worker, number=number: made.append((worker, number)))

        threads = [threading.Thread(target=work, args=(worker,)) for worker in range(4)]
        for thread in threads:
            thread.start()
        await eventually(lambda: len(made) == 2_000)
        for worker in range(4):
            assert [number for owner, number in made if owner == worker] == list(range(500))

    run(main())


def test_calls_into_a_loop_that_is_closed_are_dropped() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    bridge = Bridge(loop)
    bridge.call(lambda: None)
    with contextlib.suppress(RuntimeError):
        bridge.call(lambda: None)


def test_one_that_is_interrupted_does_not_keep_others_waiting() -> None:
    loop = asyncio.new_event_loop()
    bridge = Bridge(loop)
    called: list[str] = []

    def interrupt() -> None:
        raise KeyboardInterrupt

    bridge.call(interrupt)
    bridge.call(functools.partial(called.append, "second"))
    with pytest.raises(KeyboardInterrupt):
        loop.run_forever()
    loop.run_until_complete(asyncio.sleep(0))
    assert called == ["second"]
    loop.close()
