"""Words on the fate of a meeting that do not name it: "elle est reportée", "ce report", "aucune date n'est fixée".

They are taken to be of the meeting last spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.context import FAMILY, Group, Told
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status import Fates
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.types import OF, TO, Mention, governing_verb
from pourparlers.reading.meetings.words import Hit, words
from pourparlers.vocabulary import Status

_REACH = 4
_BEGUN = frozenset({"held", "under_way", "suspended"})
_THE = frozenset({"cette", "cet", "l'", "la", "sa", "son"})
_OFF: dict[str, Status] = {"cancelled": "cancelled", "postponed": "postponed", "suspended": "suspended"}


def add(fates: Fates, groups: Sequence[Group]) -> None:
    """Give each such phrase to the meeting that was last spoken of, if one was not long before."""
    if not groups:
        return
    told = [a for g in groups for t in g.told for a in t.assertions]
    used = {i for a in told for i in range(*a.cue)}
    sentence_of = fates.cast.parsed.sentence_of
    known = {(sentence_of[a.cue[0]], a.status) for a in told if a.status in _OFF}
    for hit in fates.all:
        if hit.first in used or (hit.row["class"] == "free" and (sentence_of[hit.first], hit.row["status"]) in known):
            continue
        saying = hit.row["class"] in ("free", "noun")
        group = _last([g for g in groups if not (saying and _is_over(g))], hit.first)
        if group is None:
            continue
        near = sentence_of[hit.first] - sentence_of[_latest(group, hit.first)]
        assertion = _assertion(fates, hit, group) if near <= _REACH else None
        if assertion:
            group.echoes.append(assertion)


def add_unnamed(cast: Cast, told: Sequence[Told], groups: Sequence[Group]) -> None:
    """Give what is told of "ce voyage", "la rencontre" that was found to be of no meeting to the one last spoken of, as
    no more than what was said besides."""
    taken = {id(t) for g in groups for t in g.told}
    sentence_of = cast.parsed.sentence_of
    for item in told:
        stated = [a for a in item.assertions if not a.weak]
        head = item.mention.head
        if id(item) in taken or not stated or not _points(item.mention):
            continue
        group = _last([g for g in groups if _may_be(cast, g, item.mention)], head)
        if group is not None and sentence_of[head] - sentence_of[_latest(group, head)] <= _REACH:
            group.echoes.extend(replace(a, background=True) for a in stated)


def _points(mention: Mention) -> bool:
    """Does a mention point back ("la rencontre", "une telle visite") to a meeting that it tells nothing new of?"""
    back = mention.definite in ("definite", "demonstrative")
    return back and not (mention.verbal or mention.gathering or mention.fresh)


def _may_be(cast: Cast, group: Group, mention: Mention) -> bool:
    """Do kind, parties and day let a mention be of a meeting?"""
    alike = FAMILY.get(group.kind, "room") == FAMILY.get(mention.kind, "room")
    other_day = mention.date and group.date and mention.date != group.date
    return alike and cast.sides(mention.parties) <= cast.sides(group.parties) and not other_day


def _is_over(group: Group) -> bool:
    """Is all that is told of a meeting that it was held?"""
    return {a.status for t in group.told for a in t.assertions} == {"held"}


def _latest(group: Group, token: int) -> int:
    return max((t.mention.head for t in group.told if t.mention.head <= token), default=group.told[0].mention.head)


def _last(groups: Sequence[Group], token: int) -> Group | None:
    """The meeting whose latest mention stands nearest before a token."""
    before = [g for g in groups if any(t.mention.head < token for t in g.told)]
    return max(before, key=lambda g: _latest(g, token), default=None)


def _assertion(fates: Fates, hit: Hit, group: Group) -> Assertion | None:
    kind, status = hit.row["class"], hit.row["status"]
    if kind == "free":
        settle = {"open": _open, "off": _off, "reverse": _reverse}.get(status)
        value = settle(group) if settle is not None else "floated" if status == "will" else status
        begun = group.statuses() & _BEGUN
        if status == "will" and "planned" in group.statuses():
            return None  # of a will to meet nothing is told where the meeting is settled
        if value in ("floated", "ruled_out") and begun & {"held", "under_way"}:
            return None  # what has begun is neither merely possible nor refused
        if value == "suspended" and not begun and group.statuses():
            return None  # what has not begun is not broken off
        voice = fates.cast.subject(fates.doc[hit.first])[:1] if hit.row["voice"] else ()
        return replace(_plain(hit, hit.first, value), voice=voice)  # type: ignore[arg-type]
    if kind == "noun" and status in _OFF:
        return _named(fates, hit, group)
    if kind == "phrase" and status == "ruled_out" and hit.row["voice"] and not group.statuses() & _BEGUN:
        return _refused(fates, hit)
    if kind == "verb" and _of_offer(fates, hit) and group.statuses() == {"floated"}:
        return _answered(fates, hit)
    if kind in ("phrase", "verb", "passive") and status and not group.statuses() <= {"held"}:
        told = fates.predicated(hit)
        if told is not None:
            return told
    said = status in _OFF or status == "planned" or _takes_place(hit)
    if kind in ("verb", "passive", "self") and said:
        cues = {i for t in group.told for a in t.assertions for i in range(*a.cue)}
        return fates.pronominal(hit, frozenset(cues))
    return None


def _takes_place(hit: Hit) -> bool:
    """Is this what only events do ("elle s'est tenue", "il s'est prolongé")?"""
    return hit.phrase in words("impersonal") or (hit.row["class"] == "self" and hit.phrase.startswith(("se ", "s'")))


def _of_offer(fates: Fates, hit: Hit) -> bool:
    """Is the offer just told of taken up or turned down ("a accepté l'invitation", "a rejeté cette offre")?"""
    lower, i = fates.cast.lower, hit.stop
    known = i + 1 < len(lower) and lower[i] in _THE and lower[i + 1] in words("offer")
    answers = hit.row["status"] == "ruled_out" or syntax.infinitive(fates.doc[hit.first]) in words("accept")
    return known and answers and lower[i + 2 : i + 3] not in (["de"], ["d'"], ["du"], ["des"])


def _refused(fates: Fates, hit: Hit) -> Assertion | None:
    """ "Rome a coupé court", "n'a pas fermé la porte": a refusal that does not say of what."""
    verb = fates.doc[hit.first]
    told = syntax.is_verb(verb) and syntax.form(syntax.finite(verb)) == "finite"
    if not told or fates.cast.lower[hit.stop : hit.stop + 1] in ([w] for w in OF | TO):
        return None
    start = syntax.group_start(verb)
    if factuality.is_negated(verb):
        return _plain(hit, start, "floated")
    return replace(_plain(hit, start, "ruled_out"), voice=fates.cast.subject(verb)[:1])


def _answered(fates: Fates, hit: Hit) -> Assertion | None:
    """What becomes of a meeting by the answer to an offer."""
    verb = fates.doc[hit.first]
    if factuality.is_negated(verb) or syntax.tense(syntax.finite(verb)) == "conditional":
        return None
    status: Status = "planned" if syntax.infinitive(verb) in words("accept") else "ruled_out"
    start = syntax.group_start(verb)
    voice = fates.cast.subject(verb)[:1]
    return replace(_plain(hit, start, status), stop=hit.stop + 2, voice=voice)


def _named(fates: Fates, hit: Hit, group: Group) -> Assertion | None:
    """ "Ce nouveau report", "l'annulation": the fate by its noun, and who speaks of it ("X justifie ce report")."""
    doc, first = fates.doc, hit.first - 1
    while first > 0 and doc[first].pos_ in ("ADJ", "NUM"):
        first -= 1
    status = _OFF[hit.row["status"]]
    bare = hit.stop >= len(doc) or doc[hit.stop].lower_ not in OF
    known = doc[first].lower_ in words("determiner") and bare and status in group.statuses()
    if first < 0 or not (doc[first].lower_ in words("this") or known):
        return None
    verb = governing_verb(doc[hit.first])
    object_of = verb is not None and verb.i < hit.first
    voice = fates.cast.subject(verb)[:1] if object_of and verb is not None else ()
    return replace(_plain(hit, first, status), voice=voice)


def _plain(hit: Hit, first: int, status: Status) -> Assertion:
    return Assertion(status, first, hit.stop, (hit.first, hit.stop), hit.rule, background=False)


def _open(group: Group) -> Status:
    """That no date is set leaves a meeting put off, called off or broken off as it is, else merely possible."""
    last = [a.status for t in group.told for a in t.assertions if not a.background and not a.weak]
    return next((s for s in reversed(last) if s in _OFF), "floated")


def _reverse(group: Group) -> Status:
    """That nothing comes of it, or that it is not so: what was off is not, what was to be is."""
    told = [a.status for t in group.told for a in t.assertions if not a.weak]
    last = told[-1] if told else "floated"
    return "under_way" if last == "suspended" else "planned" if last in _OFF else "ruled_out"


def _off(group: Group) -> Status:
    """That the conditions are not met, or a refusal: as the meeting stands where it is off, else refused."""
    value = _open(group)
    return "ruled_out" if value == "floated" else value
