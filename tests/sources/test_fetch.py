"""Fetching from servers that fail, lie, or lead astray: nothing comes that should not, and all ends in time."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import pytest

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources import fetch as fetching
from pourparlers.sources.fetch import Limits, checked, fetch, is_public, resolve
from sources.served import Site, raw, site

QUICK = Limits(seconds=1.5, bytes=100_000, redirects=3)


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as one:
        yield one


def reason(url: str, limits: Limits = QUICK, **options: Any) -> str:
    """Why an address is not fetched, within the time that it may take."""
    began = time.monotonic()
    with pytest.raises(UnreadableError) as error:
        fetch(url, {}, limits, **options)
    assert time.monotonic() - began < limits.seconds + 2
    return error.value.reason


def test_a_page_is_fetched_with_its_headers(server: Site) -> None:
    url = server.put("/a", "Élysée".encode(), ETag='"x"')
    got = fetch(url, {"User-Agent": "essai"}, allow_private=True)
    assert (got.status, got.body.decode(), got.headers["etag"], got.url) == (200, "Élysée", '"x"', url)
    assert server.headers[0]["user-agent"] == "essai"
    assert server.headers[0]["host"] == f"127.0.0.1:{server.port}"


def test_redirections_are_followed_and_counted(server: Site) -> None:
    server.put("/fin", b"ok")
    assert fetch(server.redirect("/a", "/fin"), {}, allow_private=True).body == b"ok"
    server.redirect("/x", "/y")
    assert reason(server.redirect("/y", "/x"), allow_private=True) == "redirects"
    assert server.asked.count("/x") + server.asked.count("/y") == QUICK.redirects + 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::",
        "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1", "2001::1", "nonsense", "",
    ],
)  # fmt: skip
def test_private_and_local_addresses_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://[::1]:{port}/a", "http://0:{port}/a",
        "http://127.1:{port}/a", "http://2130706433:{port}/a", "http://0x7f000001:{port}/a", "http://0.0.0.0:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/a", "http://LOCALHOST.:{port}/a",
    ],
)  # fmt: skip
def test_however_it_is_written_the_loopback_is_not_fetched(server: Site, url: str) -> None:
    server.put("/a", b"secret")
    assert reason(url.format(port=server.port)) in ("private", "fetch", "address")
    assert not server.asked


def test_a_redirection_to_a_private_address_is_not_followed(server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    server.put("/secret", b"secret")
    server.redirect("/a", f"http://localhost:{server.port}/secret")
    # To the fetcher the server's first name is public; the second is resolved as it is.
    public = _resolving({"presse.example": ["127.0.0.1"]}, public={"presse.example"})
    public(monkeypatch)
    assert reason(f"http://presse.example:{server.port}/a") == "private"
    assert server.asked == ["/a"]


def test_a_name_is_resolved_once_and_the_checked_address_is_used(server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when asked first and private when asked again gains nothing."""
    server.put("/a", b"secret")
    answers = [["203.0.113.9"], ["127.0.0.1"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebinding(host: str, port: int, seconds: float) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    reached: list[str] = []

    def connect(self: Any, host: str, port: int, timeout: Any = None, *rest: Any) -> Any:
        reached.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(fetching, "resolve", rebinding)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "203.0.113.9")
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    assert reason(f"http://presse.example:{server.port}/a") == "fetch"
    assert (len(asked), reached) == (1, ["203.0.113.9"])


def test_of_several_addresses_only_the_public_ones_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []

    def connect(self: Any, host: str, port: int, timeout: Any = None, *rest: Any) -> Any:
        reached.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(fetching, "resolve", lambda *_: ["10.0.0.1", "93.184.216.34", "::1"])
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    assert reason("http://presse.example/") == "fetch"
    assert reached == ["93.184.216.34"]


def _resolving(names: dict[str, list[str]], public: set[str]) -> Callable[[pytest.MonkeyPatch], None]:
    """Have some names resolve to these addresses, and be taken for public ones the first time."""
    allowed: list[str] = []

    def resolving(host: str, port: int, seconds: float) -> list[str]:
        if host in public:
            allowed.extend(names[host])
            return names[host]
        allowed.clear()
        return resolve(host, port, seconds)

    def install(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetching, "resolve", resolving)
        monkeypatch.setattr(fetching, "is_public", lambda a: a in allowed or is_public(a))

    return install


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://presse.example/", "gopher://presse.example/", "http://", "http:///x", "//x/y", "",
        "http://nom:secret@presse.example/", "http://presse.example:0/", "http://presse.example:99999/",
        "http://[::1", "javascript:alert(1)", "data:text/html,x", "http://" + "a" * 300 + ".example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    assert reason(url) == "address"


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://x/", "http://[", "http://a:b@127.0.0.1/"])
def test_a_redirection_to_something_else_is_refused(server: Site, to: str) -> None:
    assert reason(server.redirect("/a", to), allow_private=True) == "address"


def test_addresses_are_put_in_their_plain_form() -> None:
    assert checked("https://Élysée.example/à propos?q=é#ici") == (
        "https://xn--lyse-9oad.example/%C3%A0%20propos?q=%C3%A9"
    )


# Faults


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _reset_in_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
    time.sleep(0.05)
    _reset(connection)


def _drip(head: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(100):
            connection.sendall(drop)
            time.sleep(0.1)

    return answer


def _send(*parts: bytes, times: int = 1) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        for part in parts:
            for _ in range(times if part is parts[-1] else 1):
                connection.sendall(part)

    return answer


def _silent(connection: socket.socket) -> None:
    time.sleep(4)


_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_BOMB = gzip.compress(b"\0" * 50_000_000, 9)
_NESTED = gzip.compress(_BOMB)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (_reset, "fetch"),
        (_reset_in_body, "fetch"),
        (_silent, "slow"),
        (_send(b""), "fetch"),
        (_send(b"\x00\xff\x00 nonsense\r\n\r\n"), "fetch"),
        (_send(b"HTTP/1.1 999999 X\r\n\r\n"), "fetch"),
        (_drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), "slow"),
        (_drip(_OK + b"Content-Length: 1000\r\n\r\n", b"x"), "slow"),
        (_drip(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "slow"),
        (_send(_OK + b"\r\n", b"x" * 10_000, times=500), "large"),
        (_send(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"ffff\r\n" + b"x" * 65_535 + b"\r\n", times=50), "large"),
        (_send(b"HTTP/1.1 200 OK\r\n", b"X-Long: " + b"y" * 1000 + b"\r\n", times=500), "fetch"),
        (_send(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", times=50_000), "large"),
        (_send(_OK + b"Content-Length: 1000\r\n\r\nabc"), "fetch"),
        (_send(_OK + b"Content-Length: -5\r\n\r\nabc"), "fetch"),
        (_send(_OK + b"Content-Length: 99999999999999\r\n\r\nabc"), "large"),
        (_send(_OK + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\nabc"), "fetch"),
        (_send(_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"), "fetch"),
        (_send(_OK + b"Content-Encoding: gzip\r\n\r\n" + _BOMB), "large"),
        (_send(_OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + _NESTED), "fetch"),
        (_send(_OK + b"Content-Encoding: br\r\n\r\nxx"), "fetch"),
        (_send(_OK + b"Content-Encoding: gzip\r\n\r\nnot packed"), "fetch"),
        (_send(_OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"abc" * 1000)[:20]), "fetch"),
    ],
)
def test_faults_end_in_time_with_their_reason(answer: Callable[[socket.socket], None], why: str) -> None:
    with raw(answer) as url:
        assert reason(url, allow_private=True) == why


def test_a_body_longer_than_it_says_is_cut_where_it_says() -> None:
    with raw(_send(_OK + b"Content-Length: 3\r\n\r\nabcdef")) as url:
        assert fetch(url, {}, QUICK, allow_private=True).body == b"abc"


def test_packed_bodies_are_unpacked() -> None:
    for name, packed in (("gzip", gzip.compress(b"abc")), ("deflate", zlib.compress(b"abc"))):
        with raw(_send(_OK + f"Content-Encoding: {name}\r\n\r\n".encode() + packed)) as url:
            assert fetch(url, {}, QUICK, allow_private=True).body == b"abc"


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}/", allow_private=True) == "fetch"


def test_a_server_that_takes_no_tls_hello() -> None:
    with raw(_silent) as url:
        assert reason(url.replace("http:", "https:"), allow_private=True) == "slow"


def test_tls_names_the_server_and_reaches_the_checked_address(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    monkeypatch.setattr(fetching, "resolve", lambda *_: ["127.0.0.1"])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(3)

        def hello() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(3)
                seen.append(connection.recv(65_536))

        thread = threading.Thread(target=hello, daemon=True)
        thread.start()
        url = f"https://presse.example:{listening.getsockname()[1]}/"
        assert reason(url, allow_private=True) == "fetch"
        thread.join(3)
    assert b"presse.example" in seen[0]
