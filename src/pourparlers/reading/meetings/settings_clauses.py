"""The clause that tells where and when a meeting is: its verb, and those of a relative clause right after its noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.entities import Mention as EntityMention
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.types import OF, Mention
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Doc, Token

_BETWEEN = 3
_JOURNEY = 15
_HOSTED = 9
_AIM = 5
_BARS = frozenset(",;:«»")


@cache
def setting(kind: str) -> frozenset[str]:
    """The words of one class of ``fr/meeting_settings.tsv``."""
    rows = tables.rows("fr/meeting_settings.tsv")
    return frozenset(word for row in rows if row["class"] == kind for word in tables.values(row["words"]))


def journey_to(doc: Doc, mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The visit that is made for a meeting: "se rend lundi à Oslo pour rencontrer son homologue"."""
    near = [doc[i].lower_ for i in range(max(0, mention.first - _AIM), mention.first)]
    if not {"pour", "afin"} & set(near[-2:]) and (mention.verbal or not _aims(doc, mention)):
        return None
    reach = range(max(0, mention.head - _JOURNEY), mention.head)
    last = [m for m in mentions if m.head in reach and m is not mention]
    apart = not last or any(doc[i].text in ".;:«»" for i in range(last[-1].head, mention.head))
    return None if apart or last[-1].kind != "visit" else last[-1]


def _aims(doc: Doc, mention: Mention) -> bool:
    """ "Pour y mener des discussions", "pour une série d'entretiens": does "pour" lead to going to a meeting?"""
    for i in range(mention.first - 1, max(0, mention.first - _AIM) - 1, -1):
        if doc[i].lower_ == "pour":
            return True
        word = syntax.infinitive(doc[i])
        if doc[i].pos_ not in ("DET", "ADJ", "NUM", "ADP", "PRON") and word not in setting("attend"):
            return False
    return False


def own_verbs(doc: Doc, mention: Mention) -> set[int]:
    """The verbs that tell of a mention: itself, or the verb that it goes with and those of its relative clause."""
    head = doc[mention.head]
    if mention.verbal:
        return {head.i}
    relative = next((c for c in head.children if c.dep_ == "acl:relcl"), None)
    verbs = {head.head.i} if relative is None else {relative.i}
    if head.dep_.startswith("nsubj"):
        verbs.add(head.head.i)
    group = relative_verbs(doc, mention)
    return verbs | set(range(head.i, max(group) + 1) if group else ())


def relative_verbs(doc: Doc, mention: Mention) -> set[int]:
    """The verb group that "qui" or "que" opens right after a noun: "le sommet qui devait réunir lundi à Oslo …"."""
    end = min(len(doc), mention.head + 2 + _BETWEEN)
    opens = next((i for i in range(mention.head + 1, end) if doc[i].lower_ in ("qui", "que", "qu'")), None)
    if opens is None or any(doc[i].pos_ not in ("ADJ", "VERB", "ADV") for i in range(mention.head + 1, opens)):
        return set()
    found: set[int] = set()
    for i in range(opens + 1, len(doc)):
        if doc[i].pos_ not in ("VERB", "AUX", "ADV", "PRON"):
            break
        if syntax.is_verb(doc[i]):
            found.add(i)
    return found


def aside_of(doc: Doc, first: int, stop: int) -> int | None:
    """The noun that a day between commas goes with ("l'attaque, ce vendredi, d'un convoi")."""
    before = first - 1
    set_apart = before > 0 and doc[before].text == "," and stop + 1 < len(doc) and doc[stop].text == ","
    named = set_apart and doc[stop + 1].lower_ in OF and doc[before - 1].pos_ == "NOUN"
    return before - 1 if named else None


def cleft_place(cast: Cast, mention: Mention, start: int) -> EntityMention | None:
    """ "C'est à Oslo, et non à Rome, que se retrouveront …": the place that a cleft sentence sets apart."""
    lower = cast.lower
    for i in range(start, mention.first - 2):
        if lower[i] in ("c'", "ce") and lower[i + 1] in syntax.forms("être") and lower[i + 2] in words("at"):
            until = next((k for k in range(i + 3, mention.first) if lower[k] in ("que", "qu'")), i)
            town = next(iter(cast.outer(i + 3, until)), None)
            return town if town is not None and town.form == "name" and town.first <= i + 4 else None
    return None


def hosting_verb(doc: Doc, mention: Mention) -> Token | None:
    """The verb of hosting that a meeting is, or is the object of: "accueillera", "abritera la réunion"."""
    near = range(mention.first - 1, max(-1, mention.first - _HOSTED), -1)
    before = (doc[i] for i in near if syntax.is_verb(doc[i]) or doc[i].text in _BARS)
    verb = doc[mention.head] if mention.verbal else next(before, None)
    hosts = verb is not None and syntax.infinitive(verb) in setting("hosting") and not syntax.is_passive(verb)
    return verb if hosts else None


def host_place(cast: Cast, mention: Mention) -> EntityMention | None:
    """ "Oslo accueillera lundi les ministres", "c'est Oslo qui abritera la réunion": the place that is the host."""
    verb = hosting_verb(cast.doc, mention)
    if verb is None:
        return None
    end = syntax.group_start(verb)
    end -= cast.lower[end - 1] == "qui"
    host = next((m for m in cast.outer(max(0, end - 4), end) if m.stop == end and m.form == "name"), None)
    if host is None or not host.entities or host.stop > mention.head:
        return None
    return host if cast.get(host.entities[0]).kind in ("place", "state") else None
