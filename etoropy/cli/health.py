"""How things stand between this machine and eToro: limits, and what the doctor finds."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .. import __version__
from .session import FAILED, Session, command, own_table, table_path

if TYPE_CHECKING:
    from .. import EToroConfig, EToroTrading
    from ..errors import EToroError
    from ..rate_limiter import Usage

State = Literal["ok", "look", "bad"]

# The header's time is whole seconds, and the answer was under way.
_CLOCK_SLACK: Final = 3.0
# Beyond this, signatures and sessions of any service begin to fail.
_CLOCK_BAD: Final = 60.0
# Whoever asks how things are does not want to wait for long.
_PATIENCE: Final = 10.0
_MARKS: Final = {"ok": ("✓", "green"), "look": ("!", "yellow"), "bad": ("✗", "red")}
_EXTRAS: Final = {
    "simulator": "uvicorn",
    "pandas": "pandas",
    "polars": "polars",
    "plot": "matplotlib",
    "redis": "redis",
}


class Finding(NamedTuple):
    """One thing that was looked at: how it stands, and what mends it."""

    what: str
    state: State
    said: str
    remedy: str = ""


@command()
def limits(session: Session) -> None:
    """Show how much of eToro's limits is used.

    Asks each pool that can be read for one cheap answer, whose headers tell
    what is left, other programs under the same key counted.
    """
    with session.client() as etoro:
        with session.out.progress("Asking", len(_PROBES)) as advance:
            for done, (_, probe) in enumerate(_PROBES, 1):
                probe(etoro)
                advance(done)
        pools = list(etoro.limits.values())
    if session.json:
        session.tell(pools)
        return
    from .output import texts, words

    session.out.table(
        [
            words("pool", (pool.name for pool in pools)),
            words("limit", (f"{pool.limit} in {pool.window:g} s" for pool in pools)),
            words("left, eToro says", map(_left, pools)),
            texts("by others", (pool.others or "" for pool in pools)),
            texts("resets in", (f"{pool.server.reset:g} s" if pool.server.reset is not None else "" for pool in pools)),
        ],
        when_empty="The rate limit is switched off (ETORO_RATE_LIMIT).",
    )


def _left(pool: Usage) -> str:
    said = pool.server.remaining
    return "" if said is None else f"{said} of {pool.server.limit or pool.limit}"


# One cheap read for each pool that has one.
_PROBES: Final[tuple[tuple[str, Callable[[EToroTrading], object]], ...]] = (
    ("default", lambda etoro: etoro.rest.identity.get_me()),
    ("market data", lambda etoro: etoro.get_rates(1)),
    ("portfolio", lambda etoro: etoro.get_portfolio()),
    ("profit and loss", lambda etoro: etoro.get_pnl()),
    ("watchlists", lambda etoro: etoro.rest.watchlists.get_default_watchlist_items(items_limit=1)),
)


@command()
def doctor(session: Session) -> int | None:
    """Check keys, clock, connection and limits.

    Says what is wrong and how to mend it. Reads only; ends with 1 if anything
    is wrong.
    """
    findings: list[Finding] = []
    for finding in _examined(session):
        findings.append(finding)
        if not session.json:
            _show(session, finding)
    is_ill = any(finding.state == "bad" for finding in findings)
    if session.json:
        session.tell({"healthy": not is_ill, "findings": findings})
    else:
        session.out.line("\nSomething is wrong; see ✗ above." if is_ill else "\nAll is well.", "bold")
    return FAILED if is_ill else None


def _show(session: Session, finding: Finding) -> None:
    from rich.text import Text

    mark, style = _MARKS[finding.state]
    session.out.line(Text.assemble((mark, style), f" {finding.what:<13}{finding.said}"))
    if finding.remedy:
        session.out.line(f"  {'':<13}{finding.remedy}", "dim")


def _examined(session: Session) -> Iterator[Finding]:
    from ..errors import EToroError, EToroValidationError

    yield _installation()
    yield _symbols()
    if not session.is_simulated:
        try:
            config = session.config()
        except EToroValidationError as error:
            yield _unset() or Finding("settings", "bad", str(error), _REMEDIES.get(error.field, ""))
            return
        yield _settings(config)
    with session.client(streams=True) as etoro:
        # Whoever asks for a diagnosis does not want to wait for three tries.
        for check in (_identity, _account, _stream, _pools, _journal):
            try:
                yield from check(etoro)
            except EToroError as error:
                yield _failed(check.__name__.strip("_"), error)
                if check is _identity:
                    return


def _unset() -> Finding | None:
    """Which keys are not set, if that is what is wrong."""
    missing = [name for name in ("ETORO_API_KEY", "ETORO_USER_KEY") if not os.environ.get(name, "").strip()]
    if not missing:
        return None
    remedy = "Make a key pair in eToro's settings, under API key management. Without keys: --simulator."
    return Finding("settings", "bad", f"not set: {', '.join(missing)}", remedy)


_REMEDIES: Final = {
    "api_key": "Copy the key again.",
    "user_key": "Copy the key again.",
    "mode": "ETORO_MODE is demo or real.",
    "base_url": "Unset ETORO_BASE_URL to use eToro itself.",
    "ws_url": "Unset ETORO_WS_URL to use eToro itself.",
}


def _installation() -> Finding:
    present = [extra for extra, package in _EXTRAS.items() if find_spec(package) is not None]
    said = f"etoropy {__version__}, Python {platform.python_version()}, {sys.platform}"
    return Finding("installation", "ok", f"{said}; extras: {', '.join(present) or 'none'}")


def _symbols() -> Finding:
    from ..errors import EToroValidationError
    from ..symbols import bundled

    try:
        own = own_table()
    except EToroValidationError as error:
        return Finding("symbols", "bad", str(error), "`etoropy instruments update` writes it anew.")
    if own is None:
        return Finding("symbols", "ok", f"{len(bundled()):,} in the bundled table")
    age = datetime.now(UTC) - datetime.fromtimestamp(table_path().stat().st_mtime, UTC)
    return Finding("symbols", "ok", f"{len(own):,} in your own table, {age.days} days old")


def _settings(config: EToroConfig) -> Finding:
    guards = ["read-only"] if config.read_only else []
    guards += [] if config.max_order_amount is None else [f"no order above {config.max_order_amount:g} USD"]
    said = f"{config.mode} account at {config.base_url}{''.join(f'; {guard}' for guard in guards)}"
    if config.mode == "real" and not guards:
        return Finding("settings", "look", said, "ETORO_MAX_ORDER_AMOUNT bounds what one order can cost you.")
    return Finding("settings", "ok", said)


def _identity(etoro: EToroTrading) -> Iterator[Finding]:
    from ..rest.api.identity.get_me import call

    answer = etoro.http.exchange(call())
    yield Finding("eToro", "ok", f"answers in {answer.seconds * 1000:.0f} ms")
    yield _clock(answer.headers.get("date"), datetime.now(UTC))
    yield _scopes(etoro, answer.value.scopes)


def _clock(date: str | None, now: datetime) -> Finding:
    """This machine's clock, held against the time in an answer."""
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return Finding("clock", "ok", "not checked: the answer names no time")
    ahead = (now - theirs.astimezone(UTC)) / timedelta(seconds=1)
    if abs(ahead) <= _CLOCK_SLACK:
        return Finding("clock", "ok", "agrees with eToro's")
    said = f"{abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} eToro's"
    remedy = "Let this machine set its clock by the network (NTP)."
    return Finding("clock", "bad" if abs(ahead) > _CLOCK_BAD else "look", said, remedy)


def _scopes(etoro: EToroTrading, scopes: list[str] | None) -> Finding:
    """Whether the keys may trade on the account they are used for."""
    wanted = f"trade.{etoro.mode}:write"
    if not scopes:
        return Finding("keys", "ok", "accepted; eToro does not say what they may do")
    if any(scope.endswith(wanted) for scope in scopes):
        return Finding("keys", "ok", f"accepted; they may trade on the {etoro.mode} account")
    remedy = "Fine for looking. To trade, make keys with write access for this account."
    return Finding("keys", "look", f"accepted, but they may not trade on the {etoro.mode} account", remedy)


def _account(etoro: EToroTrading) -> Iterator[Finding]:
    held = etoro.get_portfolio()
    yield Finding("account", "ok", f"{held.credit:,.2f} USD in cash, {len(held.positions)} positions")


def _stream(etoro: EToroTrading) -> Iterator[Finding]:
    etoro.connect(timeout=min(_PATIENCE, etoro.config.timeout))
    yield Finding("stream", "ok", "connects and takes the keys")


def _pools(etoro: EToroTrading) -> Iterator[Finding]:
    told = [pool for pool in etoro.limits.values() if pool.server.remaining is not None]
    scarce = [pool for pool in told if (pool.server.remaining or 0) * 10 < (pool.server.limit or pool.limit)]
    if scarce:
        named = ", ".join(f"{pool.name} ({_left(pool)} left)" for pool in scarce)
        yield Finding("limits", "look", f"nearly used up: {named}", "Another program may be using the same keys.")
    else:
        yield Finding("limits", "ok", f"room in all of the {len(told)} pools that were asked" if told else "not told")


def _journal(etoro: EToroTrading) -> Iterator[Finding]:
    said = etoro.config.journal
    if said is None:
        return
    path = Path(said).expanduser()
    if os.access(path if path.exists() else path.parent, os.W_OK):
        remedy = "After a crash, `etoropy orders reconcile` settles what it left open." if path.exists() else ""
        yield Finding("journal", "ok", f"orders are written to {path}", remedy)
    else:
        yield Finding("journal", "bad", f"{path} cannot be written", "No order is sent before it is written down.")


def _failed(what: str, error: EToroError) -> Finding:
    from ..errors import EToroAuthError, EToroConnectionError, EToroTimeoutError

    named = {"identity": "eToro", "pools": "limits"}.get(what, what)
    remedy = "Try again; eToro may be having trouble."
    if isinstance(error, EToroAuthError):
        remedy = "Check both keys, and that they belong to the account that ETORO_MODE names."
    elif isinstance(error, EToroTimeoutError):
        remedy = "The network is slow or silent. A proxy? HTTPS_PROXY is obeyed."
    elif isinstance(error, EToroConnectionError):
        remedy = "Check network, name server and proxy (HTTPS_PROXY), and ETORO_BASE_URL, ETORO_WS_URL."
    return Finding(named, "bad", str(error), remedy)
