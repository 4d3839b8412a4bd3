"""The clause that tells where and when a meeting is: its verb, and those of a relative clause right after its noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.tokens import Doc

_BETWEEN = 3
_JOURNEY = 15


@cache
def setting(kind: str) -> frozenset[str]:
    """The words of one class of ``fr/meeting_settings.tsv``."""
    rows = tables.rows("fr/meeting_settings.tsv")
    return frozenset(word for row in rows if row["class"] == kind for word in tables.values(row["words"]))


def journey_to(doc: Doc, mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The visit that is made for a meeting: "se rend lundi à Oslo pour rencontrer son homologue"."""
    before = {doc[i].lower_ for i in range(max(0, mention.first - 2), mention.first)}
    if not mention.verbal or not before & {"pour", "afin"}:
        return None
    reach = range(max(0, mention.head - _JOURNEY), mention.head)
    last = [m for m in mentions if m.head in reach and m is not mention]
    apart = not last or any(doc[i].text in ".;:«»" for i in range(last[-1].head, mention.head))
    return None if apart or last[-1].kind != "visit" else last[-1]


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
