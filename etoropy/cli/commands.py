"""The commands, each a thin shell over the public client."""

from __future__ import annotations

import json
import signal
import threading

import click

from .. import __version__
from ..errors import EToroError


class Commands(click.Group):
    """A group whose commands end with one line on standard error and status 1 when the library raises."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except EToroError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Trade and look at markets on eToro, from the terminal.

    Unofficial. Keys come from ETORO_API_KEY and ETORO_USER_KEY.
    """


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=0, show_default=True, help="Port to listen on; 0 picks a free one.")
@click.option("--seed", default=7, show_default=True, help="Prices are a function of it.")
@click.option("--speed", default=1.0, show_default=True, help="How much faster than real time the market runs.")
def simulator(host: str, port: int, seed: int, speed: float) -> None:
    """Serve a simulated eToro until interrupted.

    Prints one line of JSON when ready: base_url, ws_url, api_key, user_key.
    """
    from ..simulator import Simulator

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Simulator(seed, speed=speed, host=host, port=port) as sim:
        ready = {
            "base_url": sim.base_url,
            "ws_url": sim.ws_url,
            "api_key": sim.api_key,
            "user_key": sim.user_key,
        }
        click.echo(json.dumps(ready))
        stop.wait()
