"""The error tree: its shape, what errors carry, and that they survive a process border."""

import pickle

import pytest

import etoropy
from etoropy import errors


def test_every_error_descends_from_one_and_is_public() -> None:
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), errors.EToroError)
        assert getattr(etoropy, name) is getattr(errors, name)


def test_refusals_are_api_errors() -> None:
    assert issubclass(errors.EToroRateLimitError, errors.EToroApiError)
    assert issubclass(errors.EToroAuthError, errors.EToroApiError)
    assert issubclass(errors.EToroTimeoutError, errors.EToroConnectionError)
    assert issubclass(errors.EToroTimeoutError, TimeoutError)
    assert issubclass(errors.EToroValidationError, ValueError)


def test_a_message_says_which_request_it_was() -> None:
    error = errors.EToroApiError("eToro answered 500", status=500, method="GET", path="/api/v1/me", request_id="r-1")
    assert str(error) == "eToro answered 500 (GET /api/v1/me, request r-1)"


@pytest.mark.parametrize(
    "error",
    [
        errors.EToroApiError("no", status=400, code="604", body={"a": 1}, method="POST", request_id="r"),
        errors.EToroRateLimitError("slow", retry_after=2.5, sent=False),
        errors.EToroAuthError("who", status=403),
        errors.EToroValidationError("bad", field="mode", value=3),
        errors.EToroSymbolError("what", value="X", candidates=["XA"]),
        errors.EToroConnectionError("gone", sent=False, seconds=1.5),
        errors.EToroTimeoutError("late", path="/x"),
        errors.EToroResponseError("odd", status=200, excerpt="<html>", transient=True),
        errors.EToroWebSocketError("cut", code="1006", topics=["private"]),
        errors.EToroOrderUnknownError("?", reference_id="ref", candidates=[1, 2]),
    ],
)
def test_errors_survive_pickling_with_all_they_carry(error: errors.EToroError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_an_excerpt_is_short() -> None:
    assert len(errors.EToroResponseError("odd", excerpt="x" * 10_000).excerpt) == 300
