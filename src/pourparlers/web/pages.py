"""Rendering: Jinja templates, in the reader's language, with nothing unescaped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from pourparlers.i18n import LANGUAGES
from pourparlers.i18n import gettext as translate
from pourparlers.i18n import ngettext as ntranslate
from pourparlers.vocabulary import ACT, CERTAINTY, FORM, MEETING, POLARITY, SOURCE, STATUS, Term
from pourparlers.web import addresses, phrases, sessions

VOCABULARIES: Mapping[str, Mapping[Any, Term]] = {
    "status": STATUS,
    "meeting": MEETING,
    "source": SOURCE,
    "act": ACT,
    "form": FORM,
    "polarity": POLARITY,
    "certainty": CERTAINTY,
}


def language_of(request: Request) -> str:
    """The language of a page: what the address asks for, else what was chosen before, else French."""
    for wanted in (request.query_params.get("lang"), request.cookies.get("lang")):
        if wanted in LANGUAGES:
            return str(wanted)
    return "fr"


def render(request: Request, template: str, context: Mapping[str, Any]) -> str:
    """A template in the language of the request."""
    lang = language_of(request)
    page = environment(lang).get_template(template)
    return page.render(
        request=request, lang=lang, with_query=_with_query(request), with_path=_with_path(request), **context
    )


@cache
def environment(lang: str) -> Environment:
    """The Jinja environment of one language."""
    env = Environment(
        loader=PackageLoader("pourparlers.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: translate(message, lang),
        lambda one, many, n: ntranslate(one, many, n, lang),
        newstyle=True,
    )
    env.globals["word"] = lambda kind, key: word(kind, key, lang)
    env.globals["meaning"] = lambda kind, key: VOCABULARIES[kind][key].meaning
    env.filters["day"] = lambda value: day(value, lang)
    env.filters["short_day"] = lambda value: phrases.short_day(value, lang)
    env.globals["actor"] = addresses.actor
    env.globals["colon"] = ": " if lang == "en" else "\u00a0: "
    env.filters["state"] = lambda code: phrases.state(code, lang)
    env.filters["when"] = lambda value: phrases.when(value, lang)
    env.filters["full_day"] = lambda value: phrases.full_day(value, lang)
    env.filters["excerpt"] = phrases.excerpt
    env.filters["names"] = phrases.names
    env.globals["parts"] = phrases.parts
    env.globals["session_of"] = sessions.session_of
    return env


def word(kind: str, key: str, lang: str) -> str:
    """A word of a vocabulary ("status", "meeting"…) in a language."""
    term = VOCABULARIES[kind][key]
    return term.en if lang == "en" else term.fr


def day(value: str | dt.date | None, lang: str) -> str:
    """An ISO day as a person writes it ("21 oct. 2025"); any other value as it stands."""
    from babel.dates import format_date

    try:
        date = dt.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return format_date(date, "medium", locale=lang) if date else ""


def _with_query(request: Request) -> Any:
    def with_query(**changes: object) -> str:
        """The address of this page with some parameters changed (None takes one away)."""
        params = {k: v for k, v in request.query_params.multi_items() if k not in changes}
        params.update({k: str(v) for k, v in changes.items() if v is not None})
        path = quote(request.scope["path"])
        return f"{path}?{urlencode(params)}" if params else path

    return with_query


def _with_path(request: Request) -> Any:
    def with_path(path: str) -> str:
        """Another address with the parameters of this page, but for its number in a list."""
        params = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("page", "lang")]
        return f"{path}?{urlencode(params)}" if params else path

    return with_path


@cache
def static(name: str) -> bytes:
    """A file of the static folder."""
    return files("pourparlers.web").joinpath("static", name).read_bytes()
