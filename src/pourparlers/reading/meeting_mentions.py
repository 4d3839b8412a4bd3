"""Mentions of meetings: the nouns and verbs that name one, with the parties, the place and the day that they tell.

A mention is not yet a meeting: ``meeting_merge`` joins those of one meeting and drops those that are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pourparlers.knowledge import tables
from pourparlers.reading import factuality, meeting_words, syntax
from pourparlers.reading.meeting_parties import Cast, Ids
from pourparlers.reading.meeting_words import Hit
from pourparlers.record import Place
from pourparlers.vocabulary import MeetingKind

_WITH = frozenset({"avec"})
_BETWEEN = frozenset({"entre"})
_OF = frozenset({"de", "d'", "du", "des"})
_TO = frozenset({"à", "au", "aux"})
_BY = frozenset({"par"})
_HOST = frozenset({"chez"})
_PRESENT = frozenset({"présence", "réunissant", "rassemblant", "réunissent", "réunit", "réunira", "associant"})
_TOWARDS = frozenset({"à", "au", "aux", "en", "pour", "vers", "dans", "chez"})
_FROM = frozenset({"de", "d'", "du", "des"})
_PHONE = frozenset({"téléphone", "téléphonique", "fil", "visioconférence", "vidéo"})
_STOPS = frozenset({".", "!", "?", ";", ":", "»", "«"})
_NEAR = 14


@dataclass(slots=True)
class Mention:
    """A noun or verb that names a meeting. ``parties`` are those that these words tell; ``guest`` and ``host`` are set
    for visits. ``aim`` is set where another meeting prepares it, ``many`` where it is told to be of more than two sides.
    ``plural`` marks a verb whose subject names several without saying who ("les experts se retrouveront").
    ``fresh`` marks one that is told apart from others ("une seconde rencontre")."""

    first: int
    stop: int
    head: int
    kind: MeetingKind
    need: str
    frame: str
    hit: Hit
    parties: Ids = ()
    place: Place | None = None
    date: str | None = None
    definite: str = ""
    fresh: str = ""
    gathering: str | None = None
    many: bool = False
    aim: bool = False
    plural: bool = False

    @property
    def rule(self) -> str:
        """The table row that finds it."""
        return self.hit.rule

    @property
    def verbal(self) -> bool:
        """Is it a verb?"""
        return bool(self.frame)


def find(cast: Cast) -> list[Mention]:
    """All the words of an article that may name a meeting, in the order of the text."""
    nouns = [h for h in meeting_words.nouns().hits(cast.doc) if _is_noun(cast.doc[h.first], h)]
    found = [_noun(cast, hit) for hit in _with_pronouns(cast, nouns)]
    found += [m for hit in meeting_words.verbs().hits(cast.doc) for m in [_verb(cast, hit)] if m and not _never(cast, m)]
    found.sort(key=lambda m: (m.head, m.first))
    _gather(cast, found)
    kept = [m for m in found if not _excluded(cast, m) and not _in_name(cast, m)]
    return [m for m in kept if not any(_inside(m, other) or _hosts_gathering(m, other) for other in kept)]


def _gather(cast: Cast, found: list[Mention]) -> None:
    """Give a noun the parties that a verb says it brings together ("le sommet qui réunira …"); the verb is no other."""
    for verb in [m for m in found if m.frame == "gathers"]:
        sentence = cast.parsed.sentence_of[verb.head]
        nouns = [m for m in found if not m.verbal and m.head < verb.head]
        noun = next((m for m in reversed(nouns) if cast.parsed.sentence_of[m.head] == sentence), None)
        if noun is None:
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
    around = [m for m in cast.outer(max(0, mention.head - 8), mention.head + 8) if m.first < mention.head < m.stop]
    return any(cast.is_person(e) for m in around for e in m.entities)


def _inside(mention: Mention, other: Mention) -> bool:
    """Is a noun part of the words of another mention ("réunion des ministres du G8", "ont rendez-vous")?"""
    if mention is other or mention.verbal:
        return False
    if other.verbal:
        return other.hit.first <= mention.head < other.hit.stop
    return other.head < mention.head < other.stop and mention.need == "gathering"


def _hosts_gathering(mention: Mention, other: Mention) -> bool:
    """Does a verb take a gathering as its object ("accueillir le G7"), which is the meeting itself?"""
    return mention.verbal and other.need == "gathering" and mention.head < other.head < mention.stop


# Nouns


def _with_pronouns(cast: Cast, nouns: list[Hit]) -> list[Hit]:
    """Also "celui du Mercosur", "celle de 2004": a pronoun that stands for the noun before it."""
    out = list(nouns)
    for token in cast.doc:
        if token.lower_ not in ("celui", "celle") or token.i + 1 >= len(cast.doc):
            continue
        before = [h for h in nouns if h.first < token.i and cast.doc[h.first].morph.get("Gender") == _GENDER[token.lower_]]
        near = before and cast.parsed.sentence_of[token.i] - cast.parsed.sentence_of[before[-1].first] <= 1
        if near and cast.doc[token.i + 1].lower_ in _OF | _BETWEEN:
            out.append(Hit(token.i, token.i + 1, before[-1].row, before[-1].rule))
    return out


_GENDER = {"celui": ["Masc"], "celle": ["Fem"]}


def _is_noun(token: Token, hit: Hit) -> bool:
    if hit.stop - hit.first > 1:
        return True
    led = token.doc[token.i - 1].lower_ if token.i else ""
    manner = led in ("en", "comme", "-", "par", "via") and hit.row["kind"] != "visit"
    return token.pos_ not in ("VERB", "AUX", "ADV", "ADJ") and not manner


def _noun(cast: Cast, hit: Hit) -> Mention:
    doc = cast.doc
    start, end = cast.parsed.sentence(hit.first)
    first = _phrase_start(doc[hit.first], start)
    reach = _phrase_stop(doc[hit.first], hit.stop, end)
    mention = Mention(first, hit.stop, hit.first, _kind(hit), hit.row["need"], "", hit)
    mention.definite, mention.fresh = _definiteness(doc, first, hit.first, reach)
    if mention.need.startswith("trip"):
        _trip_noun(cast, mention, hit.stop, reach)
    else:
        _meeting_noun(cast, mention, hit.stop, reach)
    mention.aim = any(t.lower_ in marks("aim") for t in doc[max(start, first - 3) : first])
    if len(cast.sides(mention.parties)) < 2:
        mention.parties = tuple(dict.fromkeys((*mention.parties, *_from_relative(cast, mention))))
    if mention.many and not mention.parties:
        mention.parties = cast.speaker(mention.head) or cast.reporter(mention.head)
    named = mention.need == "gathering" and mention.definite in ("definite", "demonstrative")
    if mention.gathering:
        mention.parties = (*_attendee(cast, mention), *(p for p in mention.parties if p != mention.gathering))
    elif not (named or mention.aim) and len(cast.sides(mention.parties)) < 2 and not mention.need.endswith("told"):
        _from_clause(cast, mention)
    return mention


def _kind(hit: Hit) -> MeetingKind:
    return hit.row["kind"]  # type: ignore[return-value]


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
    depth = 0
    for i in range(first, end):
        token = head.doc[i]
        depth += token.text == "("
        if token.text in _STOPS or (token.lower_ in ("qui", "que", "qu'", "dont", "où") and token.pos_ != "ADP"):
            return i
        if token.pos_ in ("VERB", "AUX") and (syntax.form(token) == "finite" or token.lower_ in syntax.auxiliaries()):
            while i > first and head.doc[i - 1].lower_ in syntax.forms("clitic") | syntax.forms("negation"):
                i -= 1
            return i
        if token.lower_ in ("après", "lors", "avant", "alors") and i > first + 1:
            return i
    return end


def _definiteness(doc: object, first: int, head: int, reach: int) -> tuple[str, str]:
    words = [doc[i].lower_ for i in range(first, head)]  # type: ignore[index]
    near = words + [doc[i].lower_ for i in range(head + 1, min(reach, head + 2)) if doc[i].pos_ == "ADJ"]  # type: ignore[index]
    fresh = next((_freshness()[w] for w in near if w in _freshness()), "")
    if any(w in marks("several") for w in words[:2]):
        fresh = "several"
    for word in reversed(words):
        if word in _determiners():
            return _determiners()[word], fresh
    if first > 0 and doc[first - 1].lower_ in ("du", "au", "des", "aux"):  # type: ignore[index]
        return "definite", fresh
    return "", fresh


def _determiners() -> dict[str, str]:
    return marks("determiner")


def _freshness() -> dict[str, str]:
    return marks("other")


@cache
def marks(kind: str) -> dict[str, str]:
    """The words of one class of ``fr/meeting_marks.tsv``, with their values."""
    return {
        word: row["value"]
        for row in tables.rows("fr/meeting_marks.tsv")
        if row["class"] == kind
        for word in tables.values(row["words"])
    }


def _meeting_noun(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """The parties that a noun's own words tell: "entre X et Y", "de X avec Y", "leur rencontre", "du G7"."""
    between = cast.after(_BETWEEN, stop, min(reach, stop + _NEAR), commas=True, until=reach)
    if between:
        mention.parties = between
        mention.stop = _end_of(cast, between, stop, reach)
        return
    owner = _owner(cast, mention)
    company = cast.after(_WITH, stop, min(reach, stop + _NEAR + 6), until=reach)
    of = cast.after(_OF, stop, min(reach, stop + 5), gap=4)
    present = cast.after(_PRESENT, stop, reach)
    owner = owner or _counterpart(cast, stop, reach)
    adjacent = cast.listed(stop, min(reach, stop + 5), gap=2)
    mention.parties = tuple(dict.fromkeys((*owner, *(of or adjacent), *company, *present)))
    if mention.parties:
        mention.stop = _end_of(cast, mention.parties, stop, reach)
    near = {t.lower_ for t in cast.doc[mention.first : min(reach, stop + 3)]}
    if len(cast.sides(mention.parties)) < 2 and near & set(marks("many")):
        mention.many = True
    if len(cast.sides(mention.parties)) < 2:
        _gathering(cast, mention, of, stop, reach)


def _gathering(cast: Cast, mention: Mention, of: Ids, stop: int, reach: int) -> None:
    """A gathering of many that names no party but itself: "le sommet de la Cédéao", "le G20", "la COP29"."""
    inner = cast.outer(mention.hit.first, mention.hit.stop) if mention.hit.stop - mention.hit.first > 1 else []
    many = next((e for e in (*of, *(e for m in inner for e in m.entities)) if cast.is_multilateral(e)), None)
    if many or mention.need != "gathering":
        mention.gathering = many
        if many:
            mention.kind = "conference" if mention.kind == "meeting" else mention.kind
        return
    words = cast.doc[mention.hit.first : mention.hit.stop]
    if any(t.text[0].isupper() and any(c.isdigit() for c in t.text) for t in words) or len(words) > 1:
        mention.gathering = cast.ensure(mention.hit.first, mention.hit.stop)
    elif mention.kind != "call":
        _named_by_place(cast, mention, stop, reach)
        if mention.gathering is None and stop < reach and {t.lower_ for t in cast.doc[stop : stop + 2]} & set(marks("topic")):
            mention.gathering = cast.ensure(mention.hit.first, min(reach, stop + 4))


def _named_by_place(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """ "Le sommet de Salzbourg": the gathering is known by its place."""
    for m in cast.outer(stop, min(reach, stop + 5)):
        place = bool(m.entities) and cast.get(m.entities[0]).kind in ("place", "state")
        if place and cast.doc[stop].lower_ in _OF and m.first <= stop + 2:
            mention.stop = m.stop
            mention.gathering = cast.ensure(mention.hit.first, m.stop)
        elif place and cast.doc[m.first - 1].lower_ in ("à", "en", "au") and mention.definite == "definite":
            mention.gathering = cast.ensure(mention.hit.first, mention.hit.stop)
        return


def _owner(cast: Cast, mention: Mention) -> Ids:
    """Whose meeting it is, by "sa", "son", "leur"."""
    for i in range(mention.first, mention.head):
        if cast.doc[i].lower_ in ("sa", "son", "ses", "leur", "leurs"):
            return cast.parties(cast.who.resolve(i))
    return ()


def _counterpart(cast: Cast, first: int, stop: int) -> Ids:
    """Whose "homologue" is meant, and so who is the other party: "une rencontre avec son homologue"."""
    for i in range(first, stop - 1):
        if cast.doc[i].lower_ in ("son", "sa", "leur", "ses", "leurs") and cast.doc[i + 1].lower_.startswith("homologue"):
            return cast.parties(cast.who.resolve(i))
    return ()


def _end_of(cast: Cast, parties: Ids, first: int, reach: int) -> int:
    stop = first
    for m in cast.outer(first, reach):
        if set(m.entities) & set(parties):
            stop = m.stop
    return stop


def _trip_noun(cast: Cast, mention: Mention, stop: int, reach: int) -> None:
    """Who goes where: "la visite de X à Y", "sa visite en Y", "X, en visite à Y"."""
    guest = _owner(cast, mention) or cast.after(_OF, stop, min(reach, stop + _NEAR), gap=3)
    host = _destination(cast, stop, min(reach, stop + _NEAR + 6))
    mention.parties = tuple(dict.fromkeys((*guest, *host)))


def _destination(cast: Cast, first: int, stop: int, words: frozenset[str] = _TOWARDS) -> Ids:
    """The state that a journey goes to, as the entity of the place (or the person "chez" whom) it names."""
    for i in range(first, stop):
        if cast.doc[i].lower_ not in words:
            continue
        for m in cast.outer(i + 1, min(stop, i + 4)):
            if m.form == "possessive" or not all(t.pos_ in ("DET", "ADP") for t in cast.doc[i + 1 : m.first]):
                break
            entity = m.entities[0] if m.entities else None
            if entity and (cast.get(entity).kind in ("place", "state", "organization") or words is _HOST
                           or cast.doc[i].lower_ == "chez"):
                return (entity,)
            break
    return ()


def _from_relative(cast: Cast, mention: Mention) -> Ids:
    """Parties that a relative clause tells: "qui doit réunir X et Y", "que devaient tenir X et Y"."""
    noun = cast.doc[mention.head]
    root = next((c for c in noun.children if c.dep_ == "acl:relcl" and c.i > noun.i), None)
    if root is None:
        return ()
    stop = _phrase_end(root, cast.parsed.sentence(noun.i)[1])
    words = [t for t in cast.doc[noun.i + 1 : root.i + 1] if t.lower_ in ("qui", "que", "qu'")]
    if words and words[0].lower_ == "qui":
        verb = next((t for t in cast.doc[words[0].i : stop] if t.lower_ in _gathering_verbs()), None)
        return cast.object(verb, stop) if verb is not None else ()
    found = max(cast.subject(root), cast.object(root, stop), key=lambda ids: len(cast.sides(ids)))
    if mention.need.startswith("trip"):
        found = (*found, *_destination(cast, root.i + 1, stop))
    return found if found and words else ()


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


def _attendee(cast: Cast, mention: Mention) -> Ids:
    """Who is told to be at a gathering: the subject of its clause, if that is one party."""
    verb = governing_verb(cast.doc[mention.head])
    if verb is None or verb.head.i == mention.head:
        return ()
    subject = cast.speaker(mention.head) or cast.subject(verb)
    return subject if len(subject) == 1 and cast.side(subject[0]) and subject[0] != mention.gathering else ()


def _from_clause(cast: Cast, mention: Mention) -> None:
    """Parties that the clause around a noun tells: "X a eu un entretien avec Y", "en visite à Y, X a dit"."""
    verb = governing_verb(cast.doc[mention.head])
    known_by_now = mention.definite in ("definite", "demonstrative") and not mention.parties
    subject = () if known_by_now else cast.speaker(mention.head)
    if verb is None and not subject:
        return
    verb = verb or cast.doc[mention.head]
    subject = subject or cast.subject(verb)
    if mention.need == "trip":
        start, end = cast.parsed.sentence(mention.head)
        host = mention.parties or _destination(cast, max(start, min(verb.i, mention.first)), end)
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
            cast.after(_TO | _BY, min(mention.stop, end), min(mention.stop + 8, end), gap=2)
            or cast.after(_TO | _WITH, low, high)
            or (verb.i > mention.head and cast.after(_BETWEEN | _WITH, verb.i, end))
            or (mention.parties and not subject and cast.reporter(mention.head))
            or ()
        )
        if len(cast.sides(extra)) >= 2:
            known = mention.parties
    mention.parties = tuple(dict.fromkeys((*known, *extra)))


def governing_verb(noun: Token) -> Token | None:
    """The verb whose subject, object or complement a noun is."""
    step = noun
    for _ in range(5):
        if step.head.i == step.i or step.dep_ in ("acl:relcl",):
            return None
        step = step.head
        if step.pos_ in ("VERB", "AUX"):
            return step
    return None


# Verbs


def _verb(cast: Cast, hit: Hit) -> Mention | None:
    verb = cast.doc[hit.first]
    frames = tables.values(hit.row["frame"])
    first, (_, end) = syntax.group_start(verb), cast.parsed.sentence(hit.first)
    stop = _clause_stop(verb, hit.stop, end)
    need = "trip" if {"destination", "visited", "stays", "returns", "expected"} & set(frames) else "sides"
    mention = Mention(min(first, hit.first), hit.stop, hit.first, _kind(hit), need, frames[0], hit)
    subject = cast.subject(verb)
    others = _others(cast, verb, frames, hit.stop, stop, mention)
    above = syntax.governor(verb)
    if others is None and above is not None and above.i < verb.i and need == "sides":
        others = cast.listed(above.i + 1, verb.i)
    if not others and mention.frame != "plural":
        return None
    others = others or ()
    if mention.frame == "par":
        subject, others = others, subject
    mention.parties = tuple(dict.fromkeys((*subject, *others)))
    if mention.frame == "plural" and len(cast.sides(mention.parties)) < 2:
        mention.gathering = next((p for p in subject if cast.is_multilateral(p)), None)
        mention.kind = "conference" if mention.gathering else mention.kind
        mention.plural = hit.rule.rsplit(":", 1)[-1].startswith("se ") and syntax.form(verb) != "gerund"
    mention.stop = max(mention.stop, _end_of(cast, others, hit.stop, stop))
    if need == "sides" and any(t.lower_ in _PHONE for t in cast.doc[hit.stop : stop]):
        mention.kind = "call"
    if need == "trip" and not (others and any(cast.can_travel(p) for p in subject)):
        return None
    if frames[0] == "gathers" and _loose(verb):
        return None
    return mention


def _never(cast: Cast, mention: Mention) -> bool:
    """ "Ils ne s'étaient pas parlé depuis deux ans" tells of no meeting."""
    verb = cast.doc[mention.head]
    if not factuality.is_negated(verb) or not syntax.is_past(verb):
        return False
    _, end = cast.parsed.sentence(mention.head)
    return any(t.lower_ in ("depuis", "jamais") for t in cast.doc[mention.first : min(end, mention.head + 6)])


def _clause_stop(verb: Token, first: int, end: int) -> int:
    """How far the complements of a verb reach: to the next finite verb or full stop."""
    for i in range(first, end):
        token = verb.doc[i]
        if token.text in _STOPS:
            return i
        if token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite":
            return i
        if token.lower_ in ("qui", "que", "qu'", "dont", "où", "alors", "tandis"):
            return i
    return end


def _others(cast: Cast, verb: Token, frames: tuple[str, ...], first: int, stop: int, mention: Mention) -> Ids | None:
    """The parties that a verb's complements tell, by its frames; None where it cannot mean a meeting."""
    passive = syntax.is_passive(verb) and not syntax.reflexive(verb)
    for frame in frames:
        found: Ids = ()
        mention.frame = frame
        if frame in ("object", "host") and not passive:
            found = cast.object(verb, stop)
        elif frame == "par" and passive:
            found = cast.after(_BY, first, stop, commas=True)
        elif frame == "avec":
            found = cast.after(_WITH, first, stop, commas=True)
        elif frame == "à":
            found = cast.after(_TO, first, stop, gap=2) or cast.clitic(verb)
        elif frame == "de":
            found = cast.after(_OF, first, stop, gap=2)
        elif frame == "destination" and ("expected" not in frames or passive):
            found = _destination(cast, first, _verb_stop(verb, first, stop))
        elif frame == "visited" and not passive:
            found = _places(cast, first, stop)
        elif frame == "stays":
            found = _stay(cast, verb, stop)
        elif frame == "phone":
            near = {t.lower_ for t in cast.doc[first:stop]}
            found = cast.object(verb, stop) if near & _PHONE else ()
        elif frame == "seen":
            found = () if "en" in {t.lower_ for t in cast.doc[first : first + 2]} else cast.object(verb, stop)
        elif frame == "returns":
            found = _destination(cast, first, stop, _FROM | frozenset({"en", "à"}))
        elif frame == "gathers":
            found = cast.object(verb, stop)
            return found or None
        if found:
            return found
    if "plural" in frames and not _loose(verb) and not (mention.kind != "talks" and _has_object(verb)):
        mention.frame = "plural"
        return ()
    mention.frame = frames[0]
    return None


def _has_object(verb: Token) -> bool:
    """Does a verb take something as its object ("ont échangé des tirs")?"""
    return any(c.dep_ == "obj" and c.i > verb.i and c.pos_ == "NOUN" for c in verb.children) and (
        verb.doc[min(verb.i + 1, len(verb.doc) - 1)].pos_ == "DET"
    )


def _loose(verb: Token) -> bool:
    """A participle that is said of a noun ("un accord négocié")."""
    return syntax.form(verb) == "participle" and syntax.auxiliary(verb) is None


def _verb_stop(verb: Token, first: int, stop: int) -> int:
    """Where another verb starts ("allait apporter son aide à Kinshasa" is no journey)."""
    return next((i for i in range(first, stop) if verb.doc[i].pos_ == "VERB"), stop)


def _stay(cast: Cast, verb: Token, stop: int) -> Ids:
    """ "Il était lundi à Paris": the place stands by the verb, but for the day."""
    i = verb.i + 1
    while i < stop and (syntax.is_adverb(cast.doc[i]) or cast.doc[i].dep_ in ("obl:mod", "obl:tmod")):
        i += 1
    if i >= stop or cast.doc[i].lower_ not in ("à", "en", "au", "aux"):
        return ()
    return _destination(cast, i, stop, frozenset({cast.doc[i].lower_}))


def _places(cast: Cast, first: int, stop: int) -> Ids:
    for m in cast.outer(first, min(stop, first + 4)):
        if m.entities and cast.get(m.entities[0]).kind in ("place", "state"):
            return (m.entities[0],)
    return ()


# What is no meeting


def _excluded(cast: Cast, mention: Mention) -> bool:
    """Words beside a mention that make it something else: "conférence de presse", "rencontre de football"."""
    doc = cast.doc
    after = [doc[i].lower_ for i in range(mention.head + 1, min(len(doc), mention.head + 4))]
    if doc[mention.head].lower_ == "appel" and after[:1] and after[0] in _TO:
        return True
    if doc[mention.head - 1].lower_ in ("haut", "hauts") and mention.head:
        return True
    wrong = marks("wrong after")
    if any(w in wrong for w in after[:1]) or (after[:1] and after[0] in ("de", "d'") and set(after[1:2]) & set(wrong)):
        return True
    start, end = cast.parsed.sentence(mention.head)
    near = {doc[i].lower_ for i in range(start, end)}
    return bool(near & set(marks("wrong near")))
