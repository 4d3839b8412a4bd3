"""Who may judge: a token, compared in constant time; then a signed cookie with the name that signs what is done."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass

from fastapi import HTTPException, Request
from fastapi.responses import Response

COOKIE = "session"

LASTS = 12 * 3600
"""Seconds that a session lasts."""

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who may judge: the name that signs, and what forms must bring along (``csrf``)."""

    name: str
    csrf: str


def is_token(request: Request, given: str) -> bool:
    """Is this the token that judging needs? Never so where the server has none."""
    token: str | None = request.app.state.token
    return bool(token) and hmac.compare_digest(given.encode(), str(token).encode())


def start(request: Request, response: Response, name: str) -> None:
    """Give an answer the cookie of a new session."""
    said = json.dumps([name, secrets.token_hex(16), int(time.time()) + LASTS]).encode()
    body = base64.urlsafe_b64encode(said).decode()
    response.set_cookie(
        COOKIE,
        f"{body}.{_sign(request, 'session', body)}",
        max_age=LASTS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def end(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def session_of(request: Request) -> Session | None:
    """The session that a request's cookie proves, if any."""
    body, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if not body or not _same(signature, _sign(request, "session", body)):
        return None
    try:
        name, _nonce, until = json.loads(base64.urlsafe_b64decode(body))
    except (ValueError, binascii.Error):
        return None
    return Session(name, _sign(request, "csrf", body)) if until > time.time() else None


def signer(request: Request, csrf: str, by: str) -> str:
    """The name that signs what a request does.

    With a bearer token it is what the request says (``by``). With a session it is the session's, and the request
    must bring the session's ``csrf``.

    Raises:
        HTTPException: 401 without a token or session, 403 where ``csrf`` is not the session's, 422 without a name.
    """
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer" or not is_token(request, given.strip()):
            raise HTTPException(401, headers={"www-authenticate": "Bearer"})
        return clean_name(by)
    session = session_of(request)
    if session is None:
        raise HTTPException(401, headers={"www-authenticate": "Bearer"})
    if not _same(csrf, session.csrf):
        raise HTTPException(403)
    return session.name


def clean_name(name: str) -> str:
    """A name to sign with, its spaces put right.

    Raises:
        HTTPException: 422, it is empty or too long.
    """
    plain = " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())
    if not 0 < len(plain) <= LONGEST_NAME:
        raise HTTPException(422, "by")
    return plain


def _sign(request: Request, purpose: str, body: str) -> str:
    key: bytes = request.app.state.csrf_key
    return hmac.new(key, f"{purpose}:{body}".encode(), hashlib.sha256).hexdigest()


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())
