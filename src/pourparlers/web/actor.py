"""An actor, a person, a body or a state: whom it meets, what it asks and refuses, what it says and is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request

from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import fold, name_key, same_name
from pourparlers.linking.positions import Position
from pourparlers.store import Store
from pourparlers.store.people import Statement
from pourparlers.store.views import Filters, TalkSummary
from pourparlers.web import addresses, phrases
from pourparlers.web.asked import PageNumber
from pourparlers.web.offer import Page, offer
from pourparlers.web.pages import language_of
from pourparlers.web.standpoints import STANCES
from pourparlers.web.strip import Dated, lay_out

router = APIRouter(tags=["actors"])

PAGE = 20
"""Items of each list on a page."""

ACTS = 300
"""Acts looked at for an actor's positions, the newest."""

Code = Annotated[str, Path(pattern=r"^[A-Z]{3,4}$")]
Key = Annotated[str, Path(max_length=200, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


@dataclass(frozen=True, slots=True)
class Actor:
    """What is known of an actor; ``says`` and ``said_of`` are one page of it, the others the newest."""

    name: str
    country: str
    address: str
    talks: int
    meetings: list[TalkSummary]
    does: list[Position]
    meets_with: list[Position]
    says: list[Statement]
    said_of: list[Statement]


@offer(router, "/actors/{code}/{name}", name="actor", summary="An actor by its state and name")
def actor(request: Request, code: Code, name: Key, page: PageNumber = 1) -> Page:
    """A person or body: ``code`` is its state's (ZZZ for none), ``name`` its words, without accents or articles."""
    words = name.replace("-", " ")
    country = None if code == NOWHERE else code
    return _page(request, Filters(who=words, country=country), words, country, page)


@offer(router, "/actors/{code}", name="state", summary="A state, union or organisation of states by its code")
def state(request: Request, code: Code, page: PageNumber = 1) -> Page:
    """A state: its talks, positions, and what is said in its name."""
    name = phrases.state(code, "fr")
    if name == code:
        raise HTTPException(404)
    return _page(request, Filters(country=code), name, code, page, known=True)


def _page(
    request: Request, filters: Filters, name: str, country: str | None, page: int, *, known: bool = False
) -> Page:
    store: Store = request.app.state.store
    start = (page - 1) * PAGE
    who = country if known else name
    meetings = store.talks(filters, limit=PAGE, offset=start)
    says = store.statements(name, country, limit=PAGE + 1, offset=start)
    of_it = store.search_statements(_asked(name, known), limit=PAGE, offset=start)
    said_of = [s for s in of_it if not (s.country == country if known else _by(s, name))]
    does = [p for p in store.positions(who, most=ACTS) if not country or p.actor == country]
    meets_with = [p for p in store.positions(with_=who, most=ACTS) if not country or p.recipient == country]
    if not (known or meetings or says or does or meets_with):
        raise HTTPException(404)
    shown = phrases.state(name, "fr") if known else _full_name(name, meetings, says, does)
    title = phrases.state(country or "", language_of(request)) if known else shown
    found = Actor(
        name=title,
        country=country or NOWHERE,
        address=addresses.actor(name, country),
        talks=store.count(filters),
        meetings=meetings,
        does=does[start : start + PAGE],
        meets_with=meets_with[start : start + PAGE],
        says=says[:PAGE],
        said_of=sorted(said_of, key=lambda s: s.on, reverse=True),
    )
    longest = max(found.talks, len(does), len(meets_with))
    return Page(
        data=found,
        template="actor.html",
        context={
            "page": page,
            "more": longest > page * PAGE or len(says) > PAGE or len(of_it) == PAGE,
            "stances": STANCES,
            "actor_address": addresses.actor,
            "who": who,
            "is_state": known,
            "strip": lay_out(_dated(found)),
        },
    )


def _asked(name: str, whole: bool) -> str:
    """What is looked for in other people's statements: the whole name of a state, the last word of any other."""
    folded = fold(name)
    return f'"{folded}"' if whole else folded.rpartition(" ")[2]


def _by(s: Statement, name: str) -> bool:
    return same_name(name_key(s.source), name_key(name))


def _full_name(key: str, meetings: list[TalkSummary], says: list[Statement], does: list[Position]) -> str:
    """The name as it is written in the articles, the fullest that has these words."""
    written = [p.name for m in meetings for p in m.participants] + [s.source for s in says]
    written += [n for p in does for n in p.actor_names]
    same = [w for w in written if name_key(w) == key] or [w for w in written if same_name(name_key(w), key)]
    return max(same, key=len, default=key.title())


def _dated(found: Actor) -> list[Dated]:
    """What stands on the strip of time, by lane."""
    marks = [Dated("meets", on, status, f"/talks/{m.id}") for m in found.meetings for on, status in m.spark]
    marks += [
        Dated("does", x.on, "", f"/articles/{x.article}#c{x.evidence.start}") for p in found.does for x in p.lines
    ]
    marks += [Dated("says", s.on, s.source_kind, f"/articles/{s.article}#c{s.start}") for s in found.says]
    return marks + [Dated("of it", s.on, s.source_kind, f"/articles/{s.article}#c{s.start}") for s in found.said_of]
