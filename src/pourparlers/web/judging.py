"""Judging: who has the token accepts, rejects, joins, splits, gives a status, and undoes; each act signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from pourparlers.i18n import N_, gettext
from pourparlers.linking.judgements import Judgement, standing
from pourparlers.store import Store
from pourparlers.vocabulary import Status
from pourparlers.web import sessions
from pourparlers.web.asked import PageNumber
from pourparlers.web.offer import Page, offer
from pourparlers.web.pages import language_of, render

router = APIRouter(tags=["judgements"])

PAGE = 50
"""Judgements on a page."""

Id = Annotated[str, Field(min_length=1, max_length=200)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=200)]
_SAYS: dict[int | str, dict[str, Any]] = {
    401: {"description": "no token or session"},
    403: {"description": "the form's secret is not the session's"},
    409: {"description": "this cannot be done"},
}


class Decision(BaseModel):
    """What every judgement brings: ``csrf`` with a session, ``by`` with a bearer token; ``talk`` to come back to."""

    csrf: str = Field("", max_length=200)
    by: str = Field("", max_length=200)
    note: str = Field("", max_length=500)
    talk: str = Field("", max_length=200)


class OfReports(Decision):
    """A judgement on reports, by their ids."""

    report: Ids


class Join(Decision):
    """``talk`` and those of ``other`` are one; ``other`` holds ids or addresses of talks, spaces between them."""

    talk: Id
    other: Id


class Split(Decision):
    """The meetings that the reports are of leave ``talk``."""

    talk: Id
    report: Ids


class Correct(Decision):
    """A status for ``talk``."""

    talk: Id
    status: Status


class Undo(Decision):
    """The number of the judgement to undo."""

    number: int = Field(ge=1, le=2**53)


@router.post("/judgements/reject", summary="Disregard reports", responses=_SAYS, response_class=JSONResponse)
def reject(request: Request, given: Annotated[OfReports, Form()]) -> Response:
    """One judgement for each report, so that each can be undone by itself."""
    return _decide(request, given, lambda store, by: [store.reject([r], by, given.note) for r in _fresh(store, given)])


@router.post("/judgements/accept", summary="Take rejections back", responses=_SAYS, response_class=JSONResponse)
def accept(request: Request, given: Annotated[OfReports, Form()]) -> Response:
    """Undo what rejects the reports; other reports that the same judgement rejects stay rejected."""

    def decide(store: Store, by: str) -> list[int]:
        wanted = {r.strip().lower() for r in given.report}
        numbers = []
        for j in standing(store.judgements()):
            if j.kind == "reject" and wanted & set(j.these):
                numbers.append(store.undo(j.number, by, given.note))
                numbers += [store.reject([r], j.by, j.note) for r in j.these if r not in wanted]
        return numbers

    return _decide(request, given, decide)


@router.post("/judgements/join", summary="Make talks one", responses=_SAYS, response_class=JSONResponse)
def join(request: Request, given: Annotated[Join, Form()]) -> Response:
    """Talks are named by their ids or by the addresses of their pages."""
    others = [x.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2] for x in given.other.split()]
    return _decide(request, given, lambda store, by: [store.join([given.talk, *others], by, given.note)])


@router.post("/judgements/split", summary="Split a talk", responses=_SAYS, response_class=JSONResponse)
def split(request: Request, given: Annotated[Split, Form()]) -> Response:
    """The meetings of the reports become a talk of their own."""
    meetings = list(dict.fromkeys(r.partition(".")[0] for r in given.report))
    return _decide(request, given, lambda store, by: [store.split(given.talk, meetings, by, given.note)])


@router.post("/judgements/status", summary="Give a talk a status", responses=_SAYS, response_class=JSONResponse)
def correct(request: Request, given: Annotated[Correct, Form()]) -> Response:
    """The status holds whatever the reports come to, until it is undone."""
    return _decide(request, given, lambda store, by: [store.correct(given.talk, given.status, by, given.note)])


@router.post("/judgements/undo", summary="Undo a judgement", responses=_SAYS, response_class=JSONResponse)
def undo(request: Request, given: Annotated[Undo, Form()]) -> Response:
    """An undoing can be undone too."""
    return _decide(request, given, lambda store, by: [store.undo(given.number, by, given.note)])


@offer(router, "/judgements", name="judgements", summary="What people decided, the newest first")
def judgements(request: Request, page: PageNumber = 1) -> Page:
    """All judgements, with who made them and whether they stand."""
    store: Store = request.app.state.store
    given = store.judgements()
    stand = {j.number for j in standing(given)}
    undone = {j.undoes: j for j in effective_undoings(given)}
    shown = given[::-1][(page - 1) * PAGE : page * PAGE]
    return Page(
        data={"count": len(given), "page": page, "judgements": shown, "standing": sorted(stand)},
        template="judgements.html",
        context={
            "stand": stand,
            "undone": undone,
            "page": page,
            "more": page * PAGE < len(given),
            "session": sessions.session_of(request),
            "kinds": _KINDS,
        },
    )


_KINDS = {
    "join": N_("joined talks"),
    "split": N_("split a talk"),
    "reject": N_("rejected a report"),
    "status": N_("gave a status"),
    "undo": N_("undid a judgement"),
}


def effective_undoings(given: list[Judgement]) -> list[Judgement]:
    """The undoings that are not undone themselves."""
    undone: set[int] = set()
    found = []
    for j in sorted(given, key=lambda j: -j.number):
        if j.kind == "undo" and j.number not in undone and j.undoes is not None:
            undone.add(j.undoes)
            found.append(j)
    return found


@router.get("/login", response_class=HTMLResponse, include_in_schema=False)
def login_page(request: Request, next: Annotated[str, Query(max_length=500)] = "/") -> Response:
    """The form that asks for the token and a name."""
    return _login_form(request, next, 200)


@router.post("/login", response_class=HTMLResponse, include_in_schema=False)
def login(
    request: Request,
    token: Annotated[str, Form(max_length=500)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    next: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Start a session, for who has the token."""
    if not sessions.is_token(request, token):
        return _login_form(request, next, 401, gettext(N_("This is not the token."), language_of(request)))
    answer = RedirectResponse(_inside(next), 303)
    sessions.start(request, answer, sessions.clean_name(name))
    return answer


@router.post("/logout", response_class=HTMLResponse, include_in_schema=False)
def logout(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> Response:
    """End a session."""
    sessions.signer(request, csrf, "")
    answer = RedirectResponse("/", 303)
    sessions.end(answer)
    return answer


def _login_form(request: Request, next: str, status: int, error: str = "") -> Response:
    context = {"next": _inside(next), "error": error, "open": bool(request.app.state.token)}
    return HTMLResponse(render(request, "login.html", context), status)


def _inside(address: str) -> str:
    """An address of this site, or that of the board."""
    inside = address.startswith("/") and not address.startswith("//") and address.isprintable() and "\\" not in address
    return address if inside else "/"


def _fresh(store: Store, given: OfReports) -> list[str]:
    """The reports that are not rejected already."""
    rejected = {r for j in standing(store.judgements()) if j.kind == "reject" for r in j.these}
    wanted = dict.fromkeys(r.strip().lower() for r in given.report)
    return [r for r in wanted if r not in rejected]


def _decide(request: Request, given: Decision, decide: Callable[[Store, str], list[int]]) -> Response:
    """Make a judgement if the request may, and answer a script with its numbers, a reader with the page changed."""
    by = sessions.signer(request, given.csrf, given.by)
    numbers = decide(request.app.state.store, by)
    if "authorization" in request.headers or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"judgements": numbers, "by": by})
    if not given.talk:
        return RedirectResponse("/judgements", 303)
    if not given.talk.isalnum():
        raise HTTPException(404)
    return RedirectResponse(f"/talks/{given.talk}", 303)
