"""Small servers on the loopback address, honest and hostile, that stop by themselves."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]
LONGEST = 20.0
"""Seconds for which a hostile server goes on at most."""


@dataclass
class Site:
    """A server: what it answers to each path, and what it was asked."""

    url: str
    port: int
    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    most_at_once: int = 0

    def put(self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Have a path answer with this; its address."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (200, {"Content-Type": kind, **given}, body)
        return f"{self.url}{path}"

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Have a path lead elsewhere; its address."""
        self.answers[path] = (status, {"Location": to}, b"")
        return f"{self.url}{path}"


@contextmanager
def site(host: str = "127.0.0.1") -> Iterator[Site]:
    """An honest server."""

    at_once, lock = 0, threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = LONGEST

        def do_GET(self) -> None:
            nonlocal at_once
            with lock:
                at_once += 1
                one.most_at_once = max(one.most_at_once, at_once)
                one.asked.append(self.path)
                one.headers.append({k.lower(): v for k, v in self.headers.items()})
                one.times.append(time.monotonic())
            given = one.answers.get(self.path, (404, {}, b""))
            status, headers, body = given({k.lower(): v for k, v in self.headers.items()}) if callable(given) else given
            with lock:  # before the answer goes out: who has it may ask again at once
                at_once -= 1
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    one = Site(f"http://{host}:{server.server_port}", server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does as it likes with each connection, after it read the request; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    ended = threading.Event()

    def serve() -> None:
        until = time.monotonic() + LONGEST
        while not ended.is_set() and time.monotonic() < until:
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    def one(connection: socket.socket) -> None:
        connection.settimeout(LONGEST)
        try:
            connection.recv(65_536)
            answer(connection)
        except OSError:
            pass
        finally:
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        ended.set()
        listening.close()
