"""Files put in through a page: taken as ``pourparlers add`` takes them, for who has the token."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response

from pourparlers.i18n import gettext
from pourparlers.reading.intake import REASONS, UnreadableError
from pourparlers.store import Store
from pourparlers.web import sessions
from pourparlers.web.pages import language_of, render

router = APIRouter(tags=["files"])

MOST_FILES = 50
"""Files in one request."""

_READING = threading.Lock()
"""Held while files are read: one request after the other."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of files: how many articles were new, known and so on, and what was skipped, where and why."""

    counts: dict[str, int]
    skipped: list[tuple[str, UnreadableError]]


TakeIn = Callable[[Store, Sequence[Path]], Added]
"""What reads files into a store."""


@router.post("/files", summary="Put files in", response_class=JSONResponse)
def take_files(
    request: Request,
    file: list[UploadFile],
    csrf: Annotated[str, Form(max_length=200)] = "",
    by: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Articles as ``pourparlers add`` takes them: text, JSON, JSONL, HTML, tables, archives, feeds."""
    sessions.signer(request, csrf, by)
    take_in: TakeIn | None = request.app.state.take_in
    if take_in is None:
        raise HTTPException(404)
    given = [f for f in file if f.filename]
    if not given or len(given) > MOST_FILES:
        raise HTTPException(422, "file")
    with tempfile.TemporaryDirectory() as folder, _READING:
        added = take_in(request.app.state.store, [_kept(Path(folder), n, f) for n, f in enumerate(given)])
    lang = language_of(request)
    skipped = [(_name(place), gettext(REASONS[e.reason], lang).format(detail=e.detail)) for place, e in added.skipped]
    if "authorization" in request.headers or "application/json" in request.headers.get("accept", ""):
        told = [{"place": place, "reason": reason} for place, reason in skipped]
        return JSONResponse({**added.counts, "skipped_items": told})
    return HTMLResponse(render(request, "files.html", {"counts": added.counts, "skipped": skipped}))


def _kept(folder: Path, n: int, given: UploadFile) -> Path:
    """A file in a folder of its own, by the last part of its name, which says of what kind it is."""
    own = folder / str(n)
    own.mkdir()
    name = "".join(c for c in Path(str(given.filename).replace("\\", "/")).name if c.isprintable())[-100:]
    path = own / (name or "file")
    path.write_bytes(given.file.read())
    return path


def _name(place: str) -> str:
    """The place as its sender knows it, without our folder."""
    return place.rpartition("/")[2]
