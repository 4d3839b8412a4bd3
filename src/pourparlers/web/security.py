"""What every request and answer goes through: hosts, sizes, rates, and headers that keep a page what it is."""

from __future__ import annotations

import re
import time
from collections import OrderedDict

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparlers.web import errors

LARGEST_BODY = 64 * 1024
"""Bytes in the largest body that is taken."""

FILES, LARGEST_FILES = "/files", 32 * 1024 * 1024
"""The one address that takes files, and how many bytes."""

LONGEST_ADDRESS = 4096
"""Bytes in the longest address, its parameters included."""

RATE, BURST = 50.0, 200.0
"""Requests a second that one client may make in the long run, and how many at once."""

CLIENTS = 4096
"""Clients whose rate is remembered."""

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::\d{1,5})?")


class Guard:
    """ASGI middleware: bounds what comes in, sets the headers of what goes out.

    ``hosts`` are the names that the server answers to ("*": any), so that no page of another name can reach it;
    ``rate`` is how many requests a second one client may make in the long run.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], rate: float = RATE) -> None:
        self.app, self.hosts, self.rate = app, hosts, rate
        self.allowance: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            headers = {"retry-after": "5"} if refusal == 429 else None
            await errors.answer(Request(scope), refusal, headers=headers)(scope, receive, _with_headers(send))
            return
        await self.app(scope, _bounded(receive, _largest(scope)), _with_headers(send))

    def _refusal(self, scope: Scope) -> int | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return 414
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > _largest(scope):
            return 413
        name = _name(headers.get(b"host", b""))
        if not name or ("*" not in self.hosts and name not in self.hosts):
            return 421
        client = scope["client"][0] if scope.get("client") else ""
        return None if self._within_rate(client) else 429

    def _within_rate(self, client: str) -> bool:
        burst = max(BURST, self.rate)
        now = time.monotonic()
        left, since = self.allowance.pop(client, (burst, now))
        left = min(burst, left + (now - since) * self.rate)
        self.allowance[client] = (max(0.0, left - 1), now)
        if len(self.allowance) > CLIENTS:
            self.allowance.popitem(last=False)
        return left >= 1


def _name(host: bytes) -> str:
    """The name in a Host header, without the port and the brackets of IPv6; "" for what is no name."""
    found = _HOST.fullmatch(host.decode("latin-1").lower())
    return found[1] or found[2] if found else ""


def _largest(scope: Scope) -> int:
    return LARGEST_FILES if scope["path"] == FILES else LARGEST_BODY


def _bounded(receive: Receive, largest: int) -> Receive:
    """A body that says nothing of its length, or lies, ends where the bound is."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            return {"type": "http.disconnect"}
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return with_headers
