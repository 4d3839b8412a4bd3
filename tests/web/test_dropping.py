"""Files dropped on the page of an empty store: read, linked, told; and refused to whoever may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from pourparlers.commands.dropped import take_in
from pourparlers.web import security
from pourparlers.web.app import create_app
from web.conftest import TOKEN, served

TEXT = "Le président portugais rencontrera son homologue suisse à Berne le 4 mars 2025, a annoncé Lisbonne."
HERE = "http://127.0.0.1"


@pytest.fixture
def empty(empty_path: str) -> Iterator[TestClient]:
    with TestClient(create_app(empty_path, token=TOKEN, take_in=take_in), base_url=HERE) as client:
        yield client


def csrf_of(page: str) -> str:
    return page.partition('name="csrf" value="')[2].partition('"')[0]


def test_files_are_read_and_what_is_skipped_is_told(empty: TestClient) -> None:
    assert "/login" in empty.get("/").text
    empty.post("/login", data={"token": TOKEN, "name": "Ana"})
    given = [
        ("file", ("dépêche.txt", TEXT.encode(), "text/plain")),
        ("file", ("../../etc/rien.exe", b"MZ", "application/octet-stream")),
        ("file", ("vide.txt", b"", "text/plain")),
    ]
    answer = empty.post("/files?lang=en", data={"csrf": csrf_of(empty.get("/").text)}, files=given)
    assert answer.status_code == 200, answer.text
    assert "1 new, 0 known, 1 skipped, 1 failed" in answer.text
    assert "<li>rien.exe:" in answer.text
    assert "<li>vide.txt:" in answer.text
    talks = empty.get("/talks.json").json()["talks"]
    assert [t["status"] for t in talks] == ["planned"]


def test_a_script_brings_the_token_and_gets_json(empty: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    answer = empty.post("/files", data={"by": "Ana"}, files={"file": ("a.txt", TEXT.encode())}, headers=headers)
    assert answer.json()["new"] == 1
    again = empty.post("/files", data={"by": "Ana"}, files={"file": ("a.txt", TEXT.encode())}, headers=headers)
    assert (again.json()["new"], again.json()["known"]) == (0, 1)


def test_nobody_else_puts_files_in(empty: TestClient, empty_path: str) -> None:
    files = {"file": ("a.txt", TEXT.encode())}
    assert empty.post("/files", files=files).status_code == 401
    empty.post("/login", data={"token": TOKEN, "name": "Ana"})
    assert empty.post("/files", files=files, data={"csrf": "wrong"}).status_code == 403
    assert empty.post("/files", data={"csrf": csrf_of(empty.get("/").text)}).status_code == 422
    assert empty.get("/talks.json").json()["talks"] == []


def test_too_much_is_refused(empty: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "LARGEST_FILES", 200)
    headers = {"authorization": f"Bearer {TOKEN}"}
    files = {"file": ("a.txt", b"x" * 400)}
    assert empty.post("/files", data={"by": "Ana"}, files=files, headers=headers).status_code == 413


def test_a_person_drops_a_file(empty_path: str, tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "dépêche.txt"
    path.write_text(TEXT, "utf-8")
    with served(empty_path, take_in=take_in) as address:
        page = browser.new_page()
        page.goto(f"{address}/login?next=/")
        page.get_by_label("Jeton").fill(TOKEN)
        page.get_by_label("Nom").fill("Ana")
        page.get_by_role("button", name="S’identifier").click()
        page.locator('input[type="file"]').set_input_files(path)
        page.locator(".drop button").click()
        with page.expect_navigation():
            page.get_by_role("link", name="Aux pourparlers").click()
        assert "prévue" in page.content()
        page.close()
