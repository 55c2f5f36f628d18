import asyncio
import sys
import threading

import httpx
import pytest

from etoropy.simulator import Quirks, Simulator, identity
from etoropy.simulator.clock import SimClock
from etoropy.simulator.messages import BadBody, Request
from etoropy.simulator.routes import load

from .conformance import findings
from .desk import START, Desk

ME = "/api/v1/me"
DEMO, REAL = "/api/v1/trading/info/demo/portfolio", "/api/v1/trading/info/portfolio"


@pytest.fixture
def desk():
    return Desk()


# -- who may come in


@pytest.mark.parametrize("missing", ["x-api-key", "x-user-key"])
def test_without_keys_nobody_comes_in(desk, missing):
    answer = desk.ask("GET", ME, headers={missing: ""})
    assert answer.status == 401
    assert set(answer.json) == {"errorCode", "errorMessage"}


@pytest.mark.parametrize("wrong", ["x-api-key", "x-user-key"])
def test_with_a_wrong_key_nobody_comes_in(desk, wrong):
    assert desk.ask("GET", ME, headers={wrong: "nonsense"}).status == 401


def test_the_halves_of_two_key_pairs_do_not_fit(desk):
    assert desk.ask("GET", ME, headers={"x-api-key": desk.sim.real_api_key}).status == 401


def test_keys_of_one_account_do_not_reach_the_other():
    demo, real = Desk("demo"), Desk("real")
    assert (demo.ask("GET", DEMO).status, demo.ask("GET", REAL).status) == (200, 403)
    assert (real.ask("GET", DEMO).status, real.ask("GET", REAL).status) == (403, 200)


def test_refusals_of_keys_can_come_without_a_body(desk):
    desk.sim.quirks.empty_auth_errors = True
    assert desk.ask("GET", ME, headers={"x-api-key": ""}).content == b""
    assert desk.ask("GET", REAL).content == b""


@pytest.mark.parametrize(
    "request_id", ["", "42", "{00000000-0000-4000-8000-000000000000}", "00000000000040008000000000000000"]
)
def test_a_request_id_is_a_uuid(desk, request_id):
    assert desk.ask("GET", ME, headers={"x-request-id": request_id}).status == 400


def test_a_request_id_may_be_in_capitals(desk):
    assert desk.ask("GET", ME, headers={"x-request-id": "ABCDEF00-0000-4000-8000-000000000000"}).status == 200


def test_the_default_agent_of_a_library_can_be_turned_away(desk):
    headers = {"user-agent": "python-httpx/0.28"}
    assert desk.ask("GET", ME, headers=headers).status == 200
    desk.sim.quirks.refuse_library_agents = True
    assert (desk.ask("GET", ME, headers=headers).status, desk.ask("GET", ME, headers=headers).content) == (403, b"")
    assert desk.ask("GET", ME, headers={"user-agent": "mine/1"}).status == 200


def test_keys_can_be_given():
    sim = Simulator(keys={"demo": ("a", "b")})
    assert (sim.api_key, sim.user_key) == ("a", "b")
    assert sim.real_user_key.startswith("sim-user-real-")


# -- where they are led


def test_an_unknown_path_is_not_found_and_a_wrong_method_not_allowed(desk):
    assert desk.ask("GET", "/api/v1/nothing").status == 404
    assert desk.ask("GET", "/api/v2/nothing").json["status"] == 404
    answer = desk.ask("PUT", ME)
    assert (answer.status, answer.headers["allow"]) == (405, "GET")


def test_every_operation_answers_its_documented_example_without_breaking(desk):
    for route in load():
        operation = desk.sim._routes.document["paths"][route.template][route.http_method.lower()]
        path, query = route.template, []
        for parameter in operation.get("parameters", ()):
            value = parameter.get("example", 1)
            text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            if parameter["in"] == "path":
                path = path.replace("{" + parameter["name"] + "}", text)
            else:
                query.append(f"{parameter['name']}={text.replace(' ', '%20')}")
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        if route.method_name == "lookup_order":
            query = query[:1]
        asking = desk if route.mode != "real" else Desk("real")
        answer = asking.ask(route.http_method, f"{path}?{'&'.join(query)}", body)
        assert answer.status in {*route.replies, 404}, (route.operation_id, answer.content)


def test_a_body_that_only_its_operation_finds_wrong_is_refused_too(desk, monkeypatch):
    def complain(world, request):
        raise BadBody("not like this")

    monkeypatch.setitem(identity.OPERATIONS, "get_me", complain)
    answer = desk.ask("GET", ME)
    assert (answer.status, answer.json["errorMessage"]) == (400, "not like this")


# -- what is written down


def test_everything_that_comes_in_is_written_down(desk):
    desk.ask("GET", f"{ME}?a=1%2C2")
    desk.ask("GET", "/api/v1/nothing", headers={"x-api-key": ""})
    desk.order_v2()
    first, second, third = desk.sim.requests
    assert (first.method, first.path, first.raw_query, first.query) == ("GET", ME, "a=1%2C2", (("a", "1,2"),))
    assert (first.status, first.operation_id, first.at, first.fault) == (200, "get_me", START, None)
    assert (second.status, second.operation_id) == (401, None)
    assert b"AAPL" in third.body
    assert third.headers["x-user-key"] == desk.sim.user_key
    desk.sim.forget_requests()
    assert desk.sim.requests == []


def test_many_threads_may_ask_at_once(desk):
    def ask():
        for _ in range(25):
            assert desk.order_v2(amount=10.0).status == 200

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.account.orders) == 200
    assert len({order.id for order in desk.account.orders}) == 200
    assert len(desk.sim.requests) == 200


# -- what it starts with


def test_seeds_make_different_worlds():
    one, two = Simulator(seed=1), Simulator(seed=2)
    assert one.api_key != two.api_key
    assert one.world.owner != two.world.owner
    assert one.account("demo").cid != one.account("real").cid


def test_quirks_and_credit_are_chosen_at_the_start():
    quirks = Quirks(pnl_cache=5.0, fill_delay=9.0)
    sim = Simulator(quirks=quirks, fill_delay=0.5, reference_lookup=False, credit={"demo": 77.0})
    assert (sim.quirks.pnl_cache, sim.quirks.fill_delay, sim.quirks.reference_lookup) == (5.0, 0.5, False)
    assert sim.account("demo").credit == 77.0
    assert sim.account("real").credit == 10_000.0
    assert quirks.fill_delay == 9.0


def test_the_package_offers_its_three_names_and_no_others():
    import etoropy.simulator as package

    assert set(package.__all__) == {"Faults", "Quirks", "Simulator"}
    assert set(package.__all__) <= set(dir(package))
    assert package.Faults().rates()
    with pytest.raises(AttributeError, match="Nonsense"):
        package.Nonsense  # noqa: B018


# -- under an httpx client


def client(sim, **settings):
    return httpx.Client(transport=sim.transport(), base_url="https://public-api.etoro.com", **settings)


def test_the_transport_serves_blocking_and_asynchronous_clients(desk):
    headers = desk.sim.headers()
    with client(desk.sim) as blocking:
        one = blocking.get(ME, headers=headers)

    async def ask():
        async with httpx.AsyncClient(transport=desk.sim.transport(), base_url="https://x") as asynchronous:
            return await asynchronous.get(ME, headers=headers)

    two = asyncio.run(ask())
    assert one.json() == two.json() == desk.get(ME)
    assert one.headers["content-type"] == "application/json"
    assert one.headers["ratelimit-limit"] == "60"


def test_the_query_reaches_the_simulator_as_it_stands_on_the_wire(desk):
    with client(desk.sim) as blocking:
        blocking.get("/api/v1/market-data/instruments/rates?instrumentIds=1,2", headers=desk.sim.headers())
        blocking.get(
            "/api/v1/market-data/instruments/rates", params={"instrumentIds": "1,2"}, headers=desk.sim.headers()
        )
    assert [r.raw_query for r in desk.sim.requests] == ["instrumentIds=1,2", "instrumentIds=1%2C2"]


def test_faults_show_as_the_errors_that_a_socket_would_give(desk):
    faults, headers = desk.sim.faults, desk.sim.headers()
    with client(desk.sim) as blocking:
        for kind, error in (
            ("lost_reply_after", httpx.ReadTimeout),
            ("reset", httpx.ReadError),
            ("reset", httpx.RemoteProtocolError),
        ):
            faults.next(kind)
            with pytest.raises(error):
                blocking.get(ME, headers=headers)
        faults.next("cdn_page")
        assert "<html" in blocking.get(ME, headers=headers).text


def test_with_a_manual_clock_a_slow_answer_comes_at_once_or_too_late(desk):
    desk.sim.faults.slow_seconds = 3.0
    desk.sim.faults.slow = 1.0
    with client(desk.sim, timeout=5.0) as patient:
        assert patient.get(ME, headers=desk.sim.headers()).status_code == 200
    with client(desk.sim, timeout=2.0) as hasty, pytest.raises(httpx.ReadTimeout):
        hasty.get(ME, headers=desk.sim.headers())


def test_with_a_running_clock_a_slow_answer_is_waited_for_up_to_the_callers_patience(monkeypatch):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr("etoropy.simulator.transport.time.sleep", waited.append)
    monkeypatch.setattr("etoropy.simulator.transport.asyncio.sleep", sleep)
    sim = Simulator(limits=False)
    sim.faults.slow = 1.0
    sim.faults.slow_seconds = 3.0
    with client(sim, timeout=None) as patient:
        assert patient.get(ME, headers=sim.headers()).status_code == 200
    with client(sim, timeout=2.0) as hasty, pytest.raises(httpx.ReadTimeout):
        hasty.get(ME, headers=sim.headers())

    async def ask():
        async with httpx.AsyncClient(transport=sim.transport(), timeout=5.0) as asynchronous:
            await asynchronous.get(f"https://x{ME}", headers=sim.headers())

    asyncio.run(ask())
    assert waited == [3.0, 2.0, 3.0]


# -- as a config


def test_the_config_carries_keys_and_a_local_address(desk):
    config = desk.sim.config
    assert (config.mode, config.api_key.reveal(), config.user_key.reveal()) == (
        "demo",
        desk.sim.api_key,
        desk.sim.user_key,
    )
    assert config.base_url.startswith("http://127.0.0.1:")
    assert config.ws_url.endswith("/ws")
    real = desk.sim.config_for("real", timeout=3.0)
    assert (real.mode, real.timeout, real.user_key.reveal()) == ("real", 3.0, desk.sim.real_user_key)


def test_the_environment_does_not_reach_the_config(desk, monkeypatch):
    monkeypatch.setenv("ETORO_BASE_URL", "https://elsewhere.example")
    monkeypatch.setenv("ETORO_MODE", "real")
    assert desk.sim.config.base_url.startswith("http://127.0.0.1:")
    assert desk.sim.config.mode == "demo"


# -- on a port


def test_without_the_extra_the_port_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "etoropy.simulator.server", raising=False)
    with pytest.raises(ImportError, match=r"etoropy\[simulator\]"):
        Simulator().start()


@pytest.mark.port
def test_on_a_port_it_answers_the_same(desk):
    with desk.sim as sim, httpx.Client(base_url=sim.config.base_url) as caller:
        assert sim.start() is sim
        answer = caller.get(ME, headers=sim.headers())
        assert answer.json() == desk.get(ME)
        assert sim.requests[0].path == ME
    sim.stop()
    assert sim.base_url.endswith(":9")


# -- the document


def test_an_answer_that_the_document_does_not_allow_would_be_found(desk):
    from etoropy.simulator.messages import Reply

    route = load().by_operation["get_me"]
    assert findings(route, Reply(201)) == ["get_me: status 201 is not documented"]
    assert any("gcid" in found for found in findings(route, Reply(200, {"username": "x"})))
    good = desk.get(ME)
    assert findings(route, Reply(200, good)) == []
    assert findings(route, Reply(200, good | {"nonsense": 1})) == ["get_me $.nonsense: unknown field"]


def test_a_manual_clock_shows_in_the_simulator():
    clock = SimClock.manual(5.0)
    sim = Simulator(clock=clock)
    clock.advance(2.0)
    assert (sim.clock.now(), sim.settle()) == (7.0, 7.0)


def test_a_request_object_can_be_handled_directly(desk):
    assert desk.sim.handle(Request.to("GET", ME, desk.sim.headers())).status == 200
