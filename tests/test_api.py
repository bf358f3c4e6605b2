import pytest
from flask import Flask
from flask.testing import FlaskClient

TEXT = "Nur-Sultan welcomed the harvest of 2019. It was sold at the market in the town of Zhanaozen."


def test_a_text_is_translated_and_not_kept(client: FlaskClient) -> None:
    answer = client.post("/api/translate", json={"text": TEXT, "to": "kk", "naming": "current", "date": "2020-04-01"})
    assert answer.status_code == 200
    result = answer.get_json()
    assert [item["source"] for item in result["segments"]] == TEXT.replace(". ", ".|").split("|")
    assert result["provenance"]["naming"] == "current"
    (mention, *_) = result["segments"][0]["mentions"]
    assert (mention["written"], mention["shown"]) == ("Nur-Sultan", "Astana")
    assert TEXT[:20] not in client.get("/").text


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"to": "kk"}, 400, "UsageError"),
        ({"text": TEXT, "to": "xx"}, 400, "UsageError"),
        ({"text": TEXT, "to": "ru", "script": "arab"}, 400, "UsageError"),
        ({"text": TEXT, "to": "kk", "naming": "mine"}, 400, "UsageError"),
        ({"text": "", "to": "kk"}, 400, "EmptyText"),
        ({"text": "Это статья о людях, которые живут далеко. " * 3, "to": "kk"}, 422, "NotEnglish"),
    ],
)
def test_wrong_requests_are_explained(client: FlaskClient, body: dict[str, str], status: int, error: str) -> None:
    answer = client.post("/api/translate", json=body, headers={"Accept-Language": "ru"})
    assert answer.status_code == status
    assert answer.get_json()["error"] == error and answer.get_json()["message"]


def test_another_sites_page_cannot_call_it(client: FlaskClient) -> None:
    assert client.post("/api/translate", json={"text": TEXT, "to": "kk"}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_packages_are_listed(app: Flask, client: FlaskClient) -> None:
    rows = client.get("/api/packages").get_json()
    assert {(row["source"], row["target"]) for row in rows} >= {("en", "kk"), ("en", "ru"), ("en", "ug")}
    assert all(len(row["sha256"]) == 64 and "fit" in row for row in rows)
