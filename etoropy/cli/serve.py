"""Servers: the simulator, and the relay."""

from __future__ import annotations

import json
import logging
import queue
import signal
from typing import Any

import click

from .session import Instrument, Session, command


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    show_default=True,
    help="Port to listen on; 0 picks a free one.",
)
@click.option("--seed", default=7, show_default=True, help="Prices are a function of it.")
@click.option("--speed", default=1.0, show_default=True, help="How much faster than real time the market runs.")
@click.option("--replay", type=click.Path(exists=True), help="Stream what `etoropy record` wrote to this file.")
@click.option("--replay-speed", default=1.0, show_default=True, help="How much faster than recorded.")
@click.option("--replay-loop", is_flag=True, help="Begin again at the end of the recording.")
@click.option("--allowed-host", "hosts", multiple=True, help="Another name it is reached by; may be repeated.")
@click.option("--json", is_flag=True, help="What it prints is JSON in any case.")
def simulator(host: str, port: int, seed: int, speed: float, hosts: tuple[str, ...], json: bool, **replay: Any) -> None:
    """Serve a simulated eToro until interrupted.

    Prints one line of JSON when ready: base_url, ws_url, api_key, user_key.
    Set as ETORO_BASE_URL, ETORO_WS_URL, ETORO_API_KEY and ETORO_USER_KEY they
    lead any program of this library to it.
    """
    from ..simulator import Simulator

    stop = _stopped_by_signals()
    try:
        with Simulator(seed, speed=speed, host=host, port=port, allowed_hosts=hosts, **replay) as sim:
            click.echo(_ready(sim))
            stop.get()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except ImportError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be had: {error.strerror or error}") from error


def _stopped_by_signals() -> queue.SimpleQueue[None]:
    """What Ctrl-C and a plain kill put something into: how a server is ended, and no failure."""
    stop: queue.SimpleQueue[None] = queue.SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.put(None))
    return stop


def _ready(sim: Any) -> str:
    return json.dumps({name: getattr(sim, name) for name in ("base_url", "ws_url", "api_key", "user_key")})


@command(epilog="\b\netoropy relay --to redis://localhost/0#desk AAPL BTC")
@click.argument("symbols", type=Instrument(), nargs=-1, required=True, metavar="SYMBOL...")
@click.option("--to", "source", metavar="URL", required=True, help="Where to write: redis://host:6379/0#name.")
@click.option("--no-private", is_flag=True, help="Leave out what happens to the account's orders.")
@click.option("--heartbeats", is_flag=True, help="Write quotes that stood still, too.")
@click.option("--keep", default=100_000, show_default=True, help="About how many quotes to hold for slow readers.")
def relay(
    session: Session, source: str, symbols: tuple[str | int, ...], no_private: bool, heartbeats: bool, keep: int
) -> None:
    """Share one stream among programs, through Redis, until interrupted.

    Programs read from there without keys of eToro (`etoro.stream(…,
    source="redis://…")`). Several relays under one name are one: if
    one falls silent, another takes over.
    """
    from ..relay import Relay

    if session.is_simulated:
        raise click.UsageError("A relay shares a real stream: run `etoropy simulator` and point ETORO_WS_URL to it.")

    def ready() -> None:
        if session.json:
            session.tell({"ready": True, "instruments": len(symbols)})
        else:
            session.out.line(f"Relaying {len(symbols)} instruments.")

    made = Relay(
        session.config(),
        source,
        symbols,
        private=not no_private,
        heartbeats=heartbeats,
        keep=keep,
        symbols=session.symbols(),
        ready=ready,
    )
    # What goes wrong meanwhile mends itself, or is for somebody to read.
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: made.close())
    made.run()
