"""Entities: who is in the text, and which words stand for whom."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from pourparlers.knowledge.gazetteer import Gazetteer, fold, gazetteer
from pourparlers.reading.entities.coreference import link
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import MentionForm
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Entity
from pourparlers.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` up to, not with, ``stop`` that stand for one entity, or for several ("les deux hommes")."""

    first: int
    stop: int
    entities: tuple[str, ...]
    form: MentionForm


@dataclass(slots=True)
class Entities:
    """The entities of one article and their mentions, while it is read."""

    parsed: Parsed
    mentions: list[Mention] = field(default_factory=list)
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _waiting: dict[int, Draft] = field(default_factory=dict)
    _cover: dict[int, Mention] = field(default_factory=dict)

    def at(self, token: int) -> Mention | None:
        """The innermost mention that covers a token."""
        return self._cover.get(token)

    def heading(self, token: int) -> Mention | None:
        """The longest mention that begins at a token."""
        at = bisect_left(self.mentions, token, key=lambda m: m.first)
        return self.mentions[at] if at < len(self.mentions) and self.mentions[at].first == token else None

    def within(self, first: int, stop: int) -> list[Mention]:
        """The mentions that lie in a range of tokens, in the order of the text."""
        start = bisect_left(self.mentions, first, key=lambda m: m.first)
        end = bisect_left(self.mentions, stop, key=lambda m: m.first)
        return [m for m in self.mentions[start:end] if m.stop <= stop]

    def get(self, entity: str) -> Entity:
        """An entity by its id.

        Raises:
            KeyError: there is none of that id.
        """
        draft = self._drafts[entity]
        spans = tuple(self.parsed.span(a, b) for a, b in sorted(set(draft.spans)))
        return Entity(
            id=entity,
            name=draft.name,
            kind=draft.kind,
            countries=tuple(dict.fromkeys(draft.codes)),
            office=draft.office,
            wikidata=draft.wikidata,
            mentions=spans,
        )

    def entities(self) -> tuple[Entity, ...]:
        """All entities, as the record holds them."""
        return tuple(self.get(i) for i in self._drafts)

    def resolve(self, token: int) -> tuple[str, ...]:
        """The entities that the noun phrase around a token stands for; none where nobody is known."""
        mention = self._cover.get(token)
        return mention.entities if mention else ()

    def ensure(self, first: int, stop: int) -> str:
        """The entity that the noun phrase of a range of tokens stands for; a new one where none is known yet."""
        known = self._headed(first, stop)
        if known:
            return known
        waiting = next((self._waiting[i] for i in range(first, stop) if i in self._waiting), None)
        waiting = waiting or self._joint(first, stop)
        name = self.parsed.span(first, stop).text
        draft = waiting or Draft(kind="unnamed", source="other", name=name, codes=self._adjective(first, stop))
        entity = next((i for i, d in self._drafts.items() if d is draft), None)
        if entity is None:
            entity = f"e{len(self._drafts) + 1}"
            self._drafts[entity] = draft
        if (first, stop) not in draft.spans:
            draft.spans.append((first, stop))
            if not draft.parts:
                self._enter(Mention(first, stop, (entity,), "description"))
        return entity

    def _adjective(self, first: int, stop: int) -> list[str]:
        """The state that an adjective names ("les douanes kényanes"), if there is one."""
        adjectives, doc = gazetteer().adjectives, self.parsed.doc
        known = (adjectives.get(fold(doc[i].text)) for i in range(first, stop) if doc[i].pos_ == "ADJ")
        return next(([k.code] for k in known if k is not None and k.code), [])

    def _joint(self, first: int, stop: int) -> Draft | None:
        """Several as one, for "les deux pays" or "ces derniers": named by all of them."""
        several = next((m for m in self.within(first, stop) if len(m.entities) > 1 and m.first <= first + 1), None)
        if several is None or several.form == "possessive":
            return None
        drafts = [self._drafts[i] for i in several.entities]
        for known in self._drafts.values():
            if known.parts == several.entities:
                return known
        codes = [c for d in drafts for c in d.codes[:1]]
        name = " et ".join((", ".join(d.name for d in drafts[:-1]), drafts[-1].name))
        return Draft("group", drafts[0].source, name, number="p", codes=codes, parts=several.entities)

    def source_kind(self, entity: str) -> SourceKind:
        """The kind of source that an entity makes."""
        return self._drafts[entity].source

    def country(self, entity: str) -> str:
        """The first state of an entity, ZZZ where none is known."""
        codes = self._drafts[entity].codes
        return codes[0] if codes else "ZZZ"

    def nouns(self, entity: str) -> frozenset[str]:
        """The nouns that an entity is spoken of by ("acteur", "sélectionneur"), as a dictionary has them."""
        return frozenset(self._drafts[entity].nouns)

    def gender(self, entity: str) -> str:
        """ "m", "f", or nothing where the text does not tell."""
        return self._drafts[entity].gender

    def number(self, entity: str) -> str:
        """ "s" or "p"."""
        return self._drafts[entity].number

    def _headed(self, first: int, stop: int) -> str | None:
        """The entity of the mention that these words are, or that begins them (past a determiner) or heads them."""
        inside = [m for m in self.within(first, stop) if len(m.entities) == 1 and m.form != "possessive"]
        exact = [m for m in inside if m.stop == stop and m.first <= first + 1]
        if exact:
            return exact[0].entities[0]
        text = self.parsed.doc
        opening = [m for m in inside if m.first <= first + 1]
        if opening and opening[-1].form == "name" and text[opening[-1].stop].text == ",":
            return opening[-1].entities[0]  # the first of a list
        head = text.root(first, stop).i
        heading = self._cover.get(head)
        if heading and (heading in inside or (len(heading.entities) == 1 and self._opens(heading, first, stop))):
            return heading.entities[0]
        beside = [m for m in inside if m.form == "name" and m.stop == stop and text[m.first - 1].text == ","]
        opening = opening or beside  # "l'un des auteurs, l'urologue Lars Holm"
        return max(opening, key=lambda m: m.stop).entities[0] if opening else None

    def _opens(self, heading: Mention, first: int, stop: int) -> bool:
        """Do words begin a longer mention ("l'ancien chargé" of "l'ancien chargé de mission")?"""
        return heading.form == "description" and heading.first in (first, first + 1) and heading.stop >= stop

    def _enter(self, mention: Mention) -> None:
        """Keep a mention, in its place in the text; the shorter one covers its tokens."""
        at = bisect_left(self.mentions, (mention.first, -mention.stop), key=lambda m: (m.first, -m.stop))
        self.mentions.insert(at, mention)
        for i in range(mention.first, mention.stop):
            old = self._cover.get(i)
            if old is None or mention.stop - mention.first <= old.stop - old.first:
                self._cover[i] = mention


def find(parsed: Parsed, world: Gazetteer | None = None) -> Entities:
    """Find the entities of an article; ``world`` is what is known of names, the bundled tables unless given."""
    drafts, mentions, waiting = link(parsed, world or gazetteer())
    who = Entities(parsed, _waiting=waiting)
    ids: dict[int, str] = {}
    for n, draft in enumerate(sorted(drafts, key=lambda d: min(d.spans)), 1):
        ids[id(draft)] = f"e{n}"
        who._drafts[f"e{n}"] = draft
    for first, stop, named, form in sorted(mentions, key=lambda m: (m[0], -m[1])):
        who._enter(Mention(first, stop, tuple(dict.fromkeys(ids[id(d)] for d in named)), form))
    return who
