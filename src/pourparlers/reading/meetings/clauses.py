"""Parties that the clause around a noun tells: "X a eu un entretien avec Y", "le sommet qui réunira X et Y"."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings import words as meeting_words
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.types import BETWEEN, BY, OF, TO, WITH, Mention, destination, governing_verb
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Token

_TOLD = 8
"""Words between what somebody says and whom to."""


def from_relative(cast: Cast, mention: Mention) -> Ids:
    """Parties that a relative clause tells: "qui doit réunir X et Y", "que devaient tenir X et Y"."""
    noun = cast.doc[mention.head]
    end = cast.parsed.sentence(noun.i)[1]
    root = next((c for c in noun.children if c.dep_ == "acl:relcl" and c.i > noun.i), None)
    root, loose = root or _unbound(cast, mention.hit.stop, end), root is None
    if root is None:
        return ()
    stop = end if loose else _phrase_end(root, end)
    there = ("qui", "que", "qu'", "auquel", "auxquels", "auxquelles", "laquelle", "où")
    relatives = [t for t in cast.doc[noun.i + 1 : root.i + 1] if t.lower_ in there]
    if relatives and relatives[0].lower_ == "qui":
        verb = next((t for t in cast.doc[relatives[0].i : stop] if t.lower_ in _gathering_verbs()), None)
        return cast.object(verb, stop) if verb is not None else ()
    turned = mention.need.startswith("trip") and not any(c.dep_.startswith("nsubj") for c in root.children)
    doer = (cast.object(root, stop) if turned else ()) or cast.subject(root)
    company = cast.after(WITH, root.i, stop, until=stop)
    if loose and not company:
        return ()
    told = (cast.after(BETWEEN, root.i, stop, until=stop), (*doer, *company), cast.object(root, stop))
    found = max(told, key=lambda ids: len(cast.sides(ids)))
    if mention.need.startswith("trip"):
        found = (*found, *(destination(cast, root.i + 1, stop) or cast.whereto(cast.doc[stop - 1], root.i)))
    return found if found and relatives else ()


def _unbound(cast: Cast, first: int, end: int) -> Token | None:
    """The verb of a relative clause that stands right after a noun, where the parse binds it elsewhere ("les entretiens
    qu'il a eus avec")."""
    if first >= end or cast.lower[first] not in ("que", "qu'"):
        return None
    verb = next((t for t in cast.doc[first + 1 : min(end, first + _TOLD)] if t.pos_ == "VERB"), None)
    return verb if verb is not None and syntax.auxiliary(verb) is not None else None


def _phrase_end(root: Token, end: int) -> int:
    return min(end, max(t.i for t in root.subtree) + 1)


@cache
def _gathering_verbs() -> frozenset[str]:
    return frozenset(
        form
        for row in tables.rows("fr/meeting_verbs.tsv")
        if row["frame"] == "gathers"
        for verb in tables.values(row["verb"])
        for form in meeting_words.verb_forms(verb)
    )


def _in_subject(token: Token, verb: Token) -> bool:
    """Is a word the subject of a verb, or a part of it ("la préparation du sommet se poursuit")?"""
    while token.head.i not in (verb.i, token.i):
        token = token.head
    return token.head.i == verb.i and token.dep_.startswith("nsubj")


def attendee(cast: Cast, mention: Mention) -> Ids:
    """Who is told to be at a gathering: the subject of its clause, if that is one party, or persons."""
    verb = governing_verb(cast.doc[mention.head])
    if verb is None or verb.head.i == mention.head:
        return ()
    attends = verb.lemma_ in words("attend")
    if mention.aim or (not attends and _in_subject(cast.doc[mention.head], verb)):
        # What is said in view of a gathering, or of how it goes, puts nobody there.
        return ()
    doer = cast.subject(verb)
    speaker = () if attends else cast.speaker(mention.head)
    subject = doer if set(speaker) <= set(doer) else speaker
    several = attends and len(cast.sides(subject)) > 0 and mention.gathering not in subject
    several = several or (len(subject) > 1 and all(cast.is_person(p) and cast.side(p) for p in subject))
    if not several and (len(subject) != 1 or not cast.side(subject[0]) or subject[0] == mention.gathering):
        return ()
    return subject if attends or mention.topical or cast.is_person(subject[0]) else ()


def stay_away(cast: Cast, mention: Mention) -> None:
    """ "Le ministre boude le sommet", "n'assistera pas à la conférence": that they do not go is a visit of theirs."""
    verb = governing_verb(cast.doc[mention.head])
    if verb is None or verb.i > mention.head or syntax.is_passive(verb):
        return
    attends = verb.lemma_ in words("attend") and factuality.is_negated(verb)
    if not (attends or verb.lemma_ in words("shun")):
        return
    subject = cast.speaker(mention.head) if syntax.form(verb) == "infinitive" else ()
    subject = cast.subject(verb) or subject
    if len(subject) != 1 or not cast.side(subject[0]) or subject[0] == mention.gathering:
        return
    mention.kind, mention.parties = "visit", (*subject, *(p for p in mention.parties if p not in subject))


def from_clause(cast: Cast, mention: Mention) -> None:
    """Parties that the clause around a noun tells: "X a eu un entretien avec Y", "en visite à Y, X a dit"."""
    verb = governing_verb(cast.doc[mention.head])
    known_by_now = mention.definite in ("definite", "demonstrative") and not mention.parties
    subject = () if known_by_now else cast.speaker(mention.head)
    noun = cast.doc[mention.head]
    if verb is None and not subject:
        predicate = any(c.dep_.startswith("nsubj") for c in noun.children)
        subject = () if predicate or not mention.parties else cast.reporter(mention.head)
        if not (predicate or subject):
            return
    verb = verb or noun
    doer = cast.subject(verb)
    subject = doer if set(subject) <= set(doer) else subject
    if set(subject) <= set(mention.parties):
        subject = ()
    if mention.need.startswith("trip"):
        if any(cast.is_person(p) for p in mention.parties):
            _host_speaks(cast, mention, subject)
            return
        if mention.far:
            mention.parties = tuple(p for p in subject if cast.can_travel(p))
            return
        start, end = cast.parsed.sentence(mention.head)
        host = mention.parties or destination(cast, max(start, min(verb.i, mention.first)), end) or _left(cast, verb)
        if not (subject and host and not any(cast.is_person(p) for p in host)):
            return
        mention.parties = tuple(dict.fromkeys((*subject, *host)))
        return
    extra: Ids = ()
    known = (*subject, *mention.parties)
    if len(cast.sides(known)) < 2:
        start, end = cast.parsed.sentence(mention.head)
        low, high = sorted((verb.i, mention.first))
        extra = (
            _people(cast, _given(cast, min(mention.stop, end), end))
            or cast.after(WITH, low, high)
            or _people(cast, cast.after(TO, low, high))
            or (verb.i > mention.head and cast.after(BETWEEN | WITH, verb.i, end))
            or (mention.definite == "possessive" and cast.lower[mention.head - 1] == "leur" and cast.object(verb, end))
            or (mention.parties and not subject and cast.reporter(mention.head))
            or (mention.kind == "talks" and _wisher(cast, verb))
            or _addressed(cast, verb, mention)
        )
        if len(cast.sides(extra)) >= 2:
            known = mention.parties
    mention.parties = tuple(dict.fromkeys((*known, *extra)))


def _addressed(cast: Cast, verb: Token, mention: Mention) -> Ids:
    """Whom somebody talks to while they meet ("Lors d'un entretien téléphonique, X a exprimé à Y …")."""
    start, end = cast.parsed.sentence(mention.head)
    led = set(cast.lower[max(start, mention.first - 3) : mention.first])
    if mention.kind == "conference" or not led & words("while"):
        return ()
    stop = min(end, verb.i + _TOLD)
    told = _people(cast, cast.after(TO, verb.i + 1, stop, gap=2, until=end)) or _people(cast, cast.object(verb, stop))
    return tuple(p for p in told if p not in cast.subject(verb))


def mediators(cast: Cast, first: int, reach: int) -> tuple[int, Ids]:
    """Where the words stand that tell who mediates or presides ("sous l'égide de l'ONU"), and who does; ``reach`` and
    nobody where there are none."""
    near = (i for i in range(first, reach - 2) if cast.lower[i] in ("sous", "par"))
    aegis = next((i for i in near if words("aegis") & set(cast.lower[i + 1 : i + 4])), reach)
    return aegis, cast.after(OF, aegis, reach, gap=4, until=reach)


def _wisher(cast: Cast, verb: Token) -> Ids:
    """Who wants somebody back at the table ("Lima souhaite que Santiago revienne à la table des négociations")."""
    above = verb.head
    return cast.subject(above) if above.i < verb.i and syntax.infinitive(above) in words("wish") else ()


def _left(cast: Cast, verb: Token) -> Ids:
    """The place that somebody leaves after a visit ("a quitté Oslo après une visite de deux jours")."""
    if verb.lemma_ not in words("leave"):
        return ()
    near = next(iter(cast.outer(verb.i + 1, verb.i + 4)), None)
    place = near is not None and bool(near.entities) and cast.get(near.entities[0]).kind in ("place", "state")
    return (near.entities[0],) if near is not None and place else ()


def _host_speaks(cast: Cast, mention: Mention, subject: Ids) -> None:
    """Of a journey that tells only the guest, the host is who has it or speaks of it ("Oslo exclut toute visite …")."""
    host = subject or cast.reporter(mention.head)
    if not mention.far and len(cast.sides((*mention.parties, *host))) == 2:
        mention.parties = tuple(dict.fromkeys((*mention.parties, *host)))


def _given(cast: Cast, first: int, end: int) -> Ids:
    """By whom and to whom a meeting is given ("l'entrevue accordée par le roi au ministre")."""
    stop = min(first + 8, end)
    return (*cast.after(BY, first, min(first + 3, stop), gap=2), *cast.after(TO, first, stop, gap=2))


def _people(cast: Cast, found: Ids) -> Ids:
    """Those of some parties to whom something may be given ("a accordé une audience à X"): no places."""
    return tuple(p for p in found if cast.can_travel(p) or cast.get(p).kind == "group")
