"""Which mentions are one meeting, and which are none.

Mentions are taken in the order of the text. One joins the latest meeting that it can be; one that names its parties
and can be none of those spoken of starts a new one; one that neither names its parties nor can be another is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading import syntax
from pourparlers.reading.meetings.attendance import attended
from pourparlers.reading.meetings.context import CONTEXT, FAMILY, POINTING, far, in_company, in_margins, stands
from pourparlers.reading.meetings.context import Group as Group
from pourparlers.reading.meetings.context import Told as Told
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import words
from pourparlers.vocabulary import MeetingKind

_SEASONS = {
    "SP": ("03", "04", "05", "06"),
    "SU": ("06", "07", "08", "09"),
    "FA": ("09", "10", "11", "12"),
    "WI": ("12", "01", "02", "03"),
}
_OPEN = frozenset({"planned", "floated", "cancelled", "postponed", "ruled_out"})


def merge(cast: Cast, told: Sequence[Told]) -> list[Group]:
    """The meetings of an article, from its mentions in the order of the text."""
    groups: list[Group] = []
    waiting: list[Told] = []
    for item in told:
        group = _latest(cast, groups, item)
        for fill in CONTEXT:
            if group is None and not stands(cast, item.mention):
                fill(cast, groups, item)
        if group is None and stands(cast, item.mention):
            group = Group(item.mention.kind)
            groups.append(group)
            early = [w for w in waiting if _foretold(cast, w, item)]
            for gone in [w for w in early if _gone_by(w, item)]:
                groups.insert(-1, _apart(cast, gone, item))
                early.remove(gone)
                waiting.remove(gone)
            for told_before in (*early, item):
                _join(cast, group, told_before)
            waiting = [w for w in waiting if w not in early]
        elif group is not None:
            _join(cast, group, item)
        elif _may_be_named(cast, item):
            waiting.append(item)
    kept = _folded(cast, [g for g in groups if _is_meeting(cast, g)])
    kept = [g for g in kept if not any(_is_welcome(cast, g, visit) for visit in kept)]
    attended(cast, kept)
    for group in kept:
        _settle(cast, group, kept)
    return kept


def _latest(cast: Cast, groups: Sequence[Group], item: Told) -> Group | None:
    """The latest meeting that a mention can be of; what is said to come or to be off is not of one that took place."""
    fitting = sorted((g for g in reversed(groups) if _same(cast, g, item)), key=lambda g: _is_setting(cast, g))
    ahead = any(a.status in _OPEN and not a.weak for a in item.assertions)
    return next((g for g in fitting if not (ahead and g.statuses() == {"held"})), next(iter(fitting), None))


def _may_be_named(cast: Cast, item: Told) -> bool:
    """May those be told later who meet at what is told first ("La rencontre n'aura pas lieu.")?"""
    stated = any(not a.weak for a in item.assertions)
    return item.mention.definite == "definite" and stated and not in_margins(cast, item.mention)


def _is_setting(cast: Cast, group: Group) -> bool:
    """Is a gathering told of only as where others meet ("en marge du sommet du G20")?"""
    leads = (cast.lower[max(0, t.mention.first - 2) : t.mention.first] for t in group.told)
    return group.gathering and all(hints("beside") & set(lead) for lead in leads)


def _settle(cast: Cast, group: Group, groups: Sequence[Group]) -> None:
    """A meeting of which no place is told is where one of its parties is on a visit to another, and then."""
    if group.kind in ("visit", "call") or group.place or group.gathering:
        return
    for visit in groups:
        guest = visit.kind == "visit" and visit.parties and visit.parties[0] in group.parties
        if (
            guest
            and visit.place
            and visit.place.country in cast.sides(group.parties)
            and not _clashing_dates(group, visit)
        ):
            group.place, group.date = visit.place, group.date or visit.date
            return


def _folded(cast: Cast, groups: Sequence[Group]) -> list[Group]:
    """The meetings, less those of which only one party of another is told ("la réunion de l'Opep")."""
    kept: list[Group] = []
    for group in groups:
        pairs = (pair for g in kept for pair in ((g, group), (group, g)) if _adds_nobody(cast, *pair))
        part, whole = next(pairs, (None, group))
        if part is None:
            kept.append(group)
            continue
        whole.told[:] = sorted([*whole.told, *part.told], key=lambda t: t.mention.first)
        whole.place, whole.date = whole.place or part.place, whole.date or part.date
        whole.kind = part.kind if whole.kind == "meeting" and part.gathering else whole.kind
        kept = [whole if g is part else g for g in kept]
    return kept


def _is_welcome(cast: Cast, group: Group, visit: Group) -> bool:
    """Is no more told than that a guest on a visit was met, and not by his peer ("a été accueilli par le préfet")?"""
    if visit.kind != "visit" or not visit.parties or visit.parties[0] not in group.parties:
        return False
    if any(t.mention.frame != "par" or t.mention.phrase not in words("welcome") for t in group.told):
        return False
    guest, *_ = visit.parties
    hosts = [p for p in group.parties if cast.side(p) != cast.side(guest)]
    peers = any(cast.is_counterpart(p) or cast.get(p).office == cast.get(guest).office for p in hosts)
    return not peers and cast.sides(hosts) <= cast.sides(visit.parties)


def _adds_nobody(cast: Cast, part: Group, whole: Group) -> bool:
    """Is the only party told of a meeting one of those of another, or is it the same gathering, and do neither days nor
    fates keep them apart?"""
    alike = FAMILY.get(part.kind, "room") == FAMILY.get(whole.kind, "room")
    apart = any("held" in g.statuses() and h.statuses() & _OPEN for g, h in ((part, whole), (whole, part)))
    if not alike or apart or (part.date and whole.date):
        return False
    names = [{t.mention.gathering for t in g.told if t.mention.gathering} for g in (part, whole)]
    alone = participants(cast, part)
    return bool(names[0] & names[1]) or (len(alone) == 1 and alone[0] in participants(cast, whole))


def _clashing_dates(a: Group, b: Group) -> bool:
    return bool(a.date and b.date and not _dates_agree(a.date, b.date))


def _foretold(cast: Cast, early: Told, item: Told) -> bool:
    """Is a mention that named nobody ("La rencontre n'aura pas lieu.") of the meeting that is then named?"""
    near = cast.parsed.sentence_of[item.mention.head] - cast.parsed.sentence_of[early.mention.head]
    alike = FAMILY.get(early.mention.kind, "room") == FAMILY.get(item.mention.kind, "room")
    alike = alike or (early.mention.phrase in words("sitting") and item.mention.kind in ("summit", "conference"))
    alike = alike and not (early.mention.need == "gathering" and item.mention.phrase in words("few"))
    return near <= 2 and alike and cast.sides(early.mention.parties) <= cast.sides(item.mention.parties)


def _gone_by(early: Told, item: Told) -> bool:
    """Was it held, where those who are then named are to meet again ("La rencontre a duré deux heures. X et Y sont
    convenus de se revoir")?"""
    before, after = ({a.status for a in t.assertions if not a.weak} for t in (early, item))
    return before == {"held"} and bool(after) and after <= {"planned", "floated"}


def _apart(cast: Cast, early: Told, item: Told) -> Group:
    """The meeting gone by of those who are to meet again."""
    early.mention.parties = item.mention.parties
    group = Group(early.mention.kind)
    _join(cast, group, early)
    return group


def _same(cast: Cast, group: Group, item: Told) -> bool:
    mention = item.mention
    if in_margins(cast, mention) and not mention.parties and not group.gathering:
        return False
    if _is_aim_of(cast, group, mention):
        return True
    if mention.fresh and not (mention.fresh == "apart" and not mention.date) and not _fresh_agrees(group, mention):
        return False
    if any(t.mention.fresh == "several" for t in group.told) and mention.definite != "demonstrative":
        return False
    if not _kinds_agree(group, mention) or _clash(cast, group, item):
        return False
    if mention.kind == group.kind == "visit" and (mention.gathering or group.gathering):
        return bool(set(mention.parties) & set(group.parties) - {mention.gathering})
    if mention.placed and not group.gathering:
        alike = kind(cast, group) == mention.kind and len(cast.sides(group.parties)) >= 2
        return mention.definite == "definite" and alike
    if group.placed and len(cast.sides(mention.parties)) >= 2 and not mention.gathering:
        beside = group.told[-1].mention
        apart = cast.parsed.sentence_of[beside.head] == cast.parsed.sentence_of[mention.head] and any(
            t in words("lead") for t in cast.lower[max(0, beside.first - 3) : beside.first]
        )
        return group.place is not None and mention.place is not None and mention.kind != "visit" and not apart
    if mention.gathering or group.gathering:
        alone = mention.definite in POINTING and not mention.gathering and not mention.parties
        return mention.gathering in group.parties or (alone and mention.phrase in words("general"))
    if mention.aim and cast.parsed.sentence_of[group.told[-1].mention.head] == cast.parsed.sentence_of[mention.head]:
        return False
    mine, theirs = cast.sides(mention.parties), cast.sides(group.parties)
    people = [p for p in mention.parties if cast.is_person(p)]
    others = [p for p in group.parties if cast.is_person(p)]
    if len(mine) >= 2 or (mine and not mention.definite):
        return len(mine & theirs) >= min(len(mine), len(theirs), 2) and _people_agree(cast, people, others)
    if mention.verbal or (mention.kind == "summit" and theirs and kind(cast, group) != "summit"):
        return False
    if mention.definite not in POINTING and not {a.status for a in item.assertions} & group.statuses() & _OPEN:
        return False
    if mention.definite == "indefinite" and not _people_agree(cast, people, others):
        return False
    return mine <= theirs


def _is_aim_of(cast: Cast, group: Group, mention: Mention) -> bool:
    """ "Ils se retrouveront lundi à Oslo pour un troisième cycle de négociations": one meeting in two words."""
    verb = group.told[-1].mention
    near = cast.parsed.sentence_of[verb.head] == cast.parsed.sentence_of[mention.head]
    alike = cast.sides(mention.parties) == cast.sides(group.parties) and not mention.gathering
    return near and alike and verb.verbal and verb.need == "sides" and _led_by_pour(cast, mention)


def _led_by_pour(cast: Cast, mention: Mention) -> bool:
    led = (
        not mention.verbal
        and mention.need in ("sides", "gathering")
        and cast.lower[max(mention.first - 1, 0)] == "pour"
    )
    return led and FAMILY.get(mention.kind, "room") in ("room", "talks")


def _fresh_agrees(group: Group, mention: Mention) -> bool:
    """May "une nouvelle rencontre", "le précédent sommet", "une réunion préparatoire" be this meeting?"""
    if any(t.mention.fresh == mention.fresh != "several" for t in group.told) or mention.definite == "demonstrative":
        return True
    if mention.fresh == "several":
        return False
    over = bool(group.statuses() & {"held", "under_way", "suspended"})
    return {"next": not over, "previous": over}.get(mention.fresh, False)


def _people_agree(cast: Cast, mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Are no two different persons named for one side?"""
    for p in mine:
        rivals = [q for q in theirs if cast.side(q) == cast.side(p) != ""]
        peers = [e for e in (*mine, *theirs) if cast.side(e) != cast.side(p)]
        if rivals and p not in rivals and not any(_may_be(cast, p, q, peers) for q in rivals):
            return False
    return True


def _may_be(cast: Cast, p: str, q: str, peers: Sequence[str]) -> bool:
    """May somebody told by name be whom other words for one of his side, of no other office, mean ("son homologue
    turc", then "Kemal Arslan")? A peer's office is that of ``peers``."""
    one, other = cast.get(p), cast.get(q)
    told = [k for k in (one, other) if k.kind == "person"]
    if len(told) != 1 or not all(cast.is_person(e) and cast.side(e) for e in (p, q)) or cast.side(p) != cast.side(q):
        return False
    named, nameless = (p, q) if one.kind == "person" else (q, p)
    offices = {cast.get(e).office for e in (peers if cast.is_counterpart(nameless) else (nameless,))}
    return cast.who.number(nameless) == "s" and cast.get(named).office in {None, *offices}


def _kinds_agree(group: Group, mention: Mention) -> bool:
    if mention.phrase in ("inviter", "convier") or mention.phrase in words("invitation"):
        return group.kind != "call" and "held" not in group.statuses()
    if group.gathering and mention.phrase in words("few"):
        return False
    mine, theirs = FAMILY.get(mention.kind, "room"), FAMILY.get(group.kind, "room")
    if mine == theirs:
        return True
    pair = {mine, theirs}
    theirs_too = mention.definite == "possessive" and mine == "talks"
    if pair == {"room", "talks"} and mention.definite in POINTING and (len(mention.parties) < 2 or theirs_too):
        return True
    either = words("either")
    return "visit" not in pair and (mention.phrase in either or _on_the_phone(group, mention))


def _on_the_phone(group: Group, mention: Mention) -> bool:
    """May a call be what was told before in words for a meeting in person too ("s'entretient avec son homologue")?"""
    alike = all(t.mention.phrase in words("either") - words("general") for t in group.told)
    return mention.kind == "call" and group.kind == "meeting" and group.place is None and alike


def _clash(cast: Cast, group: Group, item: Told) -> bool:
    """Do dates, places or fates say that a mention is of another meeting?"""
    mention = item.mention
    moved = any(a.status == "postponed" or a.phrase == "avancer" for t in (*group.told, item) for a in t.assertions)
    if mention.date and group.date and not moved and not _dates_agree(mention.date, group.date):
        return True
    if mention.place and group.place and mention.place.text != group.place.text:
        if mention.place.country == group.place.country is not None and mention.kind == "visit":
            return False
        return mention.place.country != group.place.country or mention.definite not in POINTING
    mine = {a.status for a in item.assertions if not a.weak}
    past = any(a.status == "held" and a.background and not a.weak for a in item.assertions)
    theirs = group.statuses()
    denied = _denied(cast, [a for t in group.told for a in t.assertions]) or _denied(cast, item.assertions)
    if past and theirs & _OPEN and mention.verbal and not denied:
        return True
    done = any(a.status == "held" and not a.weak for a in item.assertions) and mention.definite not in POINTING
    under_way = mention.frame == "leaves" and group.kind == "visit" and mention.place is not None
    if done and theirs and theirs <= _OPEN and not (under_way or denied):
        return True
    over = {a.status for t in group.told for a in t.assertions} & {"held"}
    return bool(over and mine & _OPEN and mention.definite not in POINTING and not denied)


def _denied(cast: Cast, stated: Sequence[Assertion]) -> bool:
    """Is no more told of a meeting than that it did not take place, which somebody else may say it did?"""
    stated = [a for a in stated if not a.weak]
    verbs = [cast.doc[a.cue[1] - 1] for a in stated if a.phrase not in words("deny")]
    past = all(a.status == "ruled_out" for a in stated) and all(syntax.is_past(v) for v in verbs)
    return (
        past
        and bool(stated)
        and all(a.rule.startswith("fr/meeting_verbs") or a.phrase in words("deny") for a in stated)
    )


def _dates_agree(a: str, b: str) -> bool:
    season, month = sorted((a, b), key=len, reverse=True)
    if season[5:7] in _SEASONS or month[5:7] in _SEASONS:
        season, month = (season, month) if season[5:7] in _SEASONS else (month, season)
        return season[:4] == month[:4] and (month[5:7] in (*_SEASONS[season[5:7]], season[5:7], ""))
    return a == b or a.startswith(b) or b.startswith(a) or "/" in a or "/" in b or "_REF" in a + b or "W" in a + b


def _join(cast: Cast, group: Group, item: Told) -> None:
    mention = item.mention
    if mention.placed and group.told and not group.gathering:
        mention.gathering, mention.parties = None, ()
    elif group.placed and len(cast.sides(mention.parties)) >= 2 and not mention.gathering:
        group.gathering = group.placed = False
        group.parties.clear()
    group.told.append(item)
    group.gathering = group.gathering or mention.gathering is not None
    group.placed = group.gathering and all(t.mention.placed or not t.mention.gathering for t in group.told)
    known = any(t.mention.gathering for t in group.told[:-1])
    if mention.gathering and mention.gathering not in group.parties and not group.parties and not known:
        group.parties.append(mention.gathering)
    room = len(group.parties) < 2 if group.gathering or mention.gathering else len(cast.sides(group.parties)) < 2
    if room or (len(cast.sides(mention.parties)) >= 2 and not group.gathering):
        told_before = cast.sides(group.parties) if len(group.told) > 1 and not group.gathering else set()
        for p in mention.parties:
            if p not in group.parties and (cast.is_person(p) or cast.side(p) not in told_before):
                group.parties.append(p)
    named = [p for p in mention.parties if cast.get(p).kind == "person"]
    for n, p in enumerate(group.parties):
        peers = [e for e in group.parties if cast.side(e) != cast.side(p)]
        group.parties[n] = next((q for q in named if _may_be(cast, p, q, peers)), p)
    group.parties[:] = dict.fromkeys(group.parties)
    group.place = group.place or mention.place
    group.date = _better_date(group, item)
    numbered = any(t.mention.phrase.startswith("COP") for t in group.told)
    if (mention.kind == "summit" and not numbered) or (group.kind == "meeting" and mention.kind in ("conference",)):
        group.kind = mention.kind if group.kind not in ("call", "visit") else group.kind
    if mention.kind == "talks" and group.kind == "meeting" and _led_by_pour(cast, mention):
        group.kind = "talks"
    if mention.kind == "call" and group.kind in ("meeting", "talks"):
        group.kind = "call"


def _better_date(group: Group, item: Told) -> str | None:
    """A new date counts where the meeting is put off to it; else the first one told stands."""
    moved = any(a.status in ("postponed", "planned") and not a.background for a in item.assertions)
    if item.mention.date and (group.date is None or (moved and "postponed" in group.statuses())):
        return item.mention.date
    return group.date


def _is_meeting(cast: Cast, group: Group) -> bool:
    told = [t.mention for t in group.told]
    many = any(m.many or m.abroad or far(cast, m) or in_company(cast, m) for m in told) and group.parties
    return bool(group.gathering or many) or len(cast.sides(group.parties)) >= 2


def participants(cast: Cast, group: Group) -> Ids:
    """The parties of a meeting: persons rather than the states that they stand for, each once; what a gathering is
    about only where nobody is told to be at it."""
    people = {cast.side(p) for p in group.parties if cast.is_person(p)}
    kept: list[str] = []
    named_for = {
        t.mention.gathering for t in group.told if t.mention.topical and cast.doc[t.mention.head].text[0].islower()
    }
    alone = not any(cast.side(p) for p in group.parties if p not in named_for)
    for p in group.parties:
        if p in named_for and not alone:
            continue
        stands_for = not cast.is_person(p) and cast.get(p).kind in ("state", "place") and cast.side(p) in people
        twice = any(_same_state(cast, p, q) or _same_peer(cast, p, q) for q in kept)
        if p not in kept and not stands_for and not twice:
            kept.append(p)
    return tuple(kept)


def _same_state(cast: Cast, a: str, b: str) -> bool:
    """Are these two names of one state ("Riyad", "l'Arabie saoudite")?"""
    kinds = {cast.get(a).kind, cast.get(b).kind}
    return kinds <= {"state", "place"} and cast.side(a) == cast.side(b) != ""


def _same_peer(cast: Cast, a: str, b: str) -> bool:
    """Is one of these known as a peer alone, and the other of the same side ("le président ghanéen", "son homologue
    ghanéen")?"""
    peers = [e for e in (a, b) if cast.is_counterpart(e)]
    return len(peers) == 1 and cast.is_person(a) and cast.is_person(b) and cast.side(a) == cast.side(b) != ""


def kind(cast: Cast, group: Group) -> MeetingKind:
    """A meeting of leaders of two sides is a summit, whatever it is called."""
    leaders = [p for p in group.parties if cast.leads(p)]
    leaders += [p for p in group.parties if leaders and (cast.rules(p) or cast.is_counterpart(p))]
    if group.kind in ("meeting", "talks") and len(cast.sides(leaders)) >= 2:
        return "summit"
    return group.kind
