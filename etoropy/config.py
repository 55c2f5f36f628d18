"""What a client needs to know before its first call: keys, account, addresses, patience.

Values come from arguments, else from ``ETORO_*`` variables, else from the defaults here. Keys never appear in a repr, a
log line, an error or a pickle.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from .errors import EToroValidationError

Mode = Literal["demo", "real"]

BASE_URL: Final = "https://public-api.etoro.com"
WS_URL: Final = "wss://ws.etoro.com/ws"
_SECURE: Final = {"https": "http", "wss": "ws"}


class Secret:
    """A key that shows itself only when asked, and refuses to be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret('***')"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("A key is not pickled; build EToroConfig in the other process, from ETORO_* variables.")


def without_password(url: str) -> str:
    """A URL as it may be shown: without user, password and query."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()


class EToroConfig:
    """Settings of a client; immutable.

    ``api_key``, ``user_key``
        The two keys of a key pair made in eToro's settings under API key management.
    ``mode``
        ``"demo"`` (virtual money, the default) or ``"real"``. A key pair belongs to one of the two.
    ``base_url``, ``ws_url``
        Where REST and the stream are; https and wss, unless the host is this machine.
    ``timeout``
        Seconds of silence after which an attempt is given up: while connecting, sending, or between parts of the
        answer. ``deadline`` bounds all attempts of a call in the same way, waits included (None: no bound).
    ``retry_attempts``, ``retry_delay``, ``retry_max_delay``
        Tries in all (0 and 1 both mean one), seconds before the second (doubled each time, ±25 %), and the most that is
        ever waited, Retry-After included.
    ``rate_limit``, ``rate_limit_max_requests``, ``rate_limit_window``
        Whether calls wait for their turn, and the burst guard above eToro's own pools: so many requests in so many
        seconds.
    ``rate_limit_pools``
        Overrides of the pools in eToro's document: name to requests a minute, or to a pair of requests and seconds
        (in the variable: ``market-data=60, execution-demo=10/30``). What the server allows stays the upper bound.
    ``rate_limit_backend``
        Where processes that hold the same user key share its limits: ``redis://…`` (None: each counts for itself).
    ``rate_limit_share``
        The part of every limit that this process may use, such as 1/4 where four processes count for themselves. With
        a backend: the part that is left while it is gone (unless given, an equal part for each process seen lately).
    ``read_only``
        Refuse everything that would open, close, change or cancel an order or a position.
    ``max_order_amount``
        Refuse orders above this size, in account currency (None: no bound).
    ``journal``
        File into which each order is written before it is sent and after it is decided, so that a crash loses none;
        one file for each account (None: no journal).

    Each field is read from ``ETORO_<NAME>`` when no argument is given. Raises ``EToroValidationError`` naming it.
    """

    __slots__ = (
        "api_key",
        "base_url",
        "deadline",
        "journal",
        "max_order_amount",
        "mode",
        "rate_limit",
        "rate_limit_backend",
        "rate_limit_max_requests",
        "rate_limit_pools",
        "rate_limit_share",
        "rate_limit_window",
        "read_only",
        "retry_attempts",
        "retry_delay",
        "retry_max_delay",
        "timeout",
        "user_key",
        "ws_url",
    )

    api_key: Secret
    user_key: Secret
    mode: Mode
    base_url: str
    ws_url: str
    timeout: float
    deadline: float | None
    retry_attempts: int
    retry_delay: float
    retry_max_delay: float
    rate_limit: bool
    rate_limit_max_requests: int
    rate_limit_window: float
    rate_limit_pools: Mapping[str, int | tuple[int, float]]
    rate_limit_backend: str | None
    rate_limit_share: float
    read_only: bool
    max_order_amount: float | None
    journal: str | None

    def __init__(
        self,
        *,
        api_key: str | Secret | None = None,
        user_key: str | Secret | None = None,
        mode: Mode | None = None,
        base_url: str | None = None,
        ws_url: str | None = None,
        timeout: float | None = None,
        deadline: float | None = None,
        retry_attempts: int | None = None,
        retry_delay: float | None = None,
        retry_max_delay: float | None = None,
        rate_limit: bool | None = None,
        rate_limit_max_requests: int | None = None,
        rate_limit_window: float | None = None,
        rate_limit_pools: Mapping[str, int | tuple[int, float]] | None = None,
        rate_limit_backend: str | None = None,
        rate_limit_share: float | None = None,
        read_only: bool | None = None,
        max_order_amount: float | None = None,
        journal: str | os.PathLike[str] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        given = {name: value for name, value in locals().items() if name in _SETTINGS}
        env = os.environ if environ is None else environ
        object.__setattr__(self, "api_key", _key("api_key", api_key, env))
        object.__setattr__(self, "user_key", _key("user_key", user_key, env))
        for name, (default, read) in _SETTINGS.items():
            value = _given(name, given[name], env, default)
            object.__setattr__(self, name, None if value is None else read(name, value))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"EToroConfig is immutable; make another with replace({name}=…)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("EToroConfig is immutable")

    def replace(self, **changes: Any) -> EToroConfig:
        """The same settings but for ``changes``; the environment is not read again."""
        unknown = sorted(set(changes) - set(self.__slots__))
        if unknown:
            raise EToroValidationError(f"EToroConfig has no field {unknown[0]!r}.", field=unknown[0])
        return EToroConfig(**{name: getattr(self, name) for name in self.__slots__} | changes, environ={})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EToroConfig):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = {name: getattr(self, name) for name in self.__slots__}
        if self.rate_limit_backend is not None:
            shown["rate_limit_backend"] = without_password(self.rate_limit_backend)
        return f"EToroConfig({', '.join(f'{name}={value!r}' for name, value in shown.items())})"

    def __copy__(self) -> EToroConfig:
        return self

    def __deepcopy__(self, memo: object) -> EToroConfig:
        # It never changes, and keys need not stand in memory twice.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(
            "EToroConfig holds keys and is not pickled; build it in the other process, from ETORO_* variables."
        )


def _given(name: str, argument: Any, env: Mapping[str, str], default: Any) -> Any:
    if argument is not None:
        return argument
    text = env.get(f"ETORO_{name.upper()}", "").strip()
    return text or default


def _key(name: str, argument: str | Secret | None, env: Mapping[str, str]) -> Secret:
    value = argument.reveal() if isinstance(argument, Secret) else argument
    if value is None:
        value = env.get(f"ETORO_{name.upper()}")
    if not isinstance(value, str) or not value.strip():
        raise EToroValidationError(
            f"{name} is missing: pass {name}=… or set ETORO_{name.upper()}. Without keys, use the simulator: "
            "`with Simulator() as sim: EToroTrading(sim.config)`.",
            field=name,
        )
    value = value.strip()
    if not value.isascii() or not value.isprintable():
        raise EToroValidationError(f"{name} holds characters that no key has; copy it again.", field=name)
    return Secret(value)


def _mode(_: str, value: Any) -> Mode:
    if value in ("demo", "real"):
        return "demo" if value == "demo" else "real"
    raise EToroValidationError(f"mode must be 'demo' or 'real', not {value!r}.", field="mode", value=value)


def _url(scheme: str, name: str, value: Any) -> str:
    try:
        parts = urlsplit(str(value))
        host = parts.hostname or ""
    except ValueError as error:
        raise EToroValidationError(f"{name} is no address: {error}.", field=name, value=value) from None
    if parts.scheme == scheme and host:
        return str(value).rstrip("/")
    if parts.scheme == _SECURE[scheme] and _is_loopback(host):
        return str(value).rstrip("/")
    raise EToroValidationError(
        f"{name} must begin with {scheme}://: keys travel in each request ({_SECURE[scheme]}:// to this machine only).",
        field=name,
        value=value,
    )


def _is_loopback(host: str) -> bool:
    # ipaddress is slow to import and needed only where a simulator or a proxy on this machine is addressed.
    from ipaddress import ip_address

    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _seconds(name: str, value: Any, *, least: float = 0.0) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not least <= number < float("inf"):
        raise EToroValidationError(
            f"{name} must be a number of at least {least:g}, not {value!r}.", field=name, value=value
        )
    return number


def _count(name: str, value: Any, *, least: int) -> int:
    try:
        number = int(value)
        whole = not isinstance(value, (bool, float)) or number == value
    except (TypeError, ValueError, OverflowError):
        number, whole = least - 1, False
    if not whole or number < least:
        raise EToroValidationError(
            f"{name} must be a whole number of at least {least}, not {value!r}.", field=name, value=value
        )
    return number


def _pools(_: str, value: Any) -> dict[str, int | tuple[int, float]]:
    if isinstance(value, str):
        pairs = (entry.partition("=") for entry in value.split(",") if entry.strip())
        value = {name: limit for name, _, limit in pairs}
    if not isinstance(value, Mapping):
        raise EToroValidationError(
            f"rate_limit_pools must map pools to limits, not {value!r}.", field="rate_limit_pools", value=value
        )
    limits = {str(name).strip(): _limit(f"rate_limit_pools[{str(name).strip()!r}]", it) for name, it in value.items()}
    # Those of endpoints that the document lacks are called after them: "GET /api/…".
    unknown = [name for name in limits if " /" not in name and name not in _known_pools()]
    if unknown:
        raise EToroValidationError(
            f"rate_limit_pools has {unknown[0]!r}, which is no pool; there are {', '.join(sorted(_known_pools()))}.",
            field="rate_limit_pools",
            value=unknown[0],
        )
    return limits


@cache
def _known_pools() -> frozenset[str]:
    """The pools in eToro's document."""
    # Few programs name any, and this takes some milliseconds.
    import orjson

    import etoropy

    loader: Any = etoropy.__loader__
    document = orjson.loads(loader.get_data(f"{etoropy.__path__[0]}/rest/openapi.json"))
    operations = (it for path in document["paths"].values() for it in path.values() if isinstance(it, dict))
    return frozenset(it["x-ratelimit"]["pool"] for it in operations if "x-ratelimit" in it)


def _limit(name: str, value: Any) -> int | tuple[int, float]:
    """Requests a minute, or requests and seconds (``10/30`` as text)."""
    pair = value.split("/") if isinstance(value, str) else value
    if not isinstance(pair, (list, tuple)):
        return _count(name, pair, least=1)
    limit, *window = pair or (0,)
    if not window:
        return _count(name, limit, least=1)
    return _count(name, limit, least=1), _seconds(name, window[0], least=0.001)


def _backend(_: str, value: Any) -> str:
    try:
        scheme = urlsplit(str(value)).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("redis", "rediss", "unix"):
        # Not shown: it may hold a password.
        raise EToroValidationError(
            "rate_limit_backend must begin with redis://, rediss:// or unix://.", field="rate_limit_backend"
        )
    return str(value)


def _share(_: str, value: Any) -> float:
    """A number, or a fraction as text: ``1/4``."""
    part, _, whole = str(value).partition("/")
    try:
        share = float(part) / float(whole or 1)
    except (ValueError, ZeroDivisionError):
        share = 0.0
    if not 0.0 < share <= 1.0:
        raise EToroValidationError(
            f"rate_limit_share must be above 0 and at most 1, not {value!r}.", field="rate_limit_share", value=value
        )
    return share


def _flag(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise EToroValidationError(f"{name} must be true or false, not {value!r}.", field=name, value=value)


def _path(name: str, value: str | os.PathLike[str]) -> str:
    try:
        return os.fspath(value)
    except TypeError:
        raise EToroValidationError(f"{name} must be a path, not {value!r}.", field=name, value=value) from None


_duration: Final = partial(_seconds, least=0.001)

# Field -> its default (None: unset), and how a value of it is read from an argument or a variable.
_SETTINGS: Final[dict[str, tuple[Any, Callable[[str, Any], Any]]]] = {
    "mode": ("demo", _mode),
    "base_url": (BASE_URL, partial(_url, "https")),
    "ws_url": (WS_URL, partial(_url, "wss")),
    "timeout": (30.0, _duration),
    "deadline": (None, _duration),
    "retry_attempts": (3, partial(_count, least=0)),
    "retry_delay": (1.0, _seconds),
    "retry_max_delay": (60.0, _seconds),
    "rate_limit": (True, _flag),
    "rate_limit_max_requests": (20, partial(_count, least=1)),
    "rate_limit_window": (10.0, _duration),
    "rate_limit_pools": ({}, _pools),
    "rate_limit_backend": (None, _backend),
    "rate_limit_share": (1.0, _share),
    "read_only": (False, _flag),
    "max_order_amount": (None, _seconds),
    "journal": (None, _path),
}
