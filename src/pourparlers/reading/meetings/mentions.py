"""Mentions of meetings: the nouns and verbs of an article that name one, and those that only look like it.

A mention is not yet a meeting: ``merge`` joins those of one meeting and drops those that are none.
"""

from __future__ import annotations

from itertools import pairwise

from pourparlers.reading import syntax
from pourparlers.reading.meetings import words as meeting_words
from pourparlers.reading.meetings.clauses import stay_away
from pourparlers.reading.meetings.context import in_margins
from pourparlers.reading.meetings.guests import find_guest
from pourparlers.reading.meetings.lists import led_in
from pourparlers.reading.meetings.nouns import may_name, read_noun, with_pronouns
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.types import OF, QUE, TO, WITH, Mention
from pourparlers.reading.meetings.verbs import further_stops, is_denial, read_verb
from pourparlers.reading.tokens import Doc

_FIRST_TIME = 7
"""How many words "c'est la première fois qu'un" has at least."""


def find(cast: Cast) -> list[Mention]:
    """All the words of an article that may name a meeting, in the order of the text."""
    nouns = [h for h in meeting_words.nouns().hits(cast.doc, cast.lower) if may_name(cast.doc[h.first], h)]
    found = [read_noun(cast, hit) for hit in with_pronouns(cast, nouns)]
    found += [
        m
        for hit in meeting_words.verbs().hits(cast.doc, cast.lower)
        for m in [read_verb(cast, hit)]
        if m and not is_denial(cast, m)
    ]
    found += [more for m in found for more in further_stops(cast, m)]
    found.sort(key=lambda m: (m.head, m.first))
    for mention in found:
        find_guest(cast, mention)
    for mention in found:
        if in_margins(cast, mention):
            _by_itself(cast, mention)
        elif not mention.verbal and mention.need == "gathering":
            stay_away(cast, mention)
        _is_guest(cast, mention)
    _gather(cast, found)
    kept = [m for m in found if not _excluded(cast, m) and not _in_name(cast, m)]
    kept = [m for m in kept if not any(_in_phrase(m, other) or _at_table(cast, m, other) for other in kept)]
    return [m for m in kept if not any(_inside(cast, m, other) or _hosts(cast, m, other) for other in kept)]


def _by_itself(cast: Cast, mention: Mention) -> None:
    """Of what others only meet in the margins of, no more is known than its own words tell, up to the comma or "avec"
    after it ("En marge du G20 de Brasilia, le président chilien …")."""
    first, stop = mention.hit.first, cast.parsed.sentence(mention.head)[1]
    stop = next((i for i in range(mention.hit.stop, stop) if cast.lower[i] == "," or cast.lower[i] in WITH), stop)
    own = [e for m in cast.who.within(first, stop) for e in m.entities]
    mention.stop = min(mention.stop, stop)
    mention.gathering = mention.gathering or next((e for e in own if cast.is_several(e)), None)
    mention.parties = tuple(p for p in mention.parties if p in own or p == mention.gathering)


def _is_guest(cast: Cast, mention: Mention) -> None:
    """Somebody whom a state welcomes ("Le Kenya accueille le président chilien") is on a visit there."""
    if mention.frame != "object" or mention.phrase not in meeting_words.words("welcome"):
        return
    hosts = tuple(p for p in mention.parties if cast.get(p).kind == "state")
    guests = tuple(p for p in mention.parties if p not in hosts)
    if len(hosts) == 1 == len(guests) and cast.is_person(guests[0]):
        mention.kind, mention.need, mention.parties = "visit", "trip", (*guests, *hosts)


def _gather(cast: Cast, found: list[Mention]) -> None:
    """Give a noun the parties that a verb says it brings together ("le sommet qui réunira …"); the verb is no other.
    What is always so told of a body ("le groupe qui réunit la France et …") is no meeting."""
    for verb in [m for m in found if m.frame == "gathers"]:
        sentence = cast.parsed.sentence_of[verb.head]
        nouns = [m for m in found if not m.verbal and m.head < verb.head]
        noun = next((m for m in reversed(nouns) if cast.parsed.sentence_of[m.head] == sentence), None)
        if noun is None:
            deed = syntax.auxiliary(cast.doc[verb.head]) is not None
            if cast.lower[max(verb.first - 1, 0)] == "qui" and not deed:
                found.remove(verb)
            continue
        if len(cast.sides(noun.parties)) < 2 or noun.gathering:
            noun.parties = tuple(dict.fromkeys((*noun.parties, *verb.parties)))
        if len(cast.sides(noun.parties)) >= 2:
            noun.gathering = None
        found.remove(verb)


def _in_name(cast: Cast, mention: Mention) -> bool:
    """Is a noun part of a person's office ("le président du Conseil européen")?"""
    if mention.verbal:
        return False
    first = mention.hit.first
    around = [m for m in cast.outer(max(0, mention.head - 8), mention.head + 8) if m.first < mention.head < m.stop]
    around = [m for m in around if any(t.pos_ in ("NOUN", "PROPN") for t in cast.doc[m.first : first])]
    return any(cast.is_person(e) for m in around for e in m.entities)


def _in_phrase(mention: Mention, other: Mention) -> bool:
    """Is a noun part of the phrase of a verb ("ont rendez-vous")?"""
    return other.verbal and not mention.verbal and other.hit.first <= mention.head < other.hit.stop


def _at_table(cast: Cast, mention: Mention, other: Mention) -> bool:
    """Is a noun the table that a verb has its parties meet at ("se sont retrouvés à la table des négociations")?
    What they do there is talks."""
    if mention.verbal or not other.verbal or not mention.phrase.startswith("table") or other.need != "sides":
        return False
    beside = 0 < mention.head - other.hit.stop < 12
    near = beside and cast.parsed.sentence_of[mention.head] == cast.parsed.sentence_of[other.head]
    if not near or len(cast.sides(other.parties)) < 2:
        return False
    other.kind, other.stop = "talks" if other.kind == "meeting" else other.kind, max(other.stop, mention.stop)
    return True


def _inside(cast: Cast, mention: Mention, other: Mention) -> bool:
    """Is a noun part of the words of another noun ("réunion des ministres du G8", "session de la commission mixte")?"""
    if mention is other or mention.verbal or other.verbal:
        return False
    of = all(t.pos_ in ("ADP", "DET") for t in cast.doc[other.hit.stop : mention.head])
    return other.head < mention.head < other.stop and (mention.need == "gathering" or of)


def _hosts(cast: Cast, mention: Mention, other: Mention) -> bool:
    """Is the object of a verb the meeting itself ("accueillir le G7", "accueillera des pourparlers entre X et Y")?"""
    if not mention.verbal or other.verbal or not mention.head < other.head < mention.stop:
        return False
    if other.need == "gathering":
        return not led_in(cast.doc, other.first, mention.head)  # "a reçu, en marge du G7, le roi"
    between = cast.doc[mention.hit.stop : other.first]
    return mention.frame == "object" and not any(cast.who.at(t.i) for t in between)


def _excluded(cast: Cast, mention: Mention) -> bool:
    """Words beside a mention that make it something else: "conférence de presse", "rencontre de football"."""
    doc = cast.doc
    told = mention.head + 1 if mention.verbal else mention.hit.stop
    after = [doc[i].lower_ for i in range(told, min(len(doc), told + 3))]
    if doc[mention.head].lower_ in meeting_words.words("call to") and after[:1] and after[0] in TO:
        return True
    before = doc[mention.head - 1].lower_ if mention.head and not mention.verbal else ""
    glued = before == "-" and cast.parsed.ends[mention.head - 1] == cast.parsed.starts[mention.head]
    if glued or before in meeting_words.words("wrong before"):
        return True
    if _of_group(cast, mention) or _of_swap(cast, mention) or _is_first_time(cast, mention):
        return True
    wrong = meeting_words.marks("wrong after")
    of_wrong = bool(after[:1]) and after[0] in OF and bool(set(after[1:2]) & set(wrong))
    met = mention.verbal and cast.at(mention.head + 2)  # "rencontrer des élus américains"
    if any(w in wrong for w in after[:1]) or (of_wrong and not met):
        return True
    if (
        doc[mention.head].lower_ in meeting_words.words("swap")
        and after[:1]
        and after[0] in meeting_words.words("trade")
    ):
        return True
    if set(after) & (WITH | TO) and _among(doc, told, meeting_words.words("wrong with")):
        return True
    start, end = cast.parsed.sentence(mention.head)
    near = {doc[i].lower_ for i in range(start, end)}
    if doc[mention.head].lower_ in meeting_words.words("hearing") and near & meeting_words.words("court"):
        return True
    return bool(near & set(meeting_words.marks("wrong near")))


def _of_group(cast: Cast, mention: Mention) -> bool:
    """Is a group of states meant, not its gathering ("la déclaration du G7", "(UE, G20, Russie)")?"""
    name = cast.lower[mention.hit.first]
    if mention.verbal or not (len(name) > 1 and name[0] == "g" and name[1:].isdigit()):
        return False
    i = mention.hit.first - 1
    if i < 1 or cast.lower[i] in ("et", ",", "(") or cast.doc[i].pos_ == "ADV":
        return i > 0
    if cast.lower[i] not in OF:
        return False
    noun = i - 1
    while noun > 0 and cast.doc[noun].pos_ in ("ADJ", "ADV"):
        noun -= 1
    return cast.doc[noun].pos_ == "NOUN" and cast.lower[noun] not in meeting_words.words("occasion")


def _of_swap(cast: Cast, mention: Mention) -> bool:
    """Is "l'échange" one of prisoners, which the article speaks of, where its own words tell no talk?"""
    swap, swapped = meeting_words.words("swap"), meeting_words.words("swapped")
    lower = cast.lower
    if mention.verbal or lower[mention.head] not in swap:
        return False
    if mention.stop > mention.hit.stop:
        return bool(set(lower[mention.head + 1 : mention.head + 5]) & swapped)
    return any(w in swap and set(lower[i + 1 : i + 6]) & swapped for i, w in enumerate(lower))


def _is_first_time(cast: Cast, mention: Mention) -> bool:
    """Is a meeting just told only set against those before it ("C'est la première fois en neuf ans qu'un roi …")?"""
    start, _ = cast.parsed.sentence(mention.head)
    said = cast.lower[start : mention.first]
    if len(said) < _FIRST_TIME or said[2:5] != ["la", "première", "fois"] or said[0] not in ("c'", "ce"):
        return False
    return any(that in QUE and noun in ("un", "une", "des") for that, noun in pairwise(said))


def _among(doc: Doc, first: int, listed: frozenset[str]) -> bool:
    return any(t.lower_ in listed for t in doc[first : first + 5])
