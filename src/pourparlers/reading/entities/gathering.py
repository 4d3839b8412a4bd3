"""What the whole of an article tells of the persons that it names, gathered before it is read from its start."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.name import Names
from pourparlers.reading.entities.offices import body_key, office_of
from pourparlers.reading.entities.people import People
from pourparlers.reading.entities.phrase import Phrase


@dataclass(slots=True)
class Gathered:
    """``held``: ids of the names that are part of a phrase; ``late``: by the noun of a phrase like "ce diplomate,
    Lars Holm", where the name stands, and whose it is."""

    held: set[int] = field(default_factory=set)
    late: dict[str, tuple[int, list[Draft]]] = field(default_factory=dict)


def gather(people: People, names: Names, phrases: list[Phrase]) -> Gathered:
    """Make the persons of an article, with what stands in or beside their names."""
    found = Gathered()
    for p in phrases:
        if p.name is not None and p.noun.sort not in ("office", "person"):
            found.held.add(id(p.name))
    people.gather([n for n in names.found if n.sort == "person"], [n for n in names.found if n.sort == "?"])
    for p in phrases:
        name = p.name or p.apposed
        if name is None or name.sort != "person":
            continue
        if p.name is not None:
            found.held.add(id(p.name))
        for draft in people.of(name):
            describe(draft, p)
        if p.determiner == "demonstrative":
            found.late.setdefault(p.noun.lemma, (name.first, people.of(name)))
    for p in phrases:
        for n, name in enumerate(p.apart):
            _describe_one(people.of(name), p, p.codes[n] if len(p.codes) == len(p.apart) else "")
    _demonyms(people, names, found.held)
    _bracketed(people, names)
    people.settle()
    for draft in people.drafts:
        people.complete(draft)
    return found


def describe(draft: Draft, p: Phrase) -> None:
    """Give a person the office, the state and the gender that a phrase tells of them."""
    if p.former and p.noun.sort == "office":
        draft.past |= {p.noun.lemma, office_of(p)}
    else:
        draft.nouns.add(p.noun.lemma)
    if not (p.former and p.noun.rank in ("head", "minister", "monarch")):
        draft.ranks.add(p.noun.rank)
    draft.gender = draft.gender or p.noun.gender or p.gender
    draft.codes = draft.codes or p.codes[:1]
    draft.bodies |= {body_key(p)} - {""}
    office = office_of(p)
    if office and not p.former and not p.homologue:
        draft.offices.append((office, p.codes[0] if p.codes else ""))


def told(people: People, names: Names, phrases: list[Phrase]) -> Counter[str]:
    """How often an article speaks of each state; that of most is the one that "le gouvernement" alone may mean."""
    count: Counter[str] = Counter()
    for name in names.found:
        count.update({k.code for k in name.known if k.sort not in ("person", "media")})
    for draft in people.drafts:
        count.update(draft.codes[:1])
    for phrase in phrases:
        count.update(phrase.codes)
    count.pop("ZZZ", None)
    return count


def secretaries(phrases: list[Phrase]) -> None:
    """Give "le secrétaire d'État", "le secrétaire au Trésor" with no state told to the United States."""
    for p in phrases:
        bare = p.determiner == "definite" and p.number == "s" and not (p.codes or p.of or p.name or p.apposed)
        if bare and (p.noun.office == "secretary of state" and not p.portfolio) | (
            p.noun.office == "secretary" and bool(p.portfolio)
        ):
            p.codes.append("USA")


def _demonyms(people: People, names: Names, held: set[int]) -> None:
    """ "l'Américain Paul Holm": a person's state."""
    for name in names.found:
        following = names.at.get(name.stop) if name.sort == "people" else None
        if following is not None and following.first == name.stop and following.sort == "person":
            for draft in people.of(following):
                draft.codes = draft.codes or [c for c in name.codes if c != "ZZZ"]
            name.stop, name.sort, name.codes = following.stop, "person", ()
            people.same(name, following)
            held.add(id(following))


def _bracketed(people: People, names: Names) -> None:
    """ "Lars Holm (Danemark)": a person's state, in brackets after the name."""
    for name in names.found:
        after = names.at.get(name.stop + 1) if name.sort == "person" and people.of(name) else None
        if after is None or after.first != name.stop + 1 or after.sort != "state" or not people.brackets(after):
            continue
        for draft in people.of(name):
            draft.codes = draft.codes or [k.code for k in after.known if k.code and k.code != "ZZZ"][:1]


def _describe_one(drafts: list[Draft], p: Phrase, code: str) -> None:
    """One of those whom a plural office means: the office, and the state where each has its own."""
    for draft in drafts:
        draft.nouns.add(p.noun.lemma)
        draft.ranks.add(p.noun.rank)
        draft.codes = draft.codes or ([code] if code else [])
        if office_of(p) and not p.homologue:
            draft.offices.append((office_of(p), code))
