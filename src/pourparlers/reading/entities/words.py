"""The words of an article as the steps of the entities see them, and the tables of nouns that stand for people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables
from pourparlers.knowledge.gazetteer import atoms, fold
from pourparlers.reading.parsed import Parsed
from pourparlers.vocabulary import SourceKind

Sort = Literal["office", "person", "body", "source", "media", "document"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for an office or an agent, in one of its forms; ``ranks`` are those whose holders it may point back to;
    ``singular`` is the word for one of that gender."""

    sort: Sort
    lemma: str
    gender: str
    number: str
    office: str = ""
    rank: str = ""
    country: str = ""
    source: SourceKind = "other"
    ranks: frozenset[str] = frozenset()
    rule: str = ""
    singular: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name ("M.", "Mmes")."""

    gender: str
    number: str
    noun: str = ""


class Words:
    """Texts, lower-case texts and atoms of the tokens; ``owner`` and ``begin`` lead from atoms to tokens and back."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.text = [t.text for t in parsed.doc]
        self.low = [t.lower() for t in self.text]
        self.spaced = [bool(t.whitespace_) for t in parsed.doc]
        self.atoms: list[str] = []
        self.owner: list[int] = []
        self.begin: list[int] = []
        for i, text in enumerate(self.text):
            self.begin.append(len(self.atoms))
            own = atoms(text) or (() if text in "-–" else (text,))
            self.atoms += own
            self.owner += [i] * len(own)
        self.begin.append(len(self.atoms))
        self.owner.append(len(self.text))

    def __len__(self) -> int:
        return len(self.text)

    def end_of(self, atom: int, size: int) -> int | None:
        """The token after a stretch of atoms, None where the stretch ends inside a token."""
        stop = atom + size
        token = self.owner[stop]
        if stop == len(self.atoms) or self.begin[token] == stop:
            return self.owner[stop - 1] + 1
        return None

    def capital(self, token: int) -> bool:
        """Does a token start with a capital letter?"""
        return self.text[token][0].isupper()

    def glued(self, token: int) -> bool:
        """Is this a hyphen with no space on either side?"""
        return self.text[token] == "-" and not self.spaced[token] and token > 0 and not self.spaced[token - 1]


def according(ws: Words, i: int) -> bool:
    """Does "selon" or "d'après" stand before a token?"""
    before = ws.low[i - 1] if i else ""
    return before == "selon" or (before == "après" and i > 1 and ws.low[i - 2] == "d'")


@cache
def nouns() -> dict[str, list[tuple[tuple[str, ...], Noun]]]:
    """Every form of every noun of offices.tsv and agents.tsv, by its first atom, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for row in tables.rows("fr/offices.tsv"):
        _forms(found, row["forms"], "office", row)
    for row in tables.rows("fr/agents.tsv"):
        _forms(found, row["forms"], row["sort"], row)
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


def _forms(found: dict[str, list[tuple[tuple[str, ...], Noun]]], cell: str, sort: str, row: dict[str, str]) -> None:
    forms = cell.split("|")
    lemma = next(f for f in forms if f)
    for form, gender, number in zip(forms, "mfmf", "sspp", strict=True):
        if not form:
            continue
        one = forms["mf".index(gender)] or form
        key = atoms(form)
        same = [f == form for f in forms]
        genders = gender if not ((same[0] and same[1]) or (same[2] and same[3])) else ""
        numbers = number if not ((same[0] and same[2]) or (same[1] and same[3])) else ""
        noun = Noun(
            sort=sort,  # type: ignore[arg-type]
            lemma=fold(lemma),
            gender=genders,
            number=numbers,
            office=row.get("office", ""),
            rank=row.get("rank", ""),
            country=row.get("country", ""),
            source=row.get("source", "named"),  # type: ignore[arg-type]
            ranks=frozenset(tables.values(row.get("refers", "") or row.get("rank", ""))),
            singular=one,
            rule=f"fr/{'offices' if sort == 'office' else 'agents'}.tsv:{lemma}",
        )
        entries = found.setdefault(key[0], [])
        if not any(k == key and n.lemma == noun.lemma for k, n in entries):
            entries.append((key, noun))


@cache
def portfolios() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """What ministers have charge of, by first atom, longest first, with the office that it makes."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in tables.rows("fr/portfolios.tsv"):
        key = atoms(row["words"])
        found.setdefault(key[0], []).append((key, row["office"]))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


@cache
def titles() -> dict[str, Title]:
    """Titles by their lower-case form."""
    return {
        row["title"].lower(): Title(row["gender"], row["number"], fold(row["noun"]))
        for row in tables.rows("fr/titles.tsv")
    }


@cache
def words(group: str) -> frozenset[str]:
    """A closed class of small words of entity_words.tsv, lower case."""
    rows = [row for row in tables.rows("fr/entity_words.tsv") if row["class"] == group]
    return frozenset(form for row in rows for form in tables.values(row["forms"]))


@cache
def realms() -> dict[str, frozenset[str]]:
    """The nouns that stand for the state spoken of ("le royaume"), with the states that each may mean; none: any."""
    return {row["word"]: frozenset(tables.values(row["codes"])) for row in tables.rows("fr/realms.tsv")}


@cache
def halves() -> dict[str, str]:
    """The first halves of double adjectives, folded, with their states."""
    return {fold(row["half"]): row["code"] for row in tables.rows("fr/pairs.tsv")}


@cache
def hypernyms() -> dict[str, frozenset[str]]:
    """Nouns that may stand for whom a narrower one was told of ("magistrat" for a "procureur"), folded."""
    return {
        fold(row["word"]): frozenset(fold(v) for v in tables.values(row["covers"]))
        for row in tables.rows("fr/hypernyms.tsv")
    }
