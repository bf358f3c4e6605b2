"""What other sites' pages and forged requests try."""

import pytest
from flask.testing import FlaskClient

TEXT = "The harvest was good in the valley and it was sold at the market in the town."


@pytest.mark.parametrize("host", ["evil.example", "evil.example:5000", "127.0.0.1.evil.example", "localhost.evil.example"])
def test_a_foreign_host_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:5000", "localhost:5000"])
def test_our_own_hosts_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_post_from_another_page_changes_nothing(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/articles", data={"text": TEXT}, headers=headers).status_code == 403
    assert client.post("/articles/1/delete", headers=headers).status_code == 403
    assert client.get("/read/1/kk").status_code == 200
    assert client.get("/read/2/kk").status_code == 404


@pytest.mark.parametrize("place", ["/", "/read/1/kk", "/nothing", "/static/style.css"])
def test_every_answer_forbids_what_it_does_not_need(client: FlaskClient, place: str) -> None:
    with client.get(place) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_pages_hold_no_inline_script_or_style(client: FlaskClient) -> None:
    for place in ("/", "/read/1/kk"):
        page = client.get(place).text
        assert "<style" not in page and " style=" not in page and " onclick=" not in page and "<script>" not in page


@pytest.mark.parametrize("place", ["/static/../config.py", "/static/%2e%2e/config.py", "/static/..%2fconfig.py"])
def test_no_path_leads_out_of_the_static_folder(client: FlaskClient, place: str) -> None:
    assert client.get(place).status_code == 404
