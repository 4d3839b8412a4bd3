"""What every answer carries, what is refused, and that no error tells about the machine."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from pourparlers.store import open_store
from pourparlers.web.app import LOOPBACK, create_app
from pourparlers.web.security import BURST, LARGEST_BODY, LONGEST_ADDRESS

PAGES = ["/", "/talks.json", "/talks.csv", "/search?q=x", "/nothing", "/static/style.css", "/?since=no"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/search?q=budapest", "/nothing"])
def test_no_page_has_a_script_or_style_of_its_own(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(("lang", "says"), [("fr", "Il n’y a rien à cette adresse."), ("en", "There is nothing at")])
def test_a_wrong_address_is_answered_in_the_language_of_the_reader(client: TestClient, lang: str, says: str) -> None:
    answer = client.get(f"/nothing?lang={lang}")
    assert answer.status_code == 404
    assert says in answer.text
    client.cookies.clear()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("since=2025-02-30", "since"),
        ("since=20250201", "since"),
        ("kind=party", "kind"),
        ("status=maybe", "status"),
        ("page=0", "page"),
        ("page=x", "page"),
        ("contradicted=yes", "contradicted"),
        ("who=%00", "who"),
        (f"with={'x' * 201}", "with"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, lang: str, query: str, name: str) -> None:
    page = client.get(f"/?{query}&lang={lang}")
    assert page.status_code == 422
    assert ("paramètre" if lang == "fr" else "parameter") in page.text
    assert f": {name}." in page.text.replace("\xa0", " ")
    data = client.get(f"/talks.json?{query}")
    assert data.status_code == 422
    assert data.json()["status"] == 422
    client.cookies.clear()


def test_a_long_address_and_a_large_body_are_refused(client: TestClient) -> None:
    assert client.get("/?who=" + "x" * LONGEST_ADDRESS).status_code == 414
    assert client.post("/", content=b"x" * (LARGEST_BODY + 1)).status_code == 413
    assert client.get("/", headers={"content-length": "many"}).status_code == 413


def test_a_body_that_lies_about_its_length_ends_at_the_bound(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.putrequest("POST", "/judge/login")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.endheaders()
    piece = b"%x\r\n" % 60_000 + b"x" * 60_000 + b"\r\n"
    try:
        connection.send(piece + piece + b"0\r\n\r\n")
        assert 400 <= connection.getresponse().status < 500
    except (ConnectionError, http.client.RemoteDisconnected):
        pass
    connection.close()


def test_only_its_own_names_are_answered(store_path: str) -> None:
    with TestClient(create_app(store_path), base_url="http://127.0.0.1") as reader:
        for name in ("localhost", "127.0.0.1:8371", "[::1]:8371", "[::1]"):
            assert reader.get("/talks.json", headers={"host": name}).status_code == 200
        for name in ("evil.example", "localhost.evil.example", "", "[::1", "127.0.0.1.evil.example:80"):
            assert reader.get("/talks.json", headers={"host": name}).status_code == 421
    with TestClient(create_app(store_path, hosts=("*",)), base_url="http://127.0.0.1") as reader:
        assert reader.get("/talks.json", headers={"host": "redaction.example"}).status_code == 200
        assert reader.get("/talks.json", headers={"host": "[::1"}).status_code == 421
    assert "testserver" not in LOOPBACK


def test_one_client_cannot_ask_without_end(store_path: str) -> None:
    with TestClient(create_app(store_path, rate=0.001), base_url="http://127.0.0.1") as reader:
        codes = [reader.get("/static/style.css").status_code for _ in range(int(BURST) + 5)]
        assert codes[0] == 200
        assert codes[-1] == 429
        assert reader.get("/").headers["retry-after"]


def test_a_store_that_fails_is_said_without_its_path(tmp_path: Path) -> None:
    path = tmp_path / "secret-folder.db"
    open_store(path).close()
    with TestClient(create_app(str(path)), base_url="http://127.0.0.1") as reader:
        for part in tmp_path.glob("secret-folder.db*"):
            part.write_bytes(b"no database at all" * 500)
        for page in ("/", "/talks.json", "/search?q=x"):
            answer = reader.get(page)
            assert answer.status_code in (500, 503)
            assert "secret-folder" not in answer.text
            assert "Traceback" not in answer.text


def test_what_nobody_foresaw_is_a_plain_page_with_the_headers(store_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("/home/somebody/secret")

    monkeypatch.setattr("pourparlers.store.store.Store.talks", broken)
    with TestClient(create_app(store_path), base_url="http://127.0.0.1") as reader:
        for page in ("/", "/talks.json"):
            answer = reader.get(page)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "nope.css", ".", "style.css%00"])
def test_only_static_files_are_given_out(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code in (404, 422)
