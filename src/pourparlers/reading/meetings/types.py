"""What the search for meetings shares: a mention, the classes of small words, where a journey goes."""

from __future__ import annotations

from dataclasses import dataclass

from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.words import STOPS as STOPS
from pourparlers.reading.meetings.words import Hit, words
from pourparlers.reading.tokens import Doc, Token
from pourparlers.record import Place
from pourparlers.vocabulary import MeetingKind

WITH = words("with")
BETWEEN = words("between")
OF = words("of")
TO = words("to")
BY = words("by")
TOWARDS = words("towards")
QUE = ("qui", "que", "qu'")
_ASIDE = 14
_LONG_NAME = 5
"""Words that the name of a place may have beyond where it is looked for ("République démocratique du Congo")."""


@dataclass(slots=True)
class Mention:
    """A noun or verb that names a meeting: tokens ``first`` up to ``stop``, its noun or verb at ``head``.

    ``parties`` are those that its own words and clause tell, ``gathering`` the name of one that has no others.
    ``placed`` marks a gathering known by its place alone ("le sommet de Salzbourg"), which may be of parties named
    elsewhere. ``aim`` is set where another meeting prepares it, ``many`` where it is told to be of more than two sides.
    ``plural`` marks a verb whose subject names several without saying who ("les experts se retrouveront").
    ``topical`` marks a gathering known by what it is about alone ("une conférence sur le climat").
    ``far`` marks a journey to a part of the world ("sa tournée africaine").
    ``asked_by`` are those at whose invitation somebody goes.
    ``hosts`` are those who are told to hold it, ``mediators`` those under whose auspices it is.
    ``company`` marks a noun whose own words tell by "avec" alone who takes part.
    ``abroad`` marks one that somebody on a visit has with a host of whom no state is told.
    ``fresh`` marks one that is told apart from others ("une seconde rencontre", "ils s'étaient déjà vus").
    """

    first: int
    stop: int
    head: int
    kind: MeetingKind
    need: str
    frame: str
    hit: Hit
    parties: Ids = ()
    place: Place | None = None
    date: str | None = None
    definite: str = ""
    fresh: str = ""
    abroad: bool = False
    gathering: str | None = None
    many: bool = False
    aim: bool = False
    placed: bool = False
    plural: bool = False
    topical: bool = False
    far: bool = False
    asked_by: Ids = ()
    hosts: Ids = ()
    mediators: Ids = ()
    company: bool = False

    @property
    def rule(self) -> str:
        """The table row that finds it."""
        return self.hit.rule

    @property
    def phrase(self) -> str:
        """The phrase of that row."""
        return self.hit.phrase

    @property
    def verbal(self) -> bool:
        """Is it a verb?"""
        return bool(self.frame)


def kind_of(hit: Hit) -> MeetingKind:
    """The kind of meeting that a row gives."""
    return hit.row["kind"]  # type: ignore[return-value]


def destination(cast: Cast, first: int, stop: int, leads: frozenset[str] = TOWARDS) -> Ids:
    """The state that a journey goes to, as the entity of the place (or the person "chez" whom) it names."""
    for i in range(first, stop):
        if cast.lower[i] not in leads:
            continue
        site = any(w in words("site") | words("seat") for w in cast.lower[i + 1 : i + 4])
        near = i + (8 if site else 4)
        for m in cast.outer(i + 1, min(stop, near + _LONG_NAME)):
            if m.first >= near:
                break
            between = [t for t in cast.doc[i + 1 : m.first] if not (site and t.pos_ in ("NOUN", "ADJ"))]
            if m.form == "possessive" or not all(t.pos_ in ("DET", "ADP") for t in between):
                break
            entity = m.entities[0] if m.entities else None
            known = cast.get(entity) if entity else None
            named = known is not None and known.kind == "organization" and any(map(str.isupper, known.name))
            named = named and m.stop <= near
            if entity and known and (named or known.kind in ("place", "state") or cast.lower[i] in words("host")):
                return (entity,)
            break
        seat = cast.described(i + 1, words("seat"))
        if seat:
            state = cast.state_of(cast.side(seat[0]))
            return (state,) if state else seat
    return ()


def as_well(token: Token) -> bool:
    """Is this the "que" of "ainsi que", which joins a further party?"""
    return token.lower_ in QUE and token.i > 0 and token.doc[token.i - 1].lower_ in ("ainsi", "bien")


def is_name(token: Token) -> bool:
    """Is this word part of a name, whatever the tagger takes it for ("Narendra")?"""
    return token.text[0].isupper() and not token.is_sent_start


def end_of(cast: Cast, parties: Ids, first: int, reach: int) -> int:
    """Where the last of some parties is named in a range of tokens; its start where none is."""
    named = (m for m in cast.who.within(first, reach) if m.form != "possessive" and not cast.datelined(m))
    return max((m.stop for m in named if set(m.entities) & set(parties)), default=first)


def governing_verb(noun: Token) -> Token | None:
    """The verb whose subject, object or complement a noun is."""
    before = _before_aside(noun)
    if before is not None:
        return before
    step = noun
    for _ in range(5):
        if step.head.i == step.i or step.dep_ in ("acl:relcl",):
            return None
        subject, step = step.dep_.startswith("nsubj"), step.head
        taken = step.pos_ == "NOUN" and any(c.dep_.startswith("aux") for c in step.children)  # "a déjeuné"
        if step.pos_ in ("VERB", "AUX") or taken:
            return step
        if step.pos_ == "ADJ" or subject:
            # "est prêt à une rencontre", "est en préparation"
            being = next((c for c in step.children if c.dep_ == "cop"), None)
            if being is not None:
                return being
    return None


def _before_aside(noun: Token) -> Token | None:
    """The verb that an aside parts from its object, which the parse may then bind to the aside ("a eu, mardi à Oslo,
    un entretien")."""
    doc, i = noun.doc, noun.i - 1
    start = noun.sent.start
    while i > start and doc[i].pos_ in ("DET", "ADJ", "NUM"):
        i -= 1
    if doc[i].text != "," or noun.head.pos_ in ("VERB", "AUX"):
        return None
    opening = next((k for k in range(i - 1, max(start, i - _ASIDE), -1) if doc[k].text == ","), start)
    verb = doc[opening - 1] if opening > start else noun
    return verb if verb.pos_ in ("VERB", "AUX") else None


def past_scrap(doc: Doc, first: int, end: int) -> int:
    """Past a few quoted words that belong to a phrase ("un entretien « très cordial » avec"); no further where none."""
    close = next((i for i in range(first + 1, min(end, first + 6)) if doc[i].text == "»"), first)
    quoted = doc[first + 1 : close]
    return close + 1 if close > first and not any(t.pos_ in ("VERB", "AUX") for t in quoted) else first
