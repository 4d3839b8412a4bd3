"""Fetching an address without harm: from public servers only, and never more, or for longer, than is allowed.

The name of a server is resolved once, its addresses are checked, and the connection is made to the very address
that was checked: a name that answers differently the second time gains nothing. Each redirection is checked alike.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as ResolvingTimeoutError
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.packed import unpacked

REDIRECTED = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = 65_536
"""Bytes that the head of an answer and the wrapping of its body may take."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take, with all its redirections: seconds, bytes before and after unpacking, redirections."""

    seconds: float = 30.0
    bytes: int = 10_000_000
    redirects: int = 5


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address that gave it in the end, its status, its headers (names in lower case), its body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    headers: Mapping[str, str],
    limits: Limits = USUAL,
    *,
    allow_private: bool = False,
    turn: Callable[[str], AbstractContextManager[None]] = lambda _url: nullcontext(),
) -> Fetched:
    """Fetch an address by GET.

    Args:
        url: http or https.
        headers: what to send, such as User-Agent.
        limits: what it may take.
        allow_private: let it reach private and local addresses.
        turn: entered with each address before it is asked, and left when it has answered; what it raises ends all.

    Raises:
        UnreadableError: "address", "private", "fetch", "slow", "large" or "redirects".
    """
    for _hop in range(limits.redirects + 1):
        url = checked(url)
        with turn(url):
            # Waiting for one's turn is not the server's time.
            deadline = time.monotonic() + limits.seconds
            answer = _ask(url, headers, limits, deadline, allow_private)
        place = answer.headers.get("location")
        if answer.status not in REDIRECTED or not place:
            return answer
        try:
            url = urljoin(url, place)
        except ValueError as error:
            raise UnreadableError("address", place[:200]) from error
    raise UnreadableError("redirects", str(limits.redirects))


def checked(url: str) -> str:
    """An address in its plain form, if it is one of http or https without a name or password in it.

    Raises:
        UnreadableError: it is not.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_ip(parts.hostname) else parts.hostname
    except ValueError as error:
        raise UnreadableError("address", url[:200]) from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or port == 0:
        raise UnreadableError("address", url[:200])
    place = f"[{host}]" if ":" in host else host
    path = _quoted(parts.path) or "/"
    return urlunsplit((parts.scheme, f"{place}:{port}" if port else place, path, _quoted(parts.query), ""))


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    """Characters that no address may hold, as their codes; those that are codes already stay."""
    from urllib.parse import quote

    return quote(text, safe="%/:?#[]@!$&'()*+,;=-._~")


def is_public(address: str) -> bool:
    """Is this an address of the public internet, also where it wraps another one?"""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inside is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a server, as the system's resolver gives them, in its order.

    Raises:
        UnreadableError: there are none, or the resolver takes too long.
    """
    try:
        found = _RESOLVERS.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(max(0.01, seconds))
    except ResolvingTimeoutError as error:
        raise UnreadableError("slow", f"{seconds:.0f}") from error
    except (OSError, UnicodeError) as error:
        raise UnreadableError("fetch", f"{host}: {error}") from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


_RESOLVERS = ThreadPoolExecutor(8, thread_name_prefix="resolve")


def _ask(url: str, headers: Mapping[str, str], limits: Limits, deadline: float, allow_private: bool) -> Fetched:
    backend = _Backend(deadline, limits, allow_private)
    every = {"Accept-Encoding": "gzip", "Accept": "*/*", **headers}
    step = min(10.0, limits.seconds)
    timeout = {"connect": step, "read": step, "write": step, "pool": step}
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_keepalive_connections=0) as pool,
            pool.stream("GET", url, headers=list(every.items()), extensions={"timeout": timeout}) as answer,
        ):
            given = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in answer.headers}
            body = b"" if answer.status in REDIRECTED else _body(answer.iter_stream(), given, limits)
            return Fetched(url, answer.status, given, body)
    except httpcore.TimeoutException as error:
        raise UnreadableError("slow", f"{limits.seconds:.0f}") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("fetch", f"{type(error).__name__} {error}".strip()) from error


def _body(chunks: Iterable[bytes], headers: Mapping[str, str], limits: Limits) -> bytes:
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length[:18]) > limits.bytes:
        raise UnreadableError("large", f"> {limits.bytes}")
    return unpacked(chunks, headers.get("content-encoding", ""), limits.bytes)


@cache
def _tls() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and counts the time and the bytes of one answer."""

    def __init__(self, deadline: float, limits: Limits, allow_private: bool) -> None:
        self._deadline, self._limits, self._allow_private = deadline, limits, allow_private
        self._sockets = httpcore.SyncBackend()
        self._bytes = 0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the server's addresses that may be reached and answers."""
        found = resolve(host, port, self.left(timeout))
        allowed = [a for a in found if self._allow_private or is_public(a)]
        if not allowed:
            raise UnreadableError("private", host)
        failed: Exception | None = None
        for address in allowed[:4]:
            try:
                return _Stream(self._sockets.connect_tcp(address, port, self.left(timeout)), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(host)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        """Never: an address names a server."""
        raise UnreadableError("private", path)

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise UnreadableError("slow", f"{self._limits.seconds:.0f}")
        return min(left, timeout) if timeout is not None else left

    def count(self, data: bytes) -> bytes:
        """The bytes that came, if they are not too many."""
        self._bytes += len(data)
        if self._bytes > self._limits.bytes + _HEADERS:
            raise UnreadableError("large", f"> {self._limits.bytes}")
        return data


class _Stream(httpcore.NetworkStream):
    """A connection whose every step is held to what is left of time and bytes."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._backend.count(self._stream.read(max_bytes, self._backend.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
