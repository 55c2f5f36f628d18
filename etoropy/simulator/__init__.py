"""The eToro API without eToro: two accounts, a market, and every habit of the live service that was ever recorded.

    with Simulator(seed=7) as sim:
        client = EToroTrading(sim.config)

`Simulator.handle` is the whole API as a function; `transport()` puts it under an httpx client without a socket,
`start()` on a port of this machine. `Faults` says how often which part of a call goes wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .faults import Faults
    from .simulator import Simulator
    from .world import Quirks

__all__ = ["Faults", "Quirks", "Simulator"]

_HOMES = {"Faults": "faults", "Quirks": "world", "Simulator": "simulator"}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
