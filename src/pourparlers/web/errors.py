"""Errors as a reader sees them: a page in the reader's language, or JSON; never a path or a trace."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from pourparlers.i18n import N_, gettext
from pourparlers.store import StoreError
from pourparlers.web.pages import language_of, render

SAYS: Final = {
    400: N_("This request cannot be understood."),
    401: N_("This needs the token that was shown when the server started."),
    403: N_("This is not allowed."),
    404: N_("There is nothing at this address."),
    405: N_("This address does not take that kind of request."),
    409: N_("Somebody was faster: look again before you change this."),
    413: N_("This is more than one request may bring."),
    414: N_("This address is too long."),
    421: N_("This server does not answer to that name."),
    422: N_("A parameter of this address is wrong: {detail}."),
    429: N_("These are too many requests at once: wait a few seconds."),
    500: N_("Something went wrong here. The server's log says what."),
    503: N_("The store cannot be read just now."),
}

_OF_STORE: Final = {"unknown": 404, "ambiguous": 404, "judgement": 409, "record": 422}
"""The status of a store's errors whose message is about what was asked for; all others are its own trouble."""

_DATA: Final = (".json", ".csv", ".ics", ".atom")


class Problem(BaseModel):
    """An error as JSON."""

    error: str
    status: int


DOCUMENTED: Final[dict[int | str, dict[str, Any]]] = {
    code: {"model": Problem, "description": SAYS[code]} for code in (400, 404, 413, 414, 421, 422, 429, 503)
}
"""The errors that any address can give, for the description of the API."""


def install(app: FastAPI) -> None:
    """Give an app these errors."""

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(request, error.status_code, str(error.detail or ""), headers=error.headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return answer(request, 422, ", ".join(dict.fromkeys(str(e["loc"][:2][-1]) for e in error.errors())))

    async def store(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreError)
        status = _OF_STORE.get(error.reason, 503)
        says = error.message(language_of(request)) if error.reason in _OF_STORE else None
        return answer(request, status, says=says)

    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(StoreError, store)


def answer(
    request: Request, status: int, detail: str = "", *, says: str | None = None, headers: Any = None
) -> Response:
    """The answer for an error, of the kind that the address asks for; ``says`` replaces its usual words."""
    words = says or gettext(SAYS.get(status, SAYS[400]), language_of(request)).format(detail=detail or "?")
    if request.scope["path"].endswith(_DATA) or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": words, "status": status}, status, headers=headers)
    return HTMLResponse(render(request, "error.html", {"status": status, "says": words}), status, headers=headers)
