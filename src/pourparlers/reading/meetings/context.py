"""What is told of one meeting in an article, and what its surroundings add where its own words tell no parties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.types import WITH, Mention
from pourparlers.reading.meetings.words import words
from pourparlers.record import Place
from pourparlers.vocabulary import MeetingKind

FAMILY: dict[str, str] = {"call": "call", "visit": "visit", "talks": "talks"}
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


def stands(cast: Cast, mention: Mention) -> bool:
    """Does a mention tell enough to be a meeting by itself?"""
    travels = mention.verbal and mention.kind == "visit"
    sides = cast.known_sides(mention.parties) if travels else cast.sides(mention.parties)
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
    if len(rivals) == 2 and told and told <= cast.sides(rivals):
        mention.parties = rivals


def _from_before(cast: Cast, groups: Sequence[Group], item: Told) -> None:
    """Give "De nouvelles discussions auront lieu lundi", which tells no party, the two states just spoken of."""
    mention = item.mention
    bare = mention.kind == "talks" and mention.need == "sides" and not (mention.verbal or mention.parties)
    told = any(not a.weak for a in item.assertions) and bool(mention.date or mention.place)
    if bare and told and cast.between_sides and mention.phrase not in words("vague"):
        mention.parties = cast.two_before(mention.first)


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


CONTEXT: tuple[Callable[[Cast, Sequence[Group], Told], None], ...] = (
    _borrow,
    _on_a_visit,
    _from_context,
    _from_before,
)
"""What gives a mention parties that its own words do not tell, in the order in which it is tried."""
