"""What stands around a meeting that tells no place or day itself: the dateline, a caption, the meeting before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.gazetteer import fold
from pourparlers.reading import syntax
from pourparlers.reading.entities import Mention as EntityMention
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import words

_LEAD = 2
_ALSO = 4
_OPENING = 3
_CAPTIONS = 4


def lead_place(cast: Cast) -> EntityMention | None:
    """The town of a dateline ("LUSAKA -", "(Lusaka)"), or that of a first line without a verb ("Accord à Lusaka.")."""
    prose, parsed = cast.parsed.prose, cast.parsed
    for n, sentence in enumerate(prose.sentences[:_LEAD]):
        first, stop = parsed.tokens(sentence.start, sentence.end)
        towns = [m for m in cast.who.within(first, stop) if is_town(cast, m)]
        if prose.blocks[sentence.block].kind == "dateline":
            return towns[0] if towns else None
        at_head = next((m for m in towns if m.first <= first + 1), None)
        if n == 0 and at_head is not None and at_head.stop < stop and _closes_lead(cast, at_head.stop):
            return at_head
        if not any(syntax.is_verb(t) for t in cast.doc[first:stop]):
            here = [m for m in towns if m.first > first and cast.lower[m.first - 1] in words("at")]
            if here:
                return here[0]
    return None


def _closes_lead(cast: Cast, i: int) -> bool:
    """Does a mark end the name of the town that an article is told from?"""
    text = cast.doc[i].text
    return text in ")—–" or (text == "-" and bool(cast.doc[i].whitespace_) and bool(cast.doc[i - 1].whitespace_))


def caption(cast: Cast, group: Group) -> tuple[int, int] | None:
    """The tokens of the line without a verb under a picture of those who met ("X et Y, le 9 mars à Séville.")."""
    prose, parsed = cast.parsed.prose, cast.parsed
    for sentence in prose.sentences[:_CAPTIONS]:
        first, stop = parsed.tokens(sentence.start, sentence.end)
        named = {e for m in cast.outer(first, stop) for e in m.entities} & set(group.parties)
        if len(named) > 1 and not any(syntax.is_verb(t) for t in cast.doc[first:stop]):
            return first, stop
    return None


def caption_place(cast: Cast, group: Group) -> EntityMention | None:
    """The town told in the caption of a picture of those who met."""
    first, stop = caption(cast, group) or (0, 0)
    towns = (m for m in cast.outer(first, stop) if is_town(cast, m) and m.first > first)
    return next((m for m in towns if cast.lower[m.first - 1] in words("at")), None)


def is_town(cast: Cast, m: EntityMention) -> bool:
    """Is this the name of a place, or of a capital, which may stand for its state?"""
    if m.form != "name" or not m.entities:
        return False
    named = fold(cast.parsed.span(m.first, m.stop).text)
    return cast.get(m.entities[0]).kind == "place" or named in _capital_names()


@cache
def capitals() -> dict[str, tuple[str, ...]]:
    """The capitals of each state."""
    return {row["code"]: tuple(tables.values(row["capital"])) for row in tables.rows("states.tsv")}


@cache
def _capital_names() -> frozenset[str]:
    return frozenset(fold(c) for names in capitals().values() for c in names)


def follows(cast: Cast, mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The meeting of the same party on the same occasion that was told right before: "il a également rencontré …"."""
    if not mention.parties or not _is_further(cast, mention):
        return None
    here = cast.parsed.sentence_of[mention.head]
    for m in reversed(mentions):
        if m.head >= mention.head or not 0 <= here - cast.parsed.sentence_of[m.head] <= _OPENING:
            continue
        if mention.parties[0] in m.parties and (m.place or m.date):
            return m if _same_time(cast, m, mention) else None
    return None


def _is_further(cast: Cast, mention: Mention) -> bool:
    """Do words stand by a meeting that set it beside the one before ("également", "y", "à cette occasion")?"""
    start, _ = cast.parsed.sentence(mention.head)
    near = range(max(start, mention.head - _ALSO), min(len(cast.doc), mention.head + 3))
    opening = range(start, min(start + _OPENING, mention.head))
    return any(cast.lower[i] in setting("also") for i in near) or any(
        cast.lower[i] in setting("occasion") and cast.lower[i - 1] in words("this") for i in opening
    )


def _same_time(cast: Cast, a: Mention, b: Mention) -> bool:
    """Are two meetings both told in the past, or neither of them?"""
    verbs = [cast.doc[m.head] for m in (a, b) if m.verbal]
    return len(verbs) < 2 or syntax.is_past(verbs[0]) == syntax.is_past(verbs[1])
