"""What is told of one meeting in an article, and what its surroundings add where its own words tell no parties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pourparlers.reading.meetings.clauses import attendee
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.types import OF, WITH, Mention
from pourparlers.reading.meetings.words import words
from pourparlers.record import Place
from pourparlers.vocabulary import MeetingKind

FAMILY: dict[str, str] = {"call": "call", "visit": "visit", "talks": "talks"}
_TEAMS = frozenset({"state", "place", "organization", "group"})
"""What may meet on a field of sports."""
_DIGITS = "0123456789IVX"
"""What the numbers are made of that count summits ("61e", "XIVe")."""
_NAME = 10
"""Words that the name of a gathering may have."""
POINTING = frozenset({"definite", "demonstrative", "possessive"})


@dataclass(slots=True)
class Told:
    """A mention with what its clause asserts."""

    mention: Mention
    assertions: Sequence[Assertion]


@dataclass(slots=True)
class Group:
    """The mentions of one meeting, and what they tell together."""

    kind: MeetingKind
    told: list[Told] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    place: Place | None = None
    date: str | None = None
    gathering: bool = False
    placed: bool = False
    echoes: list[Assertion] = field(default_factory=list)

    def statuses(self) -> set[str]:
        """The statuses asserted so far, in so many words."""
        return {a.status for t in self.told for a in t.assertions if not a.weak}


def in_margins(cast: Cast, mention: Mention) -> bool:
    """Is a noun only where others meet ("en marge du forum"), so that who does so is not told of it?"""
    led = set(cast.lower[max(0, mention.first - 3) : mention.first])
    return not mention.verbal and mention.need != "trip" and bool(led & words("margin"))


def stands(cast: Cast, mention: Mention) -> bool:
    """Does a mention tell enough to be a meeting by itself?"""
    if mention.gathering is None and cast.sporting and all(cast.get(p).kind in _TEAMS for p in mention.parties):
        return False
    travels = mention.verbal and mention.kind == "visit"
    private = travels and not any(cast.is_stranger(p) and cast.get(p).office for p in mention.parties)
    sides = cast.known_sides(mention.parties) if private else cast.sides(mention.parties)
    alone = mention.many or mention.abroad or far(cast, mention) or in_company(cast, mention)
    return len(sides) >= 2 or mention.gathering is not None or (bool(sides) and alone)


def in_company(cast: Cast, mention: Mention) -> bool:
    """ "De nouvelles discussions avec les rebelles": with whom is told; of an article on two sides that is enough."""
    if mention.verbal or mention.need.startswith("trip"):
        return False
    return cast.between_sides and bool(WITH & set(cast.lower[mention.head : mention.stop]))


def far(cast: Cast, mention: Mention) -> bool:
    """Does a journey go to a part of the world of several states ("sillonnera l'Asie")?"""
    known = [cast.get(p) for p in mention.parties]
    return mention.far or (mention.need == "trip" and any(k.kind == "place" and not k.countries for k in known))


def _borrow(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Give "une nouvelle session", "leur rendez-vous de mars" the parties of the meeting that it is told apart from."""
    mention = item.mention
    apart = mention.fresh in ("next", "previous", "preparatory") or (mention.definite == "possessive" and mention.date)
    apart = apart or mention.plural or _later(item)
    if not apart or not (item.assertions or mention.date):
        return
    family = FAMILY.get(mention.kind, "room")
    like = next((g for g in reversed(groups) if FAMILY.get(g.kind, "room") == family), None)
    if like is None and mention.plural:
        like = next((g for g in reversed(groups) if g.kind in ("talks", "conference")), None)
    if like is None and mention.phrase in words("round"):
        like = next((g for g in reversed(groups) if g.kind in ("talks", "meeting")), None)
    if like is not None and cast.sides(mention.parties) <= cast.sides(like.parties):
        mention.parties = tuple(like.parties)
        mention.gathering = like.parties[0] if like.gathering else None


def _later(item: Told) -> bool:
    """Is a sitting told of by its day or place alone ("Les travaux se poursuivront lundi à Berlin")?"""
    mention = item.mention
    bare = not mention.verbal and not mention.parties and mention.need in ("sides", "gathering")
    ahead = any(a.status in ("planned", "postponed", "cancelled", "under_way") and not a.weak for a in item.assertions)
    return bare and ahead and bool(mention.date or mention.place)


def _from_context(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Give "les négociations", of which no more than one party is told, the two sides that the article is about."""
    mention = item.mention
    if mention.kind != "talks" or mention.verbal or mention.definite not in POINTING:
        return
    rivals = cast.rivals
    told = cast.sides(mention.parties)
    if mention.definite == "demonstrative" and not set(mention.parties) & set(rivals):
        return  # "ces discussions" are those told of before, be they a company's
    if len(rivals) == 2 and told and told <= cast.sides(rivals):
        mention.parties = rivals


def _from_before(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Give "De nouvelles discussions auront lieu lundi", which tells no party, the two states just spoken of."""
    mention = item.mention
    bare = mention.kind == "talks" and mention.need == "sides" and not (mention.verbal or mention.parties)
    bare = bare and mention.definite != "demonstrative"  # "ces discussions" are those told of before
    bare = bare and not cast.labouring
    told = any(not a.weak for a in item.assertions) and (bool(mention.date or mention.place) or _at_stake(item))
    if bare and told and cast.between_sides and (mention.fresh or mention.phrase not in words("vague")):
        mention.parties = cast.two_before(mention.first) or cast.rivals


def _at_stake(item: Told) -> bool:
    """Is it told that talks are broken off, put off or taken up again?"""
    off = any(a.status in ("suspended", "postponed", "cancelled") and not a.weak for a in item.assertions)
    return off and (item.mention.definite in POINTING or bool(item.mention.fresh))


def _on_a_visit(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Whom a guest meets at the place of his visit is of the host's side, where the text tells no other ("il a été
    reçu par le président")."""
    mention, visit = item.mention, groups[-1] if groups else None
    if visit is None or visit.kind != "visit" or mention.need != "sides" or len(mention.parties) < 2:
        return
    near = cast.parsed.sentence_of[mention.head] - cast.parsed.sentence_of[visit.told[-1].mention.head] <= 2
    guests = [p for p in mention.parties if p in visit.parties and cast.is_person(p)]
    hosts = [p for p in mention.parties if p not in guests and cast.is_person(p) and not cast.tells_state(p)]
    mention.abroad = near and bool(guests and hosts) and len(cast.sides(visit.parties)) > 1


def _with_an_office(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Somebody of a foreign state is received or called by one whose office alone is told ("par le préfet")."""
    mention = item.mention
    people = [p for p in mention.parties if cast.is_person(p)]
    received = mention.frame in ("object", "par", "phone", "seen")
    if not received or mention.need != "sides" or len(people) != 2 or len(mention.parties) != 2:
        return
    sides = cast.sides(people)
    host = next((p for p in people if not cast.side(p)), None)
    office = host is not None and cast.get(host).kind == "office" and cast.who.number(host) == "s"
    office = office and cast.get(host or "").office != "mayor"
    mention.abroad = mention.abroad or (office and len(sides) == 1 and cast.home not in sides)


def _with_the_guest(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Of a meeting that tells one party alone ("aucune rencontre n'est prévue avec le président américain") the other
    is whose journey was just spoken of."""
    mention = item.mention
    visit = next((g for g in reversed(groups) if g.kind == "visit"), None)
    sides = cast.sides(mention.parties)
    if visit is None or mention.verbal or mention.need != "sides" or mention.kind == "talks" or len(sides) != 1:
        return
    guest = visit.parties[0] if visit.parties else ""
    near = cast.parsed.sentence_of[mention.head] - cast.parsed.sentence_of[visit.told[-1].mention.head] <= 3
    others = all(cast.is_person(p) and p != guest for p in mention.parties)
    told = any(not a.weak for a in item.assertions)
    if guest and near and told and others and cast.is_person(guest) and cast.side(guest) not in sides:
        mention.parties = (guest, *mention.parties)


def _into_a_state(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Who is on a visit to a state that is told by its name ("sa visite en France") comes from another one."""
    mention = item.mention
    if mention.need == "trip" and not mention.verbal and len(mention.parties) == 2:
        guest, host = mention.parties
        known = cast.get(host)
        mention.abroad = cast.is_stranger(guest) and known.kind == "state" and known.name.lower() in cast.lower


def _of_its_union(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """A summit that tells nobody ("un sommet extraordinaire") is of the organization of states just spoken of."""
    mention = item.mention
    bare = mention.kind == "summit" and not mention.verbal and not WITH & set(cast.lower[mention.head : mention.stop])
    told = any(not a.weak for a in item.assertions) and bool(mention.date or mention.place)
    union = cast.union_before(mention.first) if bare and told and mention.need == "gathering" else None
    if union:
        mention.gathering, mention.parties = union, ()


def _by_its_name(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """A summit that has a number or a name of its own ("le 12e sommet du Cercle des deltas") is known by it."""
    mention = item.mention
    if mention.need != "gathering" or mention.kind != "summit" or mention.verbal or mention.definite != "definite":
        return
    first, stop = mention.hit.first, _name_end(cast, mention.hit.stop)
    numbered = any(_is_ordinal(t.text) for t in cast.doc[max(0, first - 2) : first])
    titled = stop > mention.hit.stop and cast.doc[mention.hit.stop].text[0].isupper()
    if not (numbered or titled):
        return
    body = next((p for p in mention.parties if cast.get(p).kind == "organization"), None)
    mention.gathering = body or cast.ensure(first, stop)
    mention.stop = max(mention.stop, stop)
    mention.parties = attendee(cast, mention)


def _is_ordinal(word: str) -> bool:
    """Does a word tell the number of one in a series ("61e", "XIVe", "quatrième")?"""
    end = word.lstrip(_DIGITS)
    return word.lower() in words("ordinal") or (end != word and end in words("ordinal end"))


def _name_end(cast: Cast, first: int) -> int:
    """Where the words end that a gathering is called by after its noun."""
    stop = first
    for i in range(first, min(len(cast.lower), first + _NAME)):
        token = cast.doc[i]
        link = cast.lower[i] in OF or token.lower_ in ("la", "le", "les", "l'", "et")
        if not (link or token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or token.text[0].isupper()):
            break
        stop = stop if link else i + 1
    return stop


CONTEXT: tuple[Callable[[Cast, Sequence[Group], Told], None], ...] = (
    _borrow,
    _on_a_visit,
    _from_context,
    _from_before,
    _with_an_office,
    _with_the_guest,
    _into_a_state,
    _of_its_union,
    _by_its_name,
)
"""What gives a mention parties that its own words do not tell, in the order in which it is tried."""
