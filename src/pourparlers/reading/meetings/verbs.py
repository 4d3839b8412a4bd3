"""Verbs that say that parties meet, call or visit each other, with the parties that their complements tell."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from pourparlers.knowledge import tables
from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings import words as meeting_words
from pourparlers.reading.meetings.clauses import mediators
from pourparlers.reading.meetings.locals import leavers, officials
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.trips import event_abroad, places, stay
from pourparlers.reading.meetings.types import (
    BY,
    OF,
    QUE,
    STOPS,
    TO,
    TOWARDS,
    WITH,
    Mention,
    as_well,
    destination,
    end_of,
    is_name,
    kind_of,
    past_scrap,
)
from pourparlers.reading.meetings.words import FUTURE, Hit, is_only, marks, words
from pourparlers.reading.tokens import Token

PHONE = words("phone")
_BY_PHONE = frozenset(w for w in PHONE if not w.startswith("téléphonique"))
_TRIPS = frozenset(
    {"carried", "destination", "visited", "stays", "returns", "expected", "sent", "entre", "event", "leaves", "headed"}
)
_LEAVING = frozenset({"pour", "destination", "direction"})


def read_verb(cast: Cast, hit: Hit) -> Mention | None:
    """The mention that a verb makes; None where its complements tell that it means no meeting."""
    verb = cast.doc[hit.first]
    frames = tables.values(hit.row["frame"])
    first, (_, end) = _group_start(verb), cast.parsed.sentence(hit.first)
    stop = _clause_stop(verb, hit.stop, end)
    rung = frames[0] == "phone" and _rings(cast, verb, hit, stop)
    if frames[0] in ("phone", "hours", "table") and not (rung or _told_by(cast, frames[0], hit.stop, stop)):
        return None
    need = "trip" if _TRIPS & set(frames) else "sides"
    mention = Mention(min(first, hit.first), hit.stop, hit.first, kind_of(hit), need, frames[0], hit)
    others = _others(cast, verb, frames, hit.stop, stop, mention)
    if others is None and need == "sides":
        others = _elsewhere(cast, hit, frames, stop)
    above = syntax.governor(verb)
    if not others and mention.frame != "plural":
        return None
    subject = cast.subject(verb)
    if frames[0] == "leaves":
        leavers(cast, subject, hit.stop)
    if not others and above is not None and above.i < verb.i and syntax.reflexive(verb):
        others = cast.after(TO, above.i + 1, verb.i, gap=2)  # "propose à Rome de se rencontrer"
        subject = cast.subject(above) if others else subject
    others = others or ()
    if need == "sides" and set(subject) <= set(others) and (_subjectless(verb) or _in_first_person(verb)):
        subject = cast.reporter(verb.i) or subject  # "hors de question de rencontrer X, a dit Y"
    envoys = False
    if mention.frame == "par":
        subject, others = others, subject
    elif mention.frame == "carried":
        subject = cast.clitic(verb) or cast.object(verb, stop)
    elif mention.frame == "sent":
        sent = tuple(p for p in cast.object(verb, stop) if p not in others)
        envoys = not sent and bool(set(cast.lower[hit.stop : stop]) & words("envoys"))
        subject = sent or (subject if envoys else ())
    mention.parties = tuple(dict.fromkeys((*subject, *others)))
    if mention.frame == "plural" and len(cast.sides(mention.parties)) < 2:
        mention.gathering = next((p for p in subject if cast.is_several(p)), None)
        body = mention.gathering and cast.get(mention.gathering).kind == "organization"
        if mention.gathering and (factuality.is_negated(verb) or (body and mention.phrase not in words("convene"))):
            return None
        if mention.gathering:
            mention.kind = "summit" if cast.leads_union(mention.gathering) else "conference"
        mention.plural = hit.phrase.startswith("se ") and syntax.form(verb) != "gerund"
    mention.stop = max(mention.stop, end_of(cast, others, hit.stop, stop))
    if mention.frame == "destination":
        beside = cast.after(WITH, mention.stop, min(stop, mention.stop + 3), gap=2, until=stop)
        fellows = (p for p in beside if cast.is_person(p) and cast.side(p))
        mention.parties = tuple(dict.fromkeys((*subject, *fellows, *others)))
    if need == "sides":
        present = (*cast.after(words("present"), hit.stop, stop), *mediators(cast, hit.stop, stop)[1])
        mention.parties = tuple(dict.fromkeys((*mention.parties, *present)))
    if need == "sides" and "déjà" in cast.lower[mention.first : verb.i] and syntax.is_past(verb):
        mention.fresh = "apart"
    if need == "sides" and any(t.lower_ in PHONE for t in cast.doc[hit.stop : stop]):
        mention.kind = "call"
    if mention.need == "trip" and not (others and (envoys or any(cast.can_travel(p) for p in subject))):
        return None
    return mention if _is_told(cast, mention, frames) else None


def _elsewhere(cast: Cast, hit: Hit, frames: tuple[str, ...], stop: int) -> Ids | None:
    """Whom a verb without parties among its complements means: officials met abroad, or who stands before it."""
    verb = cast.doc[hit.first]
    if {"object", "seen", "avec"} & set(frames) and not syntax.is_passive(verb):
        found = officials(cast, hit.stop, stop, cast.subject(verb))
        if found:
            return found
    above = syntax.governor(verb)
    if above is None or above.i > verb.i or frames[0] == "phone":
        return None
    moved = syntax.infinitive(above) in words("control") or syntax.linker(verb) == "pour"
    if moved or any(c.lower_ in ("que", "qu'") for c in verb.children):  # "Rome, qu'il traitait lundi de menteuse"
        return None
    return cast.listed(above.i + 1, verb.i)


def _is_told(cast: Cast, mention: Mention, frames: tuple[str, ...]) -> bool:
    """Does a verb with its parties tell of a meeting, in the form that it stands in?"""
    verb = cast.doc[mention.head]
    if frames[0] == "event" and "pour" in cast.lower[mention.first - 1 : mention.hit.first]:
        return False  # the journey itself is told of
    if _is_from(verb):
        return False
    gathered = frames[0] == "gathers" and not _gathered(verb)
    if _loose(verb) and (gathered or frames[0] == "returns" or mention.kind == "talks"):
        return False
    return not (mention.frame == "plural" and (syntax.form(verb) == "gerund" or _mere_aim(verb)))


def _subjectless(verb: Token) -> bool:
    return syntax.form(syntax.finite(verb)) == "infinitive"


def _in_first_person(verb: Token) -> bool:
    said = syntax.forms("first person")
    return any(c.lower_ in said and c.i < verb.i for c in verb.children)


def _mere_aim(verb: Token) -> bool:
    """ "Pour discuter de pêche": what a journey or a meeting is for, no further meeting."""
    return syntax.form(verb) == "infinitive" and syntax.linker(verb) == "pour" and not syntax.reflexive(verb)


def _group_start(verb: Token) -> int:
    start = syntax.group_start(verb.doc[verb.i - 1] if meeting_words.is_caused(verb) else verb)
    reflexive = meeting_words.reflexive_start(verb)
    return start if reflexive is None else min(start, reflexive)


def is_denial(cast: Cast, mention: Mention) -> bool:
    """ "Ils ne s'étaient pas parlé depuis deux ans" tells of no meeting."""
    verb = cast.doc[mention.head]
    if not factuality.is_negated(verb) or not syntax.is_past(verb):
        return False
    _, end = cast.parsed.sentence(mention.head)
    return any(t.lower_ in words("never") for t in cast.doc[mention.first : min(end, mention.head + 6)])


def _clause_stop(verb: Token, first: int, end: int) -> int:
    """How far the complements of a verb reach: to the next finite verb or full stop."""
    scrap = first
    for i in range(first, end):
        token = verb.doc[i]
        if i < scrap:
            continue
        scrap = past_scrap(verb.doc, i, end) if token.text == "«" else i
        if token.text in STOPS and scrap == i and not (token.text == "«" and i == first):
            return i
        if is_name(token):
            continue
        if token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite":
            return i
        linked = is_only(verb, i) or as_well(token)
        if token.lower_ in ("dont", "où", "alors", "tandis", *QUE) and not linked:
            return i
    return end


def _others(cast: Cast, verb: Token, frames: tuple[str, ...], first: int, stop: int, mention: Mention) -> Ids | None:
    """The parties that a verb's complements tell, by its frames; None where it cannot mean a meeting."""
    if mention.kind == "talks" and (_said_of_noun(verb) or (syntax.is_passive(verb) and "par" not in frames)):
        return None
    passive = meeting_words.is_caused(verb) or (syntax.is_passive(verb) and not syntax.reflexive(verb))
    for frame in frames:
        found: Ids = ()
        mention.frame = frame
        if frame == "object" and not passive:
            found = () if _of_a_thing(cast, verb, first, stop) else cast.object(verb, stop)
        elif frame == "par" and passive:
            found = cast.after(BY, first, stop, commas=True)
            found = () if _welcomed(cast, verb, first, stop, found) else found
        elif frame in ("avec", "hours") and not (frame == "avec" and _swaps(verb, first, stop)):
            company = WITH | words("company") if frame == "hours" else WITH
            found = cast.after(company, first, _before_other(cast, first, stop), commas=True) or cast.led(verb, WITH)
        elif frame == "à":
            told = cast.after(TO, cast.past_aside(first, TO), stop, gap=2)
            found = tuple(e for e in told if cast.can_travel(e) or cast.get(e).kind == "group")
            found = found or cast.clitic(verb) or cast.led(verb, TO)
        elif frame == "de":
            found = cast.after(OF, cast.past_aside(first, OF), _before_other(cast, first, stop), gap=2)
        elif frame == "destination" and ("expected" not in frames or passive):
            found = destination(cast, first, _verb_stop(verb, first, stop)) or cast.whereto(verb, mention.first)
            found = found or _understood(cast, verb, first, mention)
        elif frame == "sent":
            found = destination(cast, first, stop) or cast.whereto(verb, mention.first)
        elif frame == "event":
            found = event_abroad(cast, verb, first, stop, mention)
        elif frame == "entre":
            named = (m for m in cast.outer(first, stop) if m.form == "name")
            found = tuple(e for m in named for e in m.entities if not cast.can_travel(e))
        elif frame == "visited" and not passive:
            found = places(cast, first, stop)
        elif frame == "stays":
            found = stay(cast, verb, stop)
        elif frame == "phone":
            found = cast.object(verb, stop)
            mention.kind = "call"
        elif frame == "seen" and not passive:
            found = () if _of_a_thing(cast, verb, first, stop) else cast.object(verb, stop)
        elif frame == "carried":
            there = OF | frozenset({"en"}) if "returns" in frames else TOWARDS
            found = destination(cast, first, stop, there) if _carries(cast, verb, mention) else ()
            if not found:
                return None
        elif frame == "returns":
            found = destination(cast, first, stop, OF | frozenset({"en", "à"}))
        elif frame == "headed":
            found = destination(cast, first, stop, TOWARDS | {"sur"})
        elif frame == "leaves":
            found = destination(cast, first, stop, _LEAVING)
        elif frame == "gathers" and not passive:
            found = cast.object(verb, stop)
            return found or None
        if found:
            return found
    return _partyless(cast, verb, frames, first, stop, mention, passive=passive)


def _partyless(
    cast: Cast, verb: Token, frames: tuple[str, ...], first: int, stop: int, mention: Mention, *, passive: bool
) -> Ids | None:
    """What a verb with no party among its complements still tells: where somebody is received, or that several meet."""
    if passive and "par" in frames:
        seat = destination(cast, first, stop)
        mention.need, mention.kind, mention.frame = "trip", "visit", "destination"
        if seat and cast.get(seat[0]).kind == "organization" and not verb.lemma_.startswith("accueil"):
            mention.need, mention.kind, mention.frame = "sides", "meeting", "par"  # "a été reçu à l'Élysée"
        return seat or None
    if "gathers" in frames and (_gathered(verb) if _loose(verb) else passive):
        mention.frame = "plural"
        return ()
    if frames[0] == "hours" or (frames[0] == "parted" and syntax.form(syntax.finite(verb)) == "finite"):
        mention.frame = "plural"
        return ()
    if frames[-1] == "together" and _together(cast, verb):
        mention.frame = "plural"
        return ()
    of_things = _swaps(verb, first, stop) or (mention.kind == "meeting" and _has_object(verb, first))
    if "plural" in frames and not _loose(verb) and not of_things:
        mention.frame = "plural"
        return ()
    mention.frame = frames[0]
    return None


def _welcomed(cast: Cast, verb: Token, first: int, stop: int, hosts: Ids) -> bool:
    """Is it a guest who is met on arrival ("accueilli à l'aéroport par le gouverneur"), not by his peer?"""
    if not verb.lemma_.startswith("accueil") or words("arrival").isdisjoint(cast.lower[first:stop]):
        return False
    guests = {cast.get(p).office for p in cast.subject(verb)}
    return not any(cast.is_counterpart(p) or cast.get(p).office in guests for p in hosts)


def further_stops(cast: Cast, trip: Mention) -> list[Mention]:
    """The further stops of a journey: each a visit of its own where it has its own day ("et mardi à Tunis")."""
    if not trip.verbal or trip.need != "trip" or len(trip.parties) < 2 or trip.frame not in ("destination", "stays"):
        return []
    found: list[Mention] = []
    stop = _clause_stop(cast.doc[trip.head], trip.stop, cast.parsed.sentence(trip.head)[1])
    i = trip.stop
    while i < stop:
        if cast.doc[i].lower_ in marks("then"):
            host = destination(cast, i + 1, min(stop, i + 8))
            near = cast.lower[i - 1 : min(stop, i + 10)]
            if host and host[0] not in trip.parties and not words("day") & set(near):
                trip.parties, trip.stop = (*trip.parties, *host), end_of(cast, host, i + 1, stop)
            elif host and host[0] not in trip.parties:
                more = replace(trip, first=i, stop=end_of(cast, host, i + 1, stop))
                more.parties = (*(p for p in trip.parties if cast.can_travel(p)), *host)
                found.append(more)
                i = more.stop
        i += 1
    return found


def _told_by(cast: Cast, frame: str, first: int, stop: int) -> bool:
    """Do the words tell that it was by telephone, or that it took its time, as the frame asks?"""
    near = set(cast.lower[first:stop])
    if frame == "phone":
        return bool(near & _BY_PHONE)
    if frame == "table":
        return "table" in near and "sur" not in near
    return bool(near & words("hours")) and bool(near & (WITH | words("together") | words("company")))


def _rings(cast: Cast, verb: Token, hit: Hit, stop: int) -> bool:
    """Does "appeler" alone mean a call: somebody by name or office whom one asks nothing ("a appelé le roi samedi")?"""
    told = syntax.auxiliary(verb) is not None or syntax.form(verb) == "infinitive" or verb.lower_.endswith(FUTURE)
    if "rings" not in hit.row["frame"] or not told or syntax.is_passive(verb) or syntax.reflexive(verb):
        return False
    asks = next((i for i in range(hit.stop, stop) if cast.lower[i] == "pour"), stop)
    if TO & set(cast.lower[hit.stop : asks]) or cast.lower[stop : stop + 1] == ["«"]:
        return False
    called = cast.listed(hit.stop, stop, gap=3)
    return bool(called) and all(cast.is_person(e) and cast.who.number(e) != "p" for e in called)


def _gathered(verb: Token) -> bool:
    """Does a participle tell of those who meet ("Réunis à Oslo, les ministres …")?"""
    apart = verb.is_sent_start or verb.doc[verb.i - 1].text == ","
    return _loose(verb) and apart and verb.lower_.endswith("s")


def _together(cast: Cast, verb: Token) -> bool:
    """Do persons of two sides do what is done face to face ("Le roi et le ministre grec ont évoqué la pêche")?"""
    if _loose(verb) or syntax.is_passive(verb) or not syntax.is_past(verb):
        return False
    doers = cast.subject(verb)
    return len(cast.sides(doers)) > 1 and all(cast.is_person(p) for p in doers)


def _swaps(verb: Token, first: int, stop: int) -> bool:
    """ "Ont échangé avec le gouvernement une liste": something changes hands."""
    if syntax.infinitive(verb) not in words("swap"):
        return False
    told = (t.lower_ for t in verb.doc[first:stop])
    return not words("swapped").isdisjoint(takewhile(lambda word: word not in words("about"), told))


def _of_a_thing(cast: Cast, verb: Token, first: int, stop: int) -> bool:
    """Is it a thing that is seen ("revoir sa position", "en voir")?"""
    after = verb.doc[first] if first < stop else verb
    if after.lower_ == "en":
        return cast.lower[first + 1] not in words("received") and not cast.lower[first + 1].isdigit()
    if syntax.is_adverb(after) and first + 1 < stop:
        first, after = first + 1, verb.doc[first + 1]
    near = verb.doc[first + 1 : min(stop, first + 3)]
    noun = next((t for t in near if t.pos_ in ("NOUN", "PROPN", "NUM")), None)
    led = after.pos_ == "DET" or after.lower_ in ("de", "d'")
    if not led or noun is None or noun.pos_ != "NOUN" or noun.dep_ in ("obl:mod", "obl:tmod"):
        return False
    if noun.lower_ in words("time") and (cast.fronted(verb) or cast.object(verb, stop)):
        return False
    return cast.who.at(noun.i) is None and not cast.means_guest(noun.i)


def _carries(cast: Cast, verb: Token, mention: Mention) -> bool:
    """Is it an aircraft or a journey that takes somebody there ("l'avion qui le ramenait de")?"""
    start, _ = cast.parsed.sentence(verb.i)
    near = cast.lower[max(start, mention.first - 9) : mention.first]
    return bool(words("carrier") & set(near))


def _has_object(verb: Token, first: int) -> bool:
    """Does a verb take something as its object right after its own words ("ont échangé des tirs")?"""
    return any(c.dep_ == "obj" and c.i >= first and c.pos_ == "NOUN" for c in verb.children) and (
        verb.doc[min(first, len(verb.doc) - 1)].pos_ == "DET"
    )


def _loose(verb: Token) -> bool:
    """A participle that is said of a noun ("un accord négocié")."""
    return syntax.form(verb) == "participle" and syntax.auxiliary(verb) is None


def _understood(cast: Cast, verb: Token, first: int, mention: Mention) -> Ids:
    """The place named last, where somebody of rank does or does not go to it ("Le président chinois n'ira pas")."""
    alone = first >= len(cast.lower) or cast.doc[first].text in (".", ",", ";", "»") or cast.lower[first] == "pas"
    going = mention.phrase
    told = going in words("understood") and (alone or first - mention.head > 1)
    told = told and cast.lower[min(first, len(cast.lower) - 1)] not in OF
    told = told and (" " in going or factuality.is_negated(verb) or verb.lower_.endswith(FUTURE))
    who = cast.subject(verb) if told else ()
    if not any(cast.is_person(e) and cast.side(e) for e in who):
        return ()
    return cast.place_before(mention.first)


def _said_of_noun(verb: Token) -> bool:
    """Is this a participle right after what it is said of ("un accord historique négocié par")?"""
    before = verb.doc[verb.i - 1] if verb.i else None
    participle = verb.lower_.endswith(("é", "és", "ée", "ées"))
    return before is not None and participle and before.pos_ in ("NOUN", "ADJ", "PROPN")


def _is_from(verb: Token) -> bool:
    """ "Partir" in "à partir de lundi"."""
    return verb.lower_ == "partir" and verb.doc[verb.i - 1].lower_ == "à" and verb.doc[verb.i + 1].lower_ in OF


def _verb_stop(verb: Token, first: int, stop: int) -> int:
    """Where another verb starts ("allait apporter son aide à Kinshasa" is no journey)."""
    verbs = (i for i in range(first, stop) if verb.doc[i].pos_ == "VERB" and not _is_from(verb.doc[i]))
    return next((i for i in verbs if verb.doc[i - 1].lower_ != "comme"), stop)


def _before_other(cast: Cast, first: int, stop: int) -> int:
    """Where words lead into another meeting ("a parlé de pêche lors d'une rencontre avec son homologue")."""
    leads = (i for i in range(first, stop) if cast.doc[i].lower_ in marks("lead"))
    return next((i for i in leads if not _aside(cast, i, stop)), stop)


def _aside(cast: Cast, lead: int, stop: int) -> bool:
    """Do they stand between commas, after which the verb's company is told ("discutera, lors de sa visite, avec X")?"""
    if words("margin") & set(cast.lower[lead : lead + 2]):
        named = next((m for m in cast.outer(lead, stop) if m.first > lead + 1), None)
        after = cast.lower[named.stop : named.stop + 2] if named is not None else []
        return bool(WITH & set(after[:1] if after[:1] != [","] else after))  # "en marge du G20 avec X"
    close = next((i for i in range(lead + 1, stop - 1) if cast.lower[i] == ","), stop)
    return close < stop and "," in cast.lower[lead - 2 : lead] and cast.lower[close + 1] in WITH
