"""Nouns that name a meeting, with the parties that their own words tell: "entre X et Y", "leur rencontre", "du G7"."""

from __future__ import annotations

from pourparlers.reading import syntax
from pourparlers.reading.meetings.clauses import attendee, from_clause, from_relative, mediators
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.sides import demonyms
from pourparlers.reading.meetings.trips import owner, trip_noun
from pourparlers.reading.meetings.types import (
    BETWEEN,
    BY,
    OF,
    QUE,
    STOPS,
    TO,
    WITH,
    Mention,
    as_well,
    end_of,
    governing_verb,
    is_name,
    kind_of,
    past_scrap,
)
from pourparlers.reading.meetings.words import Hit, marks, words
from pourparlers.reading.tokens import Doc, Token

_NEAR = 14
_ASIDE = 9
_GENDER = {"celui": ["Masc"], "celle": ["Fem"]}


def with_pronouns(cast: Cast, nouns: list[Hit]) -> list[Hit]:
    """Also "celui du Mercosur", "celle de 2004": a pronoun that stands for the noun before it."""
    out = list(nouns)
    for i, word in enumerate(cast.lower[:-1]):
        if word not in _GENDER:
            continue
        token = cast.doc[i]
        before = [
            h for h in nouns if h.first < token.i and cast.doc[h.first].morph.get("Gender", []) == _GENDER[token.lower_]
        ]
        near = before and cast.parsed.sentence_of[token.i] - cast.parsed.sentence_of[before[-1].first] <= 1
        if near and cast.doc[token.i + 1].lower_ in OF | BETWEEN:
            out.append(Hit(token.i, token.i + 1, before[-1].row, before[-1].rule))
    return out


def may_name(token: Token, hit: Hit) -> bool:
    """May this noun name a meeting, as the tagger and the word before it tell?"""
    led = token.doc[token.i - 1].lower_ if token.i else ""
    if hit.stop - hit.first > 1:
        return led not in ("en", "à") or hit.row["kind"] == "visit"
    manner = (led in words("manner") or (led == "à" and token.pos_ != "PROPN")) and hit.row["kind"] != "visit"
    manner = manner or (hit.row["need"] == "told" and led in OF)
    if token.pos_ == "ADJ" and not (token.i and token.doc[token.i - 1].pos_ == "DET"):
        return False
    return token.pos_ not in ("VERB", "AUX", "ADV") and not manner


def read_noun(cast: Cast, hit: Hit) -> Mention:
    """The mention that a noun makes, with the parties that its words and its clause tell."""
    doc = cast.doc
    start, end = cast.parsed.sentence(hit.first)
    first = _phrase_start(doc[hit.first], start)
    reach = _phrase_stop(doc[hit.first], hit.stop, end)
    mention = Mention(first, hit.stop, hit.first, kind_of(hit), hit.row["need"], "", hit)
    mention.definite, mention.fresh = _definiteness(doc, first, hit.first, reach)
    if _is_what_was_told(doc, first, start):
        mention.definite, mention.fresh = "demonstrative", ""
    told_from = _past_aside(cast, hit.stop, reach)
    if mention.need.startswith("trip"):
        trip_noun(cast, mention, told_from, reach)
    else:
        _meeting_noun(cast, mention, told_from, reach)
    mention.aim = any(t.lower_ in marks("aim") for t in doc[max(start, first - 3) : first])
    if len(cast.sides(mention.parties)) < 2:
        mention.parties = tuple(dict.fromkeys((*mention.parties, *from_relative(cast, mention))))
    if mention.many and not mention.parties:
        mention.parties = cast.speaker(mention.head) or cast.reporter(mention.head)
    if mention.gathering is None and not mention.need.startswith("trip"):
        _of_its_own(cast, mention)
    named = mention.need == "gathering" and mention.definite in ("definite", "demonstrative")
    if mention.gathering is None and mention.phrase.endswith("ministérielle"):
        _attended(cast, mention)
    if mention.topical:
        _brought_together(cast, mention)
    if mention.gathering and mention.gathering in mention.mediators:
        mention.mediators = ()
    if mention.gathering:
        present = [p for p in mention.parties if p != mention.gathering and (cast.is_person(p) or p in mention.hosts)]
        several = cast.is_rank(mention.gathering) or cast.is_collective(mention.gathering)
        mention.parties = (*(() if several else attendee(cast, mention)), *present)
    elif not (named or mention.aim) and len(cast.sides(mention.parties)) < 2:
        if _open_to_clause(cast, mention):
            from_clause(cast, mention)
        elif mention.need == "told" and not mention.parties:
            mention.parties = _said_between(cast, mention)
    elif mention.company and not mention.aim:
        mention.parties = tuple(dict.fromkeys((*_holder(cast, mention), *mention.parties)))
    mention.parties = tuple(dict.fromkeys((*mention.parties, *mention.mediators)))
    if mention.asked_by and mention.parties:
        mention.parties = tuple(dict.fromkeys((*mention.parties, *mention.asked_by)))
    return mention


def _past_aside(cast: Cast, stop: int, reach: int) -> int:
    """Past a day or place between commas, after which a noun's own words go on ("la venue, le 4 avril, du roi")."""
    if stop >= reach or cast.lower[stop] != ",":
        return stop
    close = next((i for i in range(stop + 1, min(reach, stop + _ASIDE)) if cast.lower[i] == ","), stop)
    goes_on = stop < close < reach - 1 and cast.lower[close + 1] in OF | WITH
    return close + 1 if goes_on and not any(t.pos_ == "VERB" for t in cast.doc[stop:close]) else stop


def _open_to_clause(cast: Cast, mention: Mention) -> bool:
    """May the clause tell who meets? Not where the noun's own words must, but for "refuse tout contact avec X"."""
    if mention.kind == "talks" and cast.lower[max(0, mention.first - 1)] == "sur":
        return False  # "ont parlé sur les négociations": what is talked about
    if not mention.need.endswith("told"):
        return True
    if mention.need == "trip told":
        verb = governing_verb(cast.doc[mention.head])
        led = cast.lower[max(0, mention.first - 2) : mention.first]
        passing = mention.phrase in words("stop") and (led[-1:] == ["de"] or bool(set(led) & {"en", *words("lead")}))
        passing = passing and not any(cast.is_person(p) for p in mention.parties)
        return bool(mention.parties) and (passing or (verb is not None and verb.lemma_ in words("make")))
    company = WITH & set(cast.lower[mention.head : mention.stop])
    return bool(mention.parties and company)


def _holder(cast: Cast, mention: Mention) -> Ids:
    """Who has a meeting with those whom "avec" tells, though they are of two sides by themselves ("Le roi a eu un
    entretien avec le président du Tchad et celui du Niger")."""
    verb = governing_verb(cast.doc[mention.head])
    if verb is None or verb.i > mention.head or verb.lemma_ not in words("hold") | words("make"):
        return ()
    return cast.subject(verb)


def _said_between(cast: Cast, mention: Mention) -> Ids:
    """Between whom a noun's verb tells that it was ("Des contacts secrets ont eu lieu entre X et Y")."""
    verb = governing_verb(cast.doc[mention.head])
    if verb is None or verb.i < mention.head:
        return ()
    return cast.after(BETWEEN, verb.i + 1, cast.parsed.sentence(mention.head)[1])


def _of_its_own(cast: Cast, mention: Mention) -> None:
    """A meeting among several of one kind ("la réunion des ambassadeurs", "les chefs d'État du G5 ont tenu …")."""
    parties = mention.parties
    verb = governing_verb(cast.doc[mention.head])
    held = not parties and verb is not None and verb.lemma_ in words("hold") and verb.i < mention.head
    if held and verb is not None:
        parties = cast.subject(verb)
    if len(parties) != 1:
        return
    several = cast.is_collective(parties[0]) or cast.is_rank(parties[0])
    if several or (held and cast.is_multilateral(parties[0])):
        mention.gathering = parties[0]
        mention.kind = "conference" if mention.kind == "meeting" else mention.kind
        mention.kind = "summit" if cast.leads(parties[0]) or cast.leads_union(parties[0]) else mention.kind


def _attended(cast: Cast, mention: Mention) -> None:
    """A conference of which it is only told who takes part in it is known by its own words."""
    verb = governing_verb(cast.doc[mention.head])
    if verb is not None and verb.lemma_ in words("attend") and len(cast.sides(mention.parties)) < 2 and not mention.aim:
        mention.gathering, mention.topical = cast.ensure(mention.hit.first, mention.hit.stop), True


def _brought_together(cast: Cast, mention: Mention) -> None:
    """Name a conference by those who are told to meet for it ("X, Y et Z sont réunis pour une conférence sur …")."""
    verb = governing_verb(cast.doc[mention.head])
    parties = cast.subject(verb) if verb is not None and verb.i < mention.first else ()
    if len(cast.sides(parties)) >= 2:
        mention.gathering, mention.parties = None, parties


def _phrase_start(head: Token, start: int) -> int:
    """Where the noun phrase of a meeting starts: its article, numeral and adjectives."""
    i = head.i
    while i > start and (
        head.doc[i - 1].pos_ in ("DET", "NUM") or (head.doc[i - 1].pos_ == "ADJ" and head.doc[i - 1].head.i == head.i)
    ):
        i -= 1
    return i


def _phrase_stop(head: Token, first: int, end: int) -> int:
    """How far the words reach that may belong to a noun: to the next finite verb, relative pronoun or full stop."""
    scrap = first
    for i in range(first, end):
        token = head.doc[i]
        if i < scrap:
            continue
        if token.text == "«":
            scrap = past_scrap(head.doc, i, end)
            if scrap > i:
                continue
        if token.text in STOPS or (token.lower_ in ("dont", "où", *QUE) and token.pos_ != "ADP" and not as_well(token)):
            return i
        if is_name(token):
            continue
        if token.pos_ in ("VERB", "AUX") and (syntax.form(token) == "finite" or token.lower_ in syntax.auxiliaries()):
            while i > first and head.doc[i - 1].lower_ in syntax.forms("clitic") | syntax.forms("negation"):
                i -= 1
            return i
        if token.lower_ in words("break") and i > first + 1:
            return i
    return end


def _definiteness(doc: Doc, first: int, head: int, reach: int) -> tuple[str, str]:
    words = [doc[i].lower_ for i in range(first, head)]
    near = words + [doc[i].lower_ for i in range(head + 1, min(reach, head + 2))]
    fresh = next((marks("other")[w] for w in near if w in marks("other")), "")
    if any(w in marks("several") for w in words[:2]):
        fresh = "several"
    for word in reversed(words):
        if word in marks("determiner"):
            return marks("determiner")[word], fresh
    if first > 0 and doc[first - 1].lower_ in ("du", "au", "des", "aux"):
        return "definite", fresh
    return "", fresh


def _is_what_was_told(doc: Doc, first: int, start: int) -> bool:
    """Does a noun say of the meeting just told what it is ("Il s'agira de sa première visite", "C'était leur …")?"""
    before = [doc[i].lower_ for i in range(start, first)]
    about = len(before) in (3, 4) and before[:2] == ["il", "s'"] and before[2].startswith("agi")
    this = len(before) == 2 and before[0] in ("ce", "c'") and before[1] in syntax.forms("être")
    return about or this


def _meeting_noun(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """The parties that a noun's own words tell: "entre X et Y", "de X avec Y", "leur rencontre", "du G7"."""
    aegis, mention.mediators = mediators(cast, stop, reach)
    between = cast.after(BETWEEN, stop, min(reach, stop + _NEAR), commas=True, until=reach)
    if not between and stop < reach and cast.lower[stop] in BETWEEN:
        between = cast.these_two(stop + 1, reach)
    if between:
        mention.parties = between
        mention.stop = end_of(cast, between, stop, reach)
        return
    whose = owner(cast, mention)
    company = cast.after(WITH, stop, min(reach, stop + _NEAR + 6), until=reach)
    far = min(reach, stop + 16)
    beyond = next((i for i in range(stop, far) if cast.lower[i] in WITH or cast.lower[i] == ","), far)
    beyond = min(beyond, aegis)
    of = cast.after(OF, stop, min(beyond, stop + 5), gap=4, until=beyond)
    if mention.need == "gathering" and cast.lower[stop : stop + 1] == ["de"] and len(of) == 1:
        of = () if cast.get(of[0]).kind == "state" else of  # "le sommet de Singapour" is one held there
    if of and not company:
        told = end_of(cast, of, stop, reach)
        aside = cast.past_aside(told, WITH)  # "de Lars Holm, ministre de la Pêche, avec"
        if cast.lower[aside : aside + 1] == [","]:
            company = cast.after(WITH, aside + 1, aside + 2, until=cast.parsed.sentence(stop)[1])
    present = cast.after(words("present"), stop, reach) or ()
    mention.hosts = () if present else _hosts(cast, stop, reach)
    present = present or mention.hosts
    whose = whose or _counterpart(cast, stop, reach)
    adjacent = cast.listed(stop, min(reach, stop + 5), gap=0)
    if len(cast.sides(adjacent)) < 2:
        adjacent, hit_stop = _blocs(cast, stop, reach) or _paired(cast, stop, far)
        mention.stop = max(mention.stop, hit_stop)
        mention.kind = "meeting" if adjacent and mention.phrase in words("sitting") else mention.kind
    of = adjacent if len(cast.sides(adjacent)) > len(cast.sides(of)) else of or adjacent
    mention.company = bool(company) and not (whose or of or present)
    mention.parties = tuple(dict.fromkeys((*whose, *of, *company, *present)))
    if mention.parties:
        mention.stop = max(mention.stop, end_of(cast, mention.parties, stop, reach))
    if not mention.parties:
        _among_themselves(cast, mention, stop, reach)
    near = {t.lower_ for t in cast.doc[mention.first : min(reach, stop + 3)]}
    if near & words("phone") and mention.kind in ("meeting", "conference", "talks"):
        mention.kind = "call"
    many = near & set(marks("many")) and not _counts_time(cast, mention.first, min(reach, stop + 4))
    if len(cast.sides(mention.parties)) < 2 and many:
        mention.many = True
    elif many and "trois" in near and len(cast.sides(mention.parties)) == 2:
        third = tuple(p for p in cast.speaker(mention.head) if not cast.sides([p]) & cast.sides(mention.parties))
        mention.parties = (*mention.parties, *third)
    if len(cast.sides(mention.parties)) < 2:
        _gathering(cast, mention, of or whose or mention.mediators, stop, reach)


def _among_themselves(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """Those of one state who talk with each other ("les pourparlers inter-soudanais", "le dialogue intercongolais")."""
    for i in range(stop, min(reach, stop + 5)):
        led = cast.lower[max(0, i - 2) : i]
        people = cast.lower[i] if led in (["inter", "-"], ["intra", "-"]) else cast.lower[i].removeprefix("inter")
        code = demonyms().get(people.removeprefix("-"), "") if people != cast.lower[i] or led[-1:] == ["-"] else ""
        if code:
            mention.stop, state = i + 1, cast.state_of(code)
            party = state or cast.ensure(i, i + 1)
            cast.give(party, code)
            mention.parties, mention.many = (party,), True
            return


def _paired(cast: Cast, first: int, stop: int) -> tuple[Ids, int]:
    """The two states of a double adjective that ends a noun's words ("la commission mixte maroco-gabonaise"), and
    where it ends."""
    paired = (m for m in cast.who.within(first, stop) if len(m.entities) == 2 and "-" in cast.lower[m.first : m.stop])
    pair = next(paired, None)
    bare = pair is not None and not any(
        t.pos_ in ("VERB", "AUX") or t.text == "," or t.lower_ in WITH | TO for t in cast.doc[first : pair.first]
    )
    return (cast.parties(pair.entities), pair.stop) if pair is not None and bare else ((), 0)


def _blocs(cast: Cast, stop: int, reach: int) -> tuple[Ids, int] | None:
    """A state and a part of the world, or two, between which a summit is ("le sommet Russie-Afrique"), and where they
    end."""
    one = cast.who.at(stop) if stop < reach else None
    dash = one.stop if one is not None and one.first == stop else reach
    other = cast.who.at(dash + 1) if dash + 1 < reach and cast.doc[dash].text in "-–—/" else None
    if one is None or other is None or other.first != dash + 1:
        return None
    ids = (one.entities[0], other.entities[0])
    wide = all(cast.get(e).kind in ("state", "place", "organization") for e in ids)
    for e in ids if wide else ():
        cast.give(e, cast.side(e))  # a part of the world may be a party
    return (ids, other.stop) if wide and len(cast.sides(ids)) == 2 else None


def _counts_time(cast: Cast, first: int, stop: int) -> bool:
    """Does a number count days or hours ("une séance de quatre heures"), not those who meet?"""
    numbers = marks("many")
    return any(cast.lower[i] in numbers and cast.lower[i + 1] in words("time") for i in range(first, stop - 1))


def _hosts(cast: Cast, first: int, reach: int) -> Ids:
    """Who holds a meeting and so takes part ("une conférence coprésidée par X et Y"), and to whom it is given ("un
    dîner offert par X à Y")."""
    end = min(reach + 6, cast.parsed.sentence(first - 1)[1])
    i = next((i for i in range(first, end) if cast.lower[i] in words("hosted") | words("given")), end)
    far = min(end + 8, cast.parsed.sentence(first - 1)[1])
    hosts = cast.after(BY, i + 1, min(end, i + 4), gap=3, until=far)
    if not hosts or cast.lower[i] not in words("given"):
        return hosts
    guests = (p for p in cast.after(TO, i + 3, far, gap=2) if cast.is_person(p))
    return tuple(dict.fromkeys((*hosts, *guests)))


def _gathering(cast: Cast, mention: Mention, of: Ids, stop: int, reach: int) -> None:
    """A gathering of many that names no party but itself: "le sommet de la Cédéao", "le G20", "la COP29"."""
    inner = cast.outer(mention.hit.first, mention.hit.stop) if mention.hit.stop - mention.hit.first > 1 else []
    many = next(
        (e for e in (*of, *(e for m in inner for e in m.entities)) if cast.is_multilateral(e) or cast.is_collective(e)),
        None,
    )
    climate = cast.climate_conference() if mention.need == "gathering" else None
    if climate and set(cast.lower[stop : stop + 5]) & words("climate"):
        mention.gathering, mention.kind = climate, "conference"
        return
    if many or mention.need != "gathering":
        mention.gathering = many
        sitting = mention.kind == "meeting" or mention.phrase in words("sitting")
        if many and sitting:
            mention.kind = "summit" if cast.leads_union(many) else "conference"
        return
    name = cast.doc[mention.hit.first : mention.hit.stop]
    called = len(name) > 1 and (any(t.text[0].isupper() for t in name) or mention.definite == "definite")
    if any(t.text[0].isupper() and any(c.isdigit() for c in t.text) for t in name) or called:
        mention.gathering = cast.ensure(mention.hit.first, mention.hit.stop)
    elif stop < reach and cast.lower[stop] in words("region"):
        mention.gathering = cast.ensure(mention.hit.first, stop + 1)
    elif mention.kind != "call":
        _named_by_place(cast, mention, stop, reach)
        if mention.gathering is None and stop < reach and (mention.hosts or _on_a_topic(cast, stop)):
            mention.gathering = cast.ensure(mention.hit.first, _topic_end(cast, stop, reach))
            mention.topical = True


def _on_a_topic(cast: Cast, stop: int) -> bool:
    """Do the words after a conference make it one of states? "Sur" alone does where the article tells of several."""
    near = set(cast.lower[stop : stop + 2]) & words("topic")
    titled = cast.doc[stop - 1].text[0].isupper()
    return bool(near - {"sur"}) or (bool(near) and (titled or cast.abroad))


def _topic_end(cast: Cast, first: int, reach: int) -> int:
    """Where the words end that tell what a conference is about: before a comma, a participle or the place."""
    stop = first + 1
    for i in range(first + 1, min(reach, first + 9)):
        token = cast.doc[i]
        if token.text in (",", "(", ")") or token.pos_ in ("VERB", "AUX") or token.lower_ in ("à", "en", "par"):
            break
        if token.pos_ not in ("ADP", "DET", "CCONJ", "ADV"):
            stop = i + 1
    return stop


def _named_by_place(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """ "Le sommet de Salzbourg", "le sommet extraordinaire de Doha": the gathering is known by its place."""
    while stop < reach - 1 and (cast.doc[stop].pos_ == "ADJ" or cast.doc[stop].text == "-"):
        stop += 1
    for m in cast.outer(stop, min(reach, stop + 5)):
        place = bool(m.entities) and cast.get(m.entities[0]).kind in ("place", "state")
        if place and cast.doc[stop].lower_ in OF and m.first <= stop + 2:
            mention.stop = m.stop
            mention.gathering, mention.placed = cast.ensure(mention.hit.first, m.stop), True
        elif place and cast.doc[m.first - 1].lower_ in ("à", "en", "au") and mention.definite == "definite":
            mention.gathering = cast.ensure(mention.hit.first, mention.hit.stop)
        return


def _counterpart(cast: Cast, first: int, stop: int) -> Ids:
    """Whose "homologue" is meant, and so who is the other party, with that one: "une rencontre avec son homologue"."""
    for i in range(first, stop - 1):
        if cast.doc[i].lower_ in words("owner") and cast.doc[i + 1].lower_.startswith("homologue"):
            owner = cast.parties(cast.who.resolve(i))
            return (*owner, *cast.at(i + 1)) if owner else ()
    return ()
