"""The walk over received bytes."""

from __future__ import annotations

import os
import random
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websocket import ABNF

from etoropy.ws.frames import MESSAGE_LIMIT, Broken, Closed, FrameWalk, Item, Ping
from etoropy.ws.session import Instrument, Session

from .hostile import BINARY, CLOSE, CONT, PING, PONG, TEXT, config, cut, envelope, frame, rate, snapshot
from .timeless import timeless

#: How many mutated frames the fuzz tries; the nightly figure is a million.
FUZZ = int(os.environ.get("ETOROPY_FUZZ", "20000"))


def walk(*pieces: bytes) -> list[Item]:
    """What comes out when the pieces are fed one after another."""
    walker = FrameWalk()
    return [item for piece in pieces for item in walker.feed(piece)]


def broken(item: Item) -> str:
    assert isinstance(item, Broken)
    return item.error.code


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_text_frames_of_all_header_sizes_are_cut_out(size: int) -> None:
    payload = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert walk(frame(payload) + frame(b"next")) == [payload, b"next"]


CONVERSATION = (
    frame(b"whole")
    + frame(b"\0", BINARY)
    + frame(b"first ", fin=False)
    + frame(b"are you there", PING)
    + frame(b"second ", CONT, fin=False)
    + frame(b"", CONT, fin=False)
    + frame(b"third", CONT)
    + frame(b"m" * 130, mask=b"abcd")
    + frame(b"here", PONG)
    + frame(b"x" * 70_000)
    + frame(b"bin", BINARY, fin=False)
    + frame(b"ary", CONT)
    + frame(struct.pack("!H", 1001) + "leaving…".encode(), CLOSE)
)
MEANING: list[Item] = [
    b"whole",
    Ping(b"are you there"),
    b"first second third",
    b"m" * 130,
    b"x" * 70_000,
    Closed(1001, "leaving…"),
]


def test_fragments_masks_pings_and_keepalives_are_understood() -> None:
    assert walk(CONVERSATION) == MEANING


def test_a_split_at_any_byte_changes_nothing() -> None:
    short = CONVERSATION.replace(frame(b"x" * 70_000), frame(b"x" * 300))
    expected = walk(short)
    for position in range(len(short) + 1):
        assert walk(short[:position], short[position:]) == expected


def test_single_bytes_will_do() -> None:
    short = CONVERSATION.replace(frame(b"x" * 70_000), frame(b"x" * 300))
    assert walk(*(bytes([byte]) for byte in short)) == walk(short)


@timeless
@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=60))
def test_no_way_of_cutting_changes_anything(sizes: list[int]) -> None:
    assert walk(*cut(CONVERSATION, sizes)) == MEANING


def test_a_large_message_in_many_pieces_is_joined_once() -> None:
    payload = b"y" * (4 * 1024 * 1024)
    walker = FrameWalk()
    pieces = cut(frame(payload), [4_096] * 1_100)
    seen = [item for piece in pieces for item in walker.feed(piece)]
    assert seen == [payload]


@pytest.mark.parametrize(
    ("bytes_sent", "code"),
    [
        (frame(b"x", 0x3), "1002"),
        (frame(b"x", 0xB), "1002"),
        (frame(b"x", rsv=4), "1002"),
        (frame(b"x", CONT), "1002"),
        (frame(b"a", fin=False) + frame(b"b"), "1002"),
        (frame(b"a", fin=False) + frame(b"b", BINARY), "1002"),
        (frame(b"x", PING, fin=False), "1002"),
        (frame(b"x" * 126, PING), "1002"),
        (frame(b"x" * 126, PONG), "1002"),
        (frame(b"", CLOSE, fin=False), "1002"),
        (frame(b"\x03", CLOSE), "1002"),
        (frame(struct.pack("!H", 999), CLOSE), "1002"),
        (struct.pack("!BBQ", 0x81, 127, MESSAGE_LIMIT + 1), "1009"),
        (struct.pack("!BBQ", 0x81, 127, 2**63 + 5), "1009"),
        (struct.pack("!BBQ", 0x82, 127 | 0x80, 2**64 - 1) + b"mask", "1009"),
    ],
)
def test_what_is_no_websocket_ends_the_walk(bytes_sent: bytes, code: str) -> None:
    first, *rest = walk(frame(b"before") + bytes_sent + frame(b"after"), frame(b"later"))
    assert first == b"before"
    assert [broken(item) for item in rest] == [code]


def test_fragments_may_not_grow_without_end() -> None:
    piece = frame(b"z" * 1_000_000, CONT, fin=False)
    items = walk(frame(b"", fin=False), *[piece] * 20)
    assert [broken(item) for item in items] == ["1009"]


def test_empty_fragments_take_no_memory() -> None:
    walker = FrameWalk()
    walker.feed(frame(b"a", fin=False))
    for _ in range(10_000):
        walker.feed(frame(b"", CONT, fin=False))
    assert walker.feed(frame(b"z", CONT)) == [b"az"]
    assert len(walker._pieces) == 0


def test_a_goodbye_without_a_code_reads_as_1005() -> None:
    assert walk(frame(b"", CLOSE)) == [Closed(1005, "")]
    assert walk(frame(struct.pack("!H", 1000) + b"\xff", CLOSE)) == [Closed(1000, "\N{REPLACEMENT CHARACTER}")]


def test_nothing_counts_after_a_goodbye() -> None:
    walker = FrameWalk()
    assert walker.feed(frame(b"", CLOSE) + frame(b"late")) == [Closed(1005, "")]
    assert walker.feed(frame(b"later")) == []


@timeless
@given(st.binary(max_size=2_000), st.sampled_from([TEXT, BINARY]), st.booleans())
def test_what_websocket_client_writes_is_read_back(payload: bytes, opcode: int, masked: bool) -> None:
    made = ABNF(1, 0, 0, 0, opcode, int(masked), payload).format()
    assert walk(made) == ([payload] if opcode == TEXT else [])


def _mutated(random: random.Random, data: bytes) -> bytes:
    """Some bytes of ``data`` changed, left out, doubled or put in."""
    mutant = bytearray(data)
    for _ in range(random.randrange(1, 5)):
        position = random.randrange(len(mutant) + 1)
        match random.randrange(5):
            case 0 if position < len(mutant):
                mutant[position] = random.randrange(256)
            case 1:
                del mutant[position : position + random.randrange(1, 8)]
            case 2:
                mutant[position:position] = mutant[position : position + random.randrange(1, 30)]
            case 3:
                mutant[position:position] = random.randbytes(random.randrange(1, 6))
            case _:
                mutant[:2] = bytes([random.choice((0x81, 0x01, 0x80, 0x82, 0x88, 0x89)), random.randrange(256)])
    return bytes(mutant)


def test_mutated_frames_never_raise_and_never_mix_prices() -> None:
    """Whatever arrives, the walk and the session live on, and a quote has two sides that are numbers."""
    rng = random.Random(20261120)
    seeds = [
        envelope(snapshot(1001)),
        envelope(rate(1001, Bid="101.5", Date="2026-11-20T10:00:00Z", PriceRateID="5")),
        envelope(rate(1001, Ask="102"), rate(1001, Bid="101"), {"topic": "private", "content": "{}", "type": "T"}),
        b'{"id":"1","operation":"Subscribe","success":false,"errorCode":"SubscribeFailed"}',
        b'{"id":"1","operation":"Authenticate","success":true}',
    ]
    session = Session(config())
    session.subscribe({"instrument:1001": Instrument(1001, "AAPL"), "private": None}, 0.0)
    session.opened(0.0)
    counted = 0
    for number in range(FUZZ):
        data = rng.choice(seeds)
        # Half are broken as frames, half as what they say.
        pieces = frame(_mutated(rng, data)) if number % 2 else _mutated(rng, frame(data))
        walker = FrameWalk()
        out: list[Any] = []
        for piece in cut(pieces, [rng.randrange(1, 400)] * 10):
            session.received([item for item in walker.feed(piece) if isinstance(item, bytes)], 0.0, 0.0, out)
        for happening in out:
            if hasattr(happening, "bid"):
                counted += 1
                assert abs(happening.bid) < float("inf")
                assert abs(happening.ask) < float("inf")
    assert counted > 0


TICK = frame(b"t" * 200)


def test_what_only_looks_like_a_whole_tick_is_none() -> None:
    """A read may hold exactly what a single tick looks like, and yet be the middle of something else."""
    around = frame(b"before " + TICK + b" after")
    start = around.index(TICK)
    assert walk(around[:start], TICK, around[start + len(TICK) :]) == [b"before " + TICK + b" after"]
    assert walk(TICK[:3], TICK[3:], TICK) == [b"t" * 200] * 2
    # In the midst of a message in fragments, another message is against the rules.
    first, second = walk(frame(b"one ", fin=False), TICK), walk(frame(b"one ", fin=False), frame(b"t" * 10))
    assert [broken(item) for item in first] == [broken(item) for item in second] == ["1002"]
    # After the end, nothing is said any more.
    assert walk(frame(b"", CLOSE), TICK) == [Closed(1005, "")]
    assert walk(frame(b"x", CONT), TICK)[1:] == []
