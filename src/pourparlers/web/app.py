"""The application: routes, errors, guard, static files."""

from __future__ import annotations

import logging
import mimetypes
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from pourparlers import __version__
from pourparlers.i18n import LANGUAGES
from pourparlers.store import open_store
from pourparlers.web import actor, article, board, contacts, dropping, errors, judging, positions, search, talk
from pourparlers.web.pages import static
from pourparlers.web.security import RATE, Guard

ROUTERS = (
    board.router,
    talk.router,
    search.router,
    article.router,
    actor.router,
    contacts.router,
    positions.router,
    judging.router,
    dropping.router,
)
"""The pages, in the order in which addresses are tried."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The names of a server that only its own machine reaches."""

YEAR = 365 * 86400

Next = Callable[[Request], Awaitable[Response]]


def create_app(
    store: str,
    *,
    token: str | None = None,
    hosts: tuple[str, ...] = LOOPBACK,
    rate: float = RATE,
    take_in: dropping.TakeIn | None = None,
) -> FastAPI:
    """The pages and the API of one store (a path or a URL).

    Args:
        store: a path or a URL.
        token: what judging needs; without one, nothing can be changed.
        hosts: the names that the server answers to; "*" is any.
        rate: requests a second that one client may make in the long run.
        take_in: what reads files that are dropped on a page; without it, none are taken.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_store(store) as opened:
            app.state.store = opened
            yield

    app = FastAPI(
        title="pourparlers",
        version=__version__,
        summary="Who is to meet whom, is it on or off, who says so and in which words.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        responses=errors.DOCUMENTED,
    )
    app.state.token = token
    app.state.take_in = take_in
    app.state.csrf_key = secrets.token_bytes(32)
    app.middleware("http")(_finish)
    app.add_middleware(Guard, hosts=hosts, rate=rate)
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.get("/static/{name}", include_in_schema=False)(static_file)
    return app


async def _finish(request: Request, call_next: Next) -> Response:
    """Remembers the language that was chosen, and lets no trace of an error out."""
    try:
        answer = await call_next(request)
    except Exception:
        logging.getLogger(__name__).exception("%s", request.scope["path"])
        answer = errors.answer(request, 500)
    wanted = request.query_params.get("lang")
    if wanted in LANGUAGES:
        answer.set_cookie("lang", wanted, max_age=YEAR, samesite="lax", httponly=True)
    return answer


def static_file(name: str) -> Response:
    """A style sheet or script of ours."""
    try:
        data = static(name)
    except (OSError, ValueError) as error:
        raise HTTPException(404) from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(data, media_type=kind, headers={"cache-control": "max-age=3600"})
