import pytest

from etoropy.simulator.messages import (
    BadBody,
    Reply,
    Request,
    failure,
    gateway_error,
    message_error,
    problem,
    refused,
)


def test_a_request_keeps_the_query_as_sent_beside_the_decoded_one():
    request = Request.to("get", "/api/v1/x?name=A%20B&empty=&name=C+D")
    assert (request.method, request.path) == ("GET", "/api/v1/x")
    assert request.query == [("name", "A B"), ("empty", ""), ("name", "C D")]
    assert request.raw_query == "name=A%20B&empty=&name=C+D"


def test_the_last_of_equal_names_counts():
    request = Request.to("GET", "/?a=1&a=2")
    assert (request.value("a"), request.raw_value("a"), request.value("b")) == ("2", "2", None)


def test_header_names_are_lower_case():
    assert Request.to("GET", "/", {"X-Request-Id": "7"}).request_id == "7"


def test_a_list_with_literal_commas_is_read():
    assert Request.to("GET", "/?ids=1,2,%203").listed("ids") == ["1", "2", " 3"]


@pytest.mark.parametrize("encoded", ["1%2C2", "1%2c2"])
def test_a_list_with_encoded_commas_is_not_seen(encoded):
    request = Request.to("GET", f"/?ids={encoded}")
    assert request.has_encoded_comma("ids")
    assert request.listed("ids") is None


def test_an_empty_list_is_a_list():
    assert Request.to("GET", "/?ids=").listed("ids") == []
    assert Request.to("GET", "/").listed("ids") is None


def test_a_body_that_is_not_json_is_refused_by_name():
    with pytest.raises(BadBody):
        Request.to("POST", "/", body=b"{").json()
    with pytest.raises(BadBody):
        Request.to("POST", "/").json()
    with pytest.raises(BadBody, match="object"):
        Request.to("POST", "/", body=b"[1]").json_object()


def test_a_reply_without_a_body_is_empty_and_raw_content_outranks_the_body():
    assert Reply(204).encode() == b""
    assert Reply(200, {"a": 1}).encode() == b'{"a":1}'
    assert Reply(200, {"a": 1}, content=b"raw").encode() == b"raw"


def test_errors_come_in_their_several_shapes():
    assert gateway_error(401, "Unauthorized", "no").body == {"errorCode": "Unauthorized", "errorMessage": "no"}
    assert message_error(404, "Order not found").body == {"message": "Order not found"}
    assert set(problem(400, "Bad", "why", "/x").body) == {"type", "title", "status", "detail", "instance"}
    assert failure(422, "bad", "no", "take").body == {
        "success": False,
        "error": {"code": "bad", "message": "no", "field": "take"},
    }


def test_v2_refuses_with_problem_details_and_v1_as_the_gateway_does():
    assert "detail" in refused(Request.to("GET", "/api/v2/x"), 400, "Bad", "why").body
    assert "errorCode" in refused(Request.to("GET", "/api/v1/x"), 400, "Bad", "why").body
