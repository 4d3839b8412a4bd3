"""Judging: only with the token, only from our own forms, signed, undoable."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from pourparlers.web.app import create_app
from web.conftest import TOKEN

HERE = "http://127.0.0.1"
BEARER = {"authorization": f"Bearer {TOKEN}", "accept": "application/json"}


@pytest.fixture
def own(store_path: str, tmp_path: Path) -> Iterator[TestClient]:
    """A store of its own that may be changed."""
    copy = tmp_path / "own.db"
    shutil.copy(store_path, copy)
    with TestClient(create_app(str(copy), token=TOKEN), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def csrf(own: TestClient) -> str:
    """The secret of the forms of a session by Ana."""
    talk = _talk(own)["id"]
    answer = own.post("/login", data={"token": TOKEN, "name": "Ana", "next": f"/talks/{talk}"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{talk}")
    [secret] = set(re.findall(r'name="csrf" value="(\w+)"', own.get(f"/talks/{talk}").text))
    return str(secret)


def _talk(client: TestClient) -> dict[str, Any]:
    """The talk with the most reports."""
    talks = client.get("/talks.json").json()["talks"]
    best = max(talks, key=lambda t: t["reports"])
    return dict(client.get(f"/talks/{best['id']}.json").json()["talk"])


def _judgements(client: TestClient) -> Any:
    return client.get("/judgements.json").json()


def _forms(client: TestClient) -> dict[str, dict[str, Any]]:
    """What each kind of judgement needs."""
    talk = _talk(client)
    other = next(t for t in client.get("/talks.json").json()["talks"] if t["id"] != talk["id"])
    report = talk["history"][0]["report"]
    return {
        "reject": {"report": [report]},
        "accept": {"report": [report]},
        "split": {"talk": talk["id"], "report": [report]},
        "join": {"talk": talk["id"], "other": other["id"]},
        "status": {"talk": talk["id"], "status": "postponed"},
        "undo": {"number": 1},
    }


KINDS = ["reject", "accept", "split", "join", "status", "undo"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_token_no_judgement(own: TestClient, kind: str) -> None:
    form = _forms(own)[kind]
    assert own.post(f"/judgements/{kind}", data=form).status_code == 401
    for given in ("Bearer wrong", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", "Bearer é"):
        headers = {b"authorization": given.encode()}
        answer = own.post(f"/judgements/{kind}", data={**form, "by": "Ana"}, headers=headers)
        assert answer.status_code == 401
    assert _judgements(own)["count"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_needs_its_own_secret(own: TestClient, csrf: str, kind: str) -> None:
    form = _forms(own)[kind]
    for given in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": csrf[:-1]}, {"csrf": "é"}):
        assert own.post(f"/judgements/{kind}", data={**form, **given}).status_code == 403
    assert _judgements(own)["count"] == 0


def test_the_cookie_is_out_of_reach_and_signed(own: TestClient, csrf: str) -> None:
    answer = own.post("/login", data={"token": TOKEN, "name": "Ana"})
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    body, _, signature = own.cookies["session"].partition(".")
    forged = ("", "x", f"{body}.", f"{body}.{'0' * 64}", f"{body[:-2]}AA.{signature}", f".{signature}", "é.é")
    form = {**_forms(own)["status"], "csrf": csrf}
    own.cookies.clear()
    for value in forged:
        answer = own.post("/judgements/status", data=form, headers={b"cookie": f"session={value}".encode()})
        assert answer.status_code == 401


def test_wrong_token_does_not_log_in(own: TestClient) -> None:
    for token in ("", "x", TOKEN[:-1], "é"):
        answer = own.post("/login", data={"token": token, "name": "Ana"})
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
    assert own.post("/login", data={"token": TOKEN, "name": "  "}).status_code == 422


def test_login_leads_nowhere_else(own: TestClient) -> None:
    for address in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "x", "/a\r\nb"):
        answer = own.post("/login", data={"token": TOKEN, "name": "Ana", "next": address})
        assert answer.headers["location"] == "/"


def test_a_server_without_a_token_takes_nothing(store_path: str) -> None:
    with TestClient(create_app(store_path), base_url=HERE) as client:
        form = _forms(client)["status"]
        for given in ("Bearer ", "Bearer None", "Bearer"):
            assert client.post("/judgements/status", data=form, headers={"authorization": given}).status_code == 401
        assert client.post("/login", data={"token": "", "name": "Ana"}).status_code == 401


def test_reject_then_accept(own: TestClient, csrf: str) -> None:
    talk = _talk(own)
    report = talk["history"][0]["report"]
    form = {"csrf": csrf, "talk": talk["id"], "report": [report], "note": "une autre rencontre"}
    assert own.post("/judgements/reject", data=form).headers["location"] == f"/talks/{talk['id']}"
    assert not [x for x in _talk(own)["history"] if x["report"] == report and not x["rejected"]]
    made = _judgements(own)["judgements"][0]
    assert (made["kind"], made["by"], made["note"]) == ("reject", "Ana", "une autre rencontre")
    assert own.post("/judgements/accept", data=form).status_code == 303
    assert _talk(own)["history"] == talk["history"]
    assert _judgements(own)["standing"] == []
    assert _judgements(own)["count"] == 2


def test_accepting_one_report_leaves_the_others_rejected(own: TestClient) -> None:
    reports = [x["report"] for x in _talk(own)["history"][:3]]
    own.post("/judgements/reject", data={"by": "Ana", "report": reports}, headers=BEARER)
    own.post("/judgements/accept", data={"by": "Bao", "report": reports[:1]}, headers=BEARER)
    made = {j["number"]: j for j in _judgements(own)["judgements"]}
    assert {r for n in _judgements(own)["standing"] for r in made[n]["these"]} == set(reports[1:])


def test_status_is_given_signed_and_undone(own: TestClient) -> None:
    talk = _talk(own)
    form = {"by": " Ana  Lima ", "talk": talk["id"], "status": "postponed"}
    answer = own.post("/judgements/status", data=form, headers=BEARER)
    assert answer.json() == {"judgements": [1], "by": "Ana Lima"}
    assert (_talk(own)["status"], _talk(own)["corrected_by"]) == ("postponed", "Ana Lima")
    own.post("/judgements/undo", data={"by": "Bao", "number": 1}, headers=BEARER)
    assert (_talk(own)["status"], _talk(own)["corrected_by"]) == (talk["status"], None)
    own.post("/judgements/undo", data={"by": "Ana", "number": 2}, headers=BEARER)
    assert _talk(own)["status"] == "postponed"
    page = own.get("/judgements").text
    assert "Bao" in page
    assert "Ana Lima" in page


def test_a_judgement_is_signed(own: TestClient) -> None:
    form = {"talk": _talk(own)["id"], "status": "held"}
    for by in ("", "   ", "x" * 100):
        assert own.post("/judgements/status", data={**form, "by": by}, headers=BEARER).status_code == 422
    assert _judgements(own)["count"] == 0


def test_split_then_join_again(own: TestClient, csrf: str) -> None:
    talk = _talk(own)
    last = talk["history"][-1]
    form = {"csrf": csrf, "talk": talk["id"], "report": [last["report"]]}
    assert own.post("/judgements/split", data=form).status_code == 303
    other = own.get(f"/talks/{last['meeting']}.json").json()["talk"]["id"]
    assert other != talk["id"]
    form = {"csrf": csrf, "talk": talk["id"], "other": f"http://127.0.0.1/talks/{other}?lang=fr#r1"}
    assert own.post("/judgements/join", data=form).status_code == 303
    assert own.get(f"/talks/{last['meeting']}.json").json()["talk"]["id"] == _talk(own)["id"]
    assert [j["kind"] for j in _judgements(own)["judgements"]] == ["join", "split"]


@pytest.mark.parametrize(
    ("kind", "form", "status"),
    [
        ("reject", {}, 422),
        ("reject", {"report": ["nothing.0"]}, 404),
        ("join", {"talk": "nothing", "other": "nothing"}, 404),
        ("split", {"talk": "nothing", "report": ["x.0"]}, 404),
        ("status", {"talk": "nothing", "status": "held"}, 404),
        ("status", {"talk": "nothing", "status": "perhaps"}, 422),
        ("undo", {"number": 999}, 404),
        ("undo", {"number": 2**70}, 422),
    ],
)
def test_what_cannot_be_judged_is_a_clear_error(own: TestClient, kind: str, form: dict[str, Any], status: int) -> None:
    answer = own.post(f"/judgements/{kind}", data={"by": "Ana", **form}, headers=BEARER)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert _judgements(own)["count"] == 0


def test_logging_out_needs_the_secret_and_ends_the_session(own: TestClient, csrf: str) -> None:
    assert own.post("/logout").status_code == 403
    assert own.post("/logout", data={"csrf": csrf}).status_code == 303
    assert own.post("/judgements/undo", data={"csrf": csrf, "number": 1}).status_code == 401


def test_readers_see_no_form(client: TestClient) -> None:
    talk = _talk(client)["id"]
    page = client.get(f"/talks/{talk}").text
    assert 'name="csrf"' not in page
    assert f"/login?next=/talks/{talk}" in page
