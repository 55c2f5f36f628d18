"""Whom the process's TLS context trusts."""

from __future__ import annotations

import contextlib
import ssl
from pathlib import Path

import certifi
import pytest

from etoropy import tls

PEM = Path(__file__).parent / "ws" / "localhost.pem"
CERTIFICATE = PEM.read_text()[PEM.read_text().index("-----BEGIN CERTIFICATE") :]
#: What OpenSSL looks its name up by.
HASH = "5438fa1d"


@pytest.fixture(autouse=True)
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "_context", None)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, str | None]]:
    """File and directory of each context that is made."""
    made: list[tuple[str | None, str | None]] = []
    make = ssl.create_default_context

    def noted(*, cafile: str | None, capath: str | None) -> ssl.SSLContext:
        made.append((cafile, capath))
        return make(cafile=cafile, capath=capath)

    monkeypatch.setattr(ssl, "create_default_context", noted)
    return made


def system_has(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    paths = ssl.get_default_verify_paths()._replace(capath=folder and str(folder))  # type: ignore[arg-type]
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)


Loaded = list[tuple[str | None, str | None]]


def test_authorities_are_looked_up_in_the_systems_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loaded: Loaded
) -> None:
    (tmp_path / "README").touch()
    (tmp_path / f"{HASH}.0").write_text(CERTIFICATE)
    system_has(monkeypatch, tmp_path)
    context = tls.shared_context()
    assert loaded == [(None, str(tmp_path))]
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert tls.shared_context() is context


def shake_hands(client_context: ssl.SSLContext) -> None:
    """With a server that shows the certificate, in memory."""
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_context.load_cert_chain(PEM)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = client_context.wrap_bio(to_client, to_server, server_hostname="localhost")
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    for side in (client, server, client, server):
        with contextlib.suppress(ssl.SSLWantReadError):
            side.do_handshake()
    assert client.version()


def test_what_lies_in_the_directory_is_trusted_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "00000000.0").touch()
    system_has(monkeypatch, tmp_path)
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(tls.shared_context())
    (tmp_path / f"{HASH}.0").write_text(CERTIFICATE)
    monkeypatch.setattr(tls, "_context", None)
    shake_hands(tls.shared_context())


@pytest.mark.parametrize("names", [None, [], ["ca-bundle.crt", "DigiCert_Global_Root_CA.pem"]])
def test_a_system_without_such_a_directory_has_certifis_bundle(
    names: list[str] | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loaded: Loaded
) -> None:
    for name in names or ():
        (tmp_path / name).write_text(CERTIFICATE)
    system_has(monkeypatch, None if names is None else tmp_path)
    context = tls.shared_context()
    assert loaded == [(certifi.where(), None)]
    assert len(context.get_ca_certs()) > 50


def test_a_directory_that_is_gone_is_no_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loaded: Loaded
) -> None:
    system_has(monkeypatch, tmp_path / "gone")
    tls.shared_context()
    assert loaded == [(certifi.where(), None)]


def test_the_environment_says_whom_to_trust(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loaded: Loaded) -> None:
    file = tmp_path / "ours.pem"
    file.write_text(CERTIFICATE)
    (tmp_path / f"{HASH}.0").write_text(CERTIFICATE)
    system_has(monkeypatch, tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert len(tls.shared_context().get_ca_certs()) == 1
    monkeypatch.setattr(tls, "_context", None)
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    tls.shared_context()
    assert loaded == [(str(file), None), (None, str(tmp_path))]
