"""Addresses, bodies and failures, before any library has to do with them."""

from __future__ import annotations

import gzip
import sys
import urllib.request
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import httpcore
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etoropy import EToroResponseError, EToroValidationError
from etoropy.errors import EToroConnectionError, EToroTimeoutError
from etoropy.wire import Address, Asked, decoded, failure, is_proxy_named, target_of

BODY = b'{"rates": []}' * 100
# Without the time, which would stand in the names of tests.
PACKED = gzip.compress(BODY, mtime=0)
QUICK = settings(max_examples=200, derandomize=True, deadline=None, database=None)


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("base", "host", "port", "named", "path"),
    [
        ("https://public-api.etoro.com", b"public-api.etoro.com", None, b"public-api.etoro.com", ""),
        ("https://api.example:443", b"api.example", 443, b"api.example", ""),
        ("https://api.example:80/below", b"api.example", 80, b"api.example:80", "/below"),
        ("http://127.0.0.1:8080", b"127.0.0.1", 8080, b"127.0.0.1:8080", ""),
        ("http://[::1]:8080", b"::1", 8080, b"[::1]:8080", ""),
        ("https://me:secret@api.example", b"api.example", None, b"api.example", ""),
        ("https://bücher.example", b"xn--bcher-kva.example", None, b"xn--bcher-kva.example", ""),
    ],
)
def test_an_address_is_taken_apart(base: str, host: bytes, port: int | None, named: bytes, path: str) -> None:
    address = Address(base)
    assert (address.host, address.port, address.named, address.path) == (host, port, named, path)
    assert address.scheme == base.partition(":")[0].encode()
    # httpx says the same to the server.
    assert named == httpx.Request("GET", base).headers["host"].encode()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("/api/v1/me", b"/api/v1/me"),
        ("/api/v1/x?ids=1,2&name=a%20b", b"/api/v1/x?ids=1,2&name=a%20b"),
        ("/api/v1/a b", b"/api/v1/a%20b"),
        ("/api/v1/é", b"/api/v1/%C3%A9"),
        ('/api/v1/"<>"', b"/api/v1/%22%3C%3E%22"),
        ("/api/v1/x?a=1#below", b"/api/v1/x?a=1"),
    ],
)
def test_a_target_stays_as_it_is_where_it_can(text: str, target: bytes) -> None:
    assert target_of(text) == target


@given(st.text() | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
@QUICK
def test_no_target_breaks_out_of_its_line(text: str) -> None:
    if text.isprintable():
        target = target_of(f"/{text}")
        assert all(0x21 <= byte <= 0x7E for byte in target)
        assert unquote(target.decode()) == unquote(f"/{text}".partition("#")[0])
    else:
        with pytest.raises(EToroValidationError) as refused:
            target_of(f"/{text}")
        assert (refused.value.field, refused.value.value) == ("path", f"/{text}")


@pytest.mark.parametrize("odd", ["/a\r\nx-user-key: b", "/a\0", "/a\x7f", "/\ud800", "/a\u2028"])
def test_a_target_with_what_cannot_be_seen_is_refused(odd: str) -> None:
    with pytest.raises(EToroValidationError, match="Nothing was sent"):
        target_of(odd)


@pytest.mark.parametrize(
    ("method", "body", "size"),
    [
        ("GET", None, []),
        ("DELETE", None, []),
        ("POST", None, [(b"Content-Length", b"0")]),
        ("PUT", None, [(b"Content-Length", b"0")]),
        ("PATCH", None, [(b"Content-Length", b"0")]),
        ("POST", b"", [(b"Content-Length", b"0")]),
        ("POST", b"{}", [(b"Content-Length", b"2")]),
        ("DELETE", b"[1]", [(b"Content-Length", b"3")]),
    ],
)
def test_the_length_of_a_body_is_said_where_one_is_expected(
    method: str, body: bytes | None, size: list[tuple[bytes, bytes]]
) -> None:
    assert Asked(method, "/x", [], body, 1.0).length_header == size
    # httpx says the same to the server.
    said = httpx.Request(method, "https://api.example", content=body).headers.get("content-length")
    assert [value.decode() for _, value in size] == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        (None, bytes),
        ("", bytes),
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZip", gzip.compress),
        ("gzip", lambda content: gzip.compress(content[:500]) + gzip.compress(content[500:])),
        ("deflate", zlib.compress),
        ("deflate", deflated),
        ("deflate, gzip", lambda content: gzip.compress(zlib.compress(content))),
        ("gzip,identity", gzip.compress),
    ],
)
def test_what_is_packed_is_unpacked(encoding: str | None, pack: Callable[[bytes], bytes]) -> None:
    assert decoded(pack(BODY), encoding) == BODY


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", BODY),
        ("gzip", PACKED[:-9]),
        ("gzip", PACKED[:-8] + bytes(8)),
        ("gzip", PACKED + b"more"),
        ("deflate", BODY),
        ("deflate", zlib.compress(BODY)[:-5]),
        ("br", BODY),
        ("gzip, zstd", BODY),
    ],
)
def test_half_an_answer_is_none(encoding: str, content: bytes) -> None:
    with pytest.raises(EToroResponseError, match="could not be decompressed") as failed:
        decoded(content, encoding)
    assert failed.value.transient


def test_an_empty_body_is_empty_however_it_is_packed() -> None:
    assert decoded(b"", "gzip") == b""


@pytest.mark.parametrize("library", [httpx, httpcore])
def test_failures_of_both_libraries_mean_the_same(library: Any) -> None:
    for name, kind, sent, words in [
        ("ConnectError", EToroConnectionError, False, "Could not connect: why"),
        ("ProxyError", EToroConnectionError, False, "Could not connect: why"),
        ("ReadError", EToroConnectionError, True, "broke before an answer came: why"),
        ("WriteError", EToroConnectionError, True, "broke before an answer came: why"),
        ("LocalProtocolError", EToroConnectionError, True, "broke before an answer came: why"),
        ("RemoteProtocolError", EToroConnectionError, True, "broke before an answer came: why"),
        ("ConnectTimeout", EToroTimeoutError, False, "within 2.5 s (connecting)"),
        ("PoolTimeout", EToroTimeoutError, False, "within 2.5 s (waiting for a free connection)"),
        ("ReadTimeout", EToroTimeoutError, True, "within 2.5 s (sent, then silence)"),
        ("WriteTimeout", EToroTimeoutError, True, "within 2.5 s (sent, then silence)"),
    ]:
        error = failure(getattr(library, name)("why"), 2.5, library)
        assert type(error) is kind, name
        assert (error.sent, words in str(error)) == (sent, True), (name, str(error))
    # Some say nothing of themselves.
    assert "ReadError" in str(failure(library.ReadError(""), 2.5, library))


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({}, False),
        ({"no_proxy": "*"}, False),
        ({"http_proxy": "http://127.0.0.1:1"}, False),
        ({"https_proxy": "http://127.0.0.1:1"}, True),
        ({"HTTPS_PROXY": "http://127.0.0.1:1"}, True),
        ({"all_proxy": "socks5://127.0.0.1:1"}, True),
        ({"ALL_PROXY": "socks5://127.0.0.1:1"}, True),
    ],
)
def test_a_proxy_is_found_where_one_is_named(
    environ: dict[str, str], named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    assert is_proxy_named() is named


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_where_the_system_has_settings_these_are_asked(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(urllib.request, "getproxies", lambda: {"https": "http://127.0.0.1:1"})
    assert is_proxy_named()
    monkeypatch.setattr(urllib.request, "getproxies", dict)
    assert not is_proxy_named()
