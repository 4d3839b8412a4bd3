"""One view, several suffixes: a page, and the same data as ``.json`` and, for lists, ``.csv``.

A view is a function that takes ``request`` and its parameters and returns a ``Page``; ``offer`` puts it on a router
once for each suffix.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any

from fastapi import APIRouter, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import HTMLResponse, JSONResponse, Response

from pourparlers.web.pages import render


@dataclass(frozen=True, slots=True)
class Page:
    """What a view gives: data for JSON, a template with what else it needs, rows for CSV (the first is the header)."""

    data: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    rows: Callable[[], Sequence[Sequence[object]]] | None = None


View = Callable[..., Page]


def offer(router: APIRouter, path: str, *, name: str, summary: str, csv_too: bool = False) -> Callable[[View], View]:
    """Put a view on a router: ``path`` is the page, ``path.json`` and ``path.csv`` its data ("/" is "/talks")."""
    stem = "/talks" if path == "/" else path

    def put(view: View) -> View:
        @wraps(view)
        def as_json(*args: Any, **kwargs: Any) -> Response:
            return JSONResponse(jsonable_encoder(view(*args, **kwargs).data))

        @wraps(view)
        def as_csv(*args: Any, **kwargs: Any) -> Response:
            page = view(*args, **kwargs)
            return Response(to_csv(page.rows() if page.rows else []), media_type="text/csv; charset=utf-8")

        @wraps(view)
        def as_html(*args: Any, **kwargs: Any) -> Response:
            request: Request = kwargs["request"]
            page = view(*args, **kwargs)
            return HTMLResponse(render(request, page.template, {"data": page.data, **page.context}))

        get = partial(router.get, response_model=None)
        get(f"{stem}.json", name=f"{name}.json", summary=summary)(as_json)
        if csv_too:
            get(f"{stem}.csv", name=f"{name}.csv", summary=f"{summary} (CSV)", response_class=Response)(as_csv)
        get(path, name=name, response_class=HTMLResponse, include_in_schema=False)(as_html)
        return view

    return put


def to_csv(rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV; a cell that a spreadsheet would take for a formula is kept text by a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
