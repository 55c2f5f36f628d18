"""Servers end in order when they are told to. (The simulator has its tests beside the settings of use.)"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etoropy import Simulator
from tests.cli.conftest import Etoropy
from tests.redis_server import RedisServer, needs_redis

GENEROUS = 30.0


@needs_redis
@pytest.mark.port
def test_a_relay_says_when_it_stands_and_ends_in_order(tmp_path: Path) -> None:
    redis = RedisServer(tmp_path).start()
    try:
        with Simulator(seed=7) as simulator:
            names = ("base_url", "ws_url", "api_key", "user_key")
            environment = {f"ETORO_{name.upper()}": str(getattr(simulator, name)) for name in names}
            with subprocess.Popen(
                [sys.executable, "-m", "etoropy.cli", "relay", "--to", f"{redis.url}#desk", "AAPL", "100000", "--json"],
                env={**os.environ, **environment},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            ) as process:
                assert process.stdout is not None
                told = ""
                while "}" not in told:
                    told += process.stdout.readline()
                assert json.loads(told) == {"ready": True, "instruments": 2}
                process.send_signal(signal.SIGINT)
                _, complaint = process.communicate(timeout=GENEROUS)
        assert (process.returncode, complaint) == (0, "")
    finally:
        redis.stop()


def test_a_relay_needs_an_address_of_redis_keys_and_a_real_stream(
    etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert etoropy("relay", "--to", "redis://localhost/0", "AAPL").status == 3
    assert etoropy("relay", "--to", "redis://localhost/0", "AAPL", "--simulator").status == 2
    monkeypatch.setenv("ETORO_API_KEY", "an-api-key")
    monkeypatch.setenv("ETORO_USER_KEY", "a-user-key")
    said = etoropy("relay", "--to", "http://user:password@localhost", "AAPL")
    assert (said.status, "redis://" in said.err, "password" in said.err) == (2, True, False)
    assert etoropy("relay", "--to", "redis://localhost/0", "NOPE").status == 2


def test_without_redis_the_extra_is_named(etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ETORO_API_KEY", "an-api-key")
    monkeypatch.setenv("ETORO_USER_KEY", "a-user-key")
    monkeypatch.setitem(sys.modules, "redis", None)
    said = etoropy("relay", "--to", "redis://localhost/0", "AAPL")
    assert (said.status, "etoropy[redis]" in said.err) == (2, True)


@pytest.mark.port
def test_a_port_that_does_not_exist_is_wrong_usage(etoropy: Etoropy) -> None:
    said = etoropy("simulator", "--port", "99999")
    assert (said.status, "0<=x<=65535" in said.err) == (2, True)


def test_a_port_that_is_taken_is_said_in_a_sentence(etoropy: Etoropy) -> None:
    with Simulator(seed=7) as simulator:
        port = simulator.base_url.rsplit(":", 1)[1]
        done = subprocess.run(
            [sys.executable, "-m", "etoropy.cli", "simulator", "--port", port],
            capture_output=True,
            text=True,
            timeout=GENEROUS,
            check=False,
        )
    assert done.returncode == 1
    assert "cannot be had" in done.stderr
