"""A caller at the simulator's door whose time is moved by hand: what the tests of the simulator talk through."""

from __future__ import annotations

import json
import uuid
from typing import Any

from etoropy.simulator.account import Account
from etoropy.simulator.clock import SimClock
from etoropy.simulator.messages import Mode, Reply, Request
from etoropy.simulator.records import Order, Position
from etoropy.simulator.simulator import Simulator

from .conformance import findings

START = 1_772_636_400.0  # Wednesday 4 March 2026, 15:00 UTC


class Answer:
    """A reply with its JSON read back from the bytes."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.status = reply.status
        self.headers = reply.headers
        self.content = reply.encode()

    @property
    def json(self) -> Any:
        return json.loads(self.content)


class Desk:
    """Asks as the owner of one account. Every successful answer is held against the document."""

    def __init__(self, mode: Mode = "demo", **settings: Any) -> None:
        self.sim = Simulator(**{"clock": SimClock.manual(START), "limits": False} | settings)
        self.mode = mode

    @property
    def account(self) -> Account:
        return self.sim.account(self.mode)

    def wait(self, seconds: float) -> None:
        self.sim.clock.advance(seconds)

    def ask(
        self,
        method: str,
        target: str,
        body: Any = None,
        *,
        reference: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = self.sim.headers(self.mode) | (headers or {})
        if reference is not None:
            sent["x-request-id"] = reference
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        request = Request.to(method, target, {name: value for name, value in sent.items() if value}, content)
        reply = self.sim.handle(request)
        if request.route is not None and self.sim.newest_request.fault is None:
            assert findings(request.route, reply) == []
        return Answer(reply)

    def get(self, target: str) -> Any:
        answer = self.ask("GET", target)
        assert answer.status == 200, answer.content
        return answer.json

    # -- the same word for both accounts

    @property
    def _execution(self) -> str:
        return "trading/execution" + ("/demo" if self.mode == "demo" else "")

    @property
    def _info(self) -> str:
        return "trading/info" + ("/demo" if self.mode == "demo" else "")

    def order_v2(self, reference: str | None = None, **fields: Any) -> Answer:
        body = {"action": "open", "transaction": "buy", "orderType": "mkt", "leverage": 1} | fields
        if "symbol" not in body and "instrumentId" not in body:
            body["symbol"] = "AAPL"
        if not {"amount", "units", "contracts"} & set(body):
            body["amount"] = 1000.0
        body = {name: value for name, value in body.items() if value is not None}
        return self.ask("POST", f"/api/v2/{self._execution}/orders", body, reference=reference)

    def order_v1(self, kind: str = "by-amount", reference: str | None = None, **fields: Any) -> Answer:
        size = {"Amount": 1000.0} if kind == "by-amount" else {"AmountInUnits": 4.0}
        body = {"InstrumentID": 1001, "IsBuy": True, "Leverage": 1} | size | fields
        return self.ask("POST", f"/api/v1/{self._execution}/market-open-orders/{kind}", body, reference=reference)

    def limit_v1(self, rate: float, **fields: Any) -> Answer:
        body = {"InstrumentID": 1001, "IsBuy": True, "Leverage": 1, "Rate": rate} | fields
        if "AmountInUnits" not in body:
            body.setdefault("Amount", 500.0)
        return self.ask("POST", f"/api/v1/{self._execution}/limit-orders", body)

    def close(self, position: Position, units: float | None = None, *, reference: str | None = None) -> Answer:
        key = "InstrumentID" if self.mode == "demo" else "InstrumentId"
        body = {key: position.instrument_id, "UnitsToDeduct": units}
        target = f"/api/v1/{self._execution}/market-close-orders/positions/{position.id}"
        return self.ask("POST", target, body, reference=reference)

    def lookup(self, **query: object) -> Answer:
        terms = "&".join(f"{name}={value}" for name, value in query.items())
        return self.ask("GET", f"/api/v2/{self._info}/orders:lookup?{terms}")

    def read_v1(self, order_id: int) -> Answer:
        return self.ask("GET", f"/api/v1/trading/info/{self.mode}/orders/{order_id}")

    def portfolio(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/api/v1/{self._info}/portfolio")["clientPortfolio"]
        return found

    def pnl(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/api/v1/trading/info/{self.mode}/pnl")["clientPortfolio"]
        return found

    def history(self, query: str = "minDate=2026-01-01") -> list[dict[str, Any]]:
        middle = "trade/demo" if self.mode == "demo" else "trade"
        found: list[dict[str, Any]] = self.get(f"/api/v1/trading/info/{middle}/history?{query}")
        return found

    # -- short ways to a state

    def bought(self, symbol: str = "AAPL", amount: float = 1000.0, **fields: Any) -> Position:
        """A position opened over the API and settled."""
        known = {position.id for position in self.account.positions}
        answer = self.order_v2(symbol=symbol, amount=amount, **fields)
        assert answer.status == 200, answer.content
        self.wait(1.0)
        return next(position for position in self.account.positions if position.id not in known)

    def last_order(self) -> Order:
        return self.account.orders[-1]

    def quote(self, symbol: str = "AAPL") -> Any:
        return self.sim.market.quote(self.sim.market.named(symbol))


def fresh_reference() -> str:
    return str(uuid.uuid4())
