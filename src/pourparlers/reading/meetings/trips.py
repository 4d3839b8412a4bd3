"""Journeys and invitations to them: who goes where, by whose words and to whom."""

from __future__ import annotations

from pourparlers.reading import syntax
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.types import BY, OF, TO, Mention, destination, end_of, governing_verb
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Token

_NEAR = 14
_FURTHER = 20
_CLOSE = 8


def owner(cast: Cast, mention: Mention) -> Ids:
    """Whose meeting or journey it is, by "sa", "son", "leur"."""
    for i in range(mention.first, mention.head):
        if cast.doc[i].lower_ in words("owner"):
            return cast.parties(cast.who.resolve(i))
    return ()


def trip_noun(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """Who goes where: "la visite de X à Y", "sa visite en Y", "X, en visite à Y"."""
    if mention.phrase in words("invitation"):
        _invitation(cast, mention, stop, reach)
        return
    asked = next((i for i in range(stop, reach) if cast.lower[i] in words("asked")), reach)
    aim = next((i for i in range(stop, asked) if cast.lower[i] == "pour"), asked)  # "à Oslo pour un sommet de l'Otan"
    guest = owner(cast, mention) or cast.after(OF, stop, min(aim, stop + _NEAR), gap=3)
    host = destination(cast, stop, min(reach, stop + _FURTHER))
    mention.parties = tuple(dict.fromkeys((*guest, *(host or _along(cast, mention)))))
    mention.stop = end_of(cast, mention.parties, stop, min(asked, stop + _FURTHER))
    mention.far = any(t in words("region") for t in cast.lower[mention.first : min(reach, stop + 2)])
    mention.asked_by = cast.after(OF, asked, min(reach, asked + 4), gap=2) if asked < reach else ()


def _along(cast: Cast, mention: Mention) -> Ids:
    """Where a journey is told to begin, end or lead to ("La visite du ministre débutera lundi à Tunis")."""
    noun = cast.doc[mention.head]
    verb = governing_verb(noun)
    if verb is None or verb.i < noun.i or not noun.dep_.startswith("nsubj"):
        return ()
    if syntax.infinitive(verb) not in words("trip goes"):
        return ()
    return destination(cast, verb.i + 1, min(cast.parsed.sentence(noun.i)[1], verb.i + _NEAR))


def _invitation(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """Who is invited by whom: "l'invitation du roi", "a remis à X une invitation", "a décliné l'invitation de Y"."""
    led = cast.lower[mention.first - 1] if mention.first else ""
    verb = governing_verb(cast.doc[mention.head])
    if led in TO or led in ("sur", "par") or verb is None or verb.i > mention.head or _to_do(cast, stop):
        return
    host = owner(cast, mention) or cast.after(OF, stop, min(reach, stop + _CLOSE), gap=3)
    deed, subject = syntax.infinitive(verb), cast.subject(verb)
    if deed in words("invited"):
        guest, host = subject, host or cast.after(BY, verb.i + 1, mention.first, gap=3)
    elif deed in words("inviting") and not syntax.is_passive(verb):
        _, end = cast.parsed.sentence(mention.head)
        guest = cast.after(TO, verb.i + 1, mention.first, gap=2) or cast.after(TO, stop, min(end, stop + _CLOSE), gap=2)
        guest, host = guest or cast.clitic(verb), host or subject
    else:
        return
    guest = tuple(p for p in guest if cast.can_travel(p))
    host = tuple(p for p in host if p not in guest)
    mention.parties = tuple(dict.fromkeys((*guest, *host))) if guest and host else ()
    mention.stop = end_of(cast, mention.parties, stop, min(reach, stop + _CLOSE))


def _to_do(cast: Cast, stop: int) -> bool:
    """Is one invited to do something other than to come ("l'invitation à négocier")?"""
    near: list[Token] = cast.doc[stop : stop + 3]
    told = next((t for t in near if syntax.form(t) == "infinitive"), None)
    return bool(near) and near[0].lower_ in TO and told is not None and told.lemma_ not in words("move")


def event_abroad(cast: Cast, verb: Token, first: int, stop: int, mention: Mention) -> Ids:
    """The state of a ceremony or match that somebody attends ("assistera aux obsèques du roi à Amman")."""
    at = next((i for i in range(first, min(stop, first + 5)) if cast.lower[i] in words("event")), None)
    if at is None:
        return ()
    place = destination(cast, at + 1, stop) or destination(cast, first, at) or cast.whereto(verb, mention.first)
    return place or cast.after(OF, at + 1, min(stop, at + 8), until=stop)


def stay(cast: Cast, verb: Token, stop: int) -> Ids:
    """ "Il était lundi à Paris": the place stands by the verb, but for the day."""
    i = verb.i + 1
    while i < stop and (
        syntax.is_adverb(cast.doc[i])
        or cast.lower[i] in words("day")
        or cast.doc[i].dep_ in ("obl:mod", "obl:tmod")
        or (cast.lower[i] in ("ce", "cette") and cast.lower[i + 1] in words("day") | words("time"))
    ):
        i += 1
    if i >= stop or cast.doc[i].lower_ not in ("à", "en", "au", "aux"):
        return ()
    return destination(cast, i, stop, frozenset({cast.doc[i].lower_}))


def places(cast: Cast, first: int, stop: int) -> Ids:
    """The place that a verb takes as its object ("a visité mardi Santiago"), past an aside."""
    if first < stop and cast.lower[first] == ",":  # "a visité, à la tête d'une délégation, Santiago"
        first = next((i + 1 for i in range(first + 1, stop) if cast.lower[i] == ","), first)
    for m in cast.outer(first, min(stop, first + 4)):
        if m.entities and cast.get(m.entities[0]).kind in ("place", "state"):
            return (m.entities[0],)
    return ()
