"""Who takes part in a gathering whose own words name nobody ("la conférence sur le lac Tchad"): those of whom the
sentences around say so ("le Niger y enverra des observateurs", "la présence du Tchad", "convoqué par le Cameroun")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pourparlers.reading import syntax
from pourparlers.reading.meetings.context import FAMILY, Group
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.types import BY, OF
from pourparlers.reading.meetings.words import Hit, Lexicon, words
from pourparlers.reading.tokens import Token

_AFTER = 3
_OBJECT = 7
_AGENT = 8
_CLITICS = frozenset({"le", "la", "l'", "y", "en"})


@cache
def _told() -> Lexicon:
    """Words that tell who takes part."""
    return Lexicon("fr/meeting_attendance.tsv", "cue")


def attended(cast: Cast, groups: Sequence[Group]) -> None:
    """Give the gatherings of an article that have no party but their name those who are told to take part."""
    alone = [g for g in groups if g.gathering and not any(cast.side(p) for p in g.parties if not _named_for(g, p))]
    if not alone:
        return
    hits = _told().hits(cast.doc, cast.lower)
    for hit in hits:
        group = _latest(cast, groups, hit.first)
        if group is not None and any(group is g for g in alone):
            found = _who(cast, group, hit)
            group.parties += [p for p in found if p not in group.parties and _takes_part(cast, group, p)]


def _named_for(group: Group, party: str) -> bool:
    return any(t.mention.gathering == party for t in group.told)


def _takes_part(cast: Cast, group: Group, party: str) -> bool:
    """May a party be told to be there? At a gathering that has a name of its own ("le G20") only a person."""
    named = any(cast.get(t.mention.gathering).name[:1].isupper() for t in group.told if t.mention.gathering)
    if named:
        return cast.get(party).kind == "person" and bool(cast.side(party))
    return bool(cast.side(party)) or cast.is_multilateral(party)


def _latest(cast: Cast, groups: Sequence[Group], token: int) -> Group | None:
    """The meeting in a room spoken of last before the end of a sentence, and not too long before it."""
    end = cast.parsed.sentence(token)[1]
    told = ((t.mention.head, n) for n, g in enumerate(groups) for t in g.told if FAMILY.get(g.kind, "room") == "room")
    head, n = max(((h, n) for h, n in told if h < end), default=(-1, -1))
    near = head >= 0 and cast.parsed.sentence_of[token] - cast.parsed.sentence_of[head] <= _AFTER
    return groups[n] if near else None


def _who(cast: Cast, group: Group, hit: Hit) -> Ids:
    """Whom a word tells of: its subject, or whoever stands where its class has them stand."""
    start, end = cast.parsed.sentence(hit.first)
    who, verb = hit.row["who"], cast.doc[hit.first]
    if who == "holder" and _is_done(verb):
        near = any(0 <= hit.first - t.mention.head <= _AGENT for t in group.told)
        return cast.after(BY, hit.stop, min(end, hit.stop + _AGENT), gap=3, until=end) if near else ()
    if who == "subject" or (who == "holder" and _holds(cast, group, hit, end)):
        return cast.subject(verb)
    if who == "of":
        return cast.after(OF, hit.stop, min(end, hit.stop + 1), gap=4, until=end)
    if who == "after":
        return cast.listed(hit.stop, end, gap=2)
    if who == "beside":
        return _beside(cast, group, hit, start, end)
    return ()


def _is_done(verb: Token) -> bool:
    """Is a verb what is done to its subject or noun ("convoqué par", "est organisée par")?"""
    return syntax.form(verb) == "participle" and (syntax.auxiliary(verb) is None or syntax.is_passive(verb))


def _holds(cast: Cast, group: Group, hit: Hit, end: int) -> bool:
    """Is the object of a verb the gathering, by its name, by another word or by a pronoun?"""
    verb = cast.doc[hit.first]
    if _CLITICS & {t.lower_ for t in cast.doc[syntax.group_start(verb) : verb.i]}:
        return True
    reach = range(hit.stop, min(end, hit.stop + _OBJECT))
    own = {t.mention.head for t in group.told}
    return any(i in own or (cast.lower[i] in words("general") and not cast.who.at(i)) for i in reach)


def _beside(cast: Cast, group: Group, hit: Hit, start: int, end: int) -> Ids:
    """Who is in apposition to "organisateur du rendez-vous"."""
    own = {t.mention.head for t in group.told}
    of = [i for i in range(hit.stop, min(end, hit.stop + 4)) if i in own or cast.lower[i] in words("general")]
    if not of or cast.lower[hit.stop] not in OF:
        return ()
    before = cast.who.at(hit.first - 2) if hit.first - 2 >= start and cast.lower[hit.first - 1] == "," else None
    if before is not None and before.stop == hit.first - 1:
        return cast.parties(before.entities)
    after = of[0] + 1
    return cast.listed(after + 1, end, gap=1) if after < end and cast.lower[after] == "," else ()
