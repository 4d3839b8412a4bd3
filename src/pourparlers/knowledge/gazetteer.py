"""The world: states, seats of power, organizations, cities and people, ready to be looked up by their words.

A name is looked up by its *atoms*: words without accents or capitals, cut at hyphens and after apostrophes
("Guinée-Bissau" is ``guinee bissau``, "Quai d'Orsay" is ``quai d' orsay``), so that spellings meet.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from pourparlers.knowledge import tables

Sort = Literal["state", "capital", "seat", "organization", "group", "media", "city", "place", "person"]
Row = dict[str, str]

_ATOM = re.compile(r"[^\s\-'’.,()]+['’]?|\.")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "’": "'"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held: ``code`` is the state or organization, the days are None where open or not known."""

    office: str
    code: str
    since: dt.date | None
    until: dt.date | None

    def covers(self, day: dt.date | None, slack: int = 0) -> bool:
        """Was the office held on a day, give or take some days? Without a day, it may have been."""
        if day is None:
            return True
        margin = dt.timedelta(days=slack)
        return (self.since is None or self.since - margin <= day) and (self.until is None or day <= self.until + margin)


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know of a name; ``stands_for`` tells in French what body speaks by the name of a seat.
    ``guarded`` marks a title that is a common word too, so that only its context tells it ("Capital").
    """

    sort: Sort
    name: str
    code: str
    wikidata: str | None = None
    gender: str = ""
    stands_for: str = ""
    office: str = ""
    tenures: tuple[Tenure, ...] = ()
    lower: bool = field(default=False, compare=False)
    acronym: bool = field(default=False, compare=False)
    article: bool = field(default=False, compare=False)
    contracted: bool = field(default=False, compare=False)
    guarded: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Adjective:
    """A form of an adjective of nationality: "russes" is RUS, both genders, plural."""

    code: str
    genders: str
    number: str


@dataclass(slots=True)
class Gazetteer:
    """Names by their first atom, longest first; adjectives by form; people by family name and by office."""

    names: dict[str, list[tuple[tuple[str, ...], Known]]] = field(default_factory=dict)
    adjectives: dict[str, Adjective] = field(default_factory=dict)
    states: dict[str, Known] = field(default_factory=dict)
    families: dict[tuple[str, ...], list[Known]] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[tuple[Tenure, Known]]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def holder(self, office: str, code: str, day: dt.date | None) -> Known | None:
        """The one person who held an office on a day, None where nobody or more than one is known to."""
        if day is None:
            return None
        found = {k.name: k for t, k in self.holders.get((office, code), ()) if t.covers(day)}
        return next(iter(found.values())) if len(found) == 1 else None

    def knows(self, name: str, sort: Sort) -> bool:
        """Is this whole name one of that sort in the tables?"""
        key = atoms(name)
        return any(k == key and known.sort == sort for k, known in self.names.get(key[0], ())) if key else False

    def by_family(self, atoms: tuple[str, ...], day: dt.date | None) -> Known | None:
        """The one person of a family name: the one in office on that day, or the only one there is."""
        people = self.families.get(atoms, [])
        if len(people) > 1:
            people = [p for p in people if day and any(t.covers(day, slack=120) for t in p.tenures)]
        return people[0] if len(people) == 1 else None


@cache
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """The bundled tables, with a user's own (files of the same names and headers) read after them.

    Raises:
        TableError: the folder holds none of the tables, or one that cannot be read or lacks a column.
    """
    if folder and not any((folder / name).is_file() for name in _LOADERS):
        raise tables.TableError(f"{folder}: {', '.join(_LOADERS)}: ?")
    world = Gazetteer()
    for row in tables.rows("given_names.tsv"):
        for each in tables.values(row["names"]):
            world.given.setdefault(fold(each), row["gender"])
    for row in tables.rows("fr/adjectives.tsv"):
        _adjective(world, row["code"], tables.values(row["forms"]))
    for name, load in _LOADERS.items():
        load(world, name, tables.rows(name))
        own = folder / name if folder else None
        if own and own.is_file():
            load(world, str(own), tables.read(own))
    for entries in world.names.values():
        entries.sort(key=lambda e: -len(e[0]))
    return world


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A text without capitals, accents and typographic apostrophes."""
    plain = text.lower().translate(_LIGATURES)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


@lru_cache(maxsize=100_000)
def atoms(text: str) -> tuple[str, ...]:
    """The atoms of a name or of a token."""
    return tuple(_ATOM.findall(fold(text)))


# Loading


def _cell(row: Row, column: str, name: str) -> str:
    try:
        return row[column]
    except KeyError:
        raise tables.TableError(f"{name}: no column {column}") from None


def _add(world: Gazetteer, name: str, known: Known) -> None:
    """Enter a name; one with an article ("Le Caire") also without it, as it stands after "au" and "du"."""
    key = atoms(name)
    if not key:
        return
    lower, acronym, article = (
        not name[0].isupper(),
        name.isupper(),
        len(key) > 1 and key[0] in ("le", "la", "les", "l'"),
    )
    if lower or acronym or article:
        known = replace(known, lower=lower, acronym=acronym, article=article)
    if len(key) > 1 and key[0] in ("le", "les"):
        bare = replace(known, contracted=True)
        world.names.setdefault(key[1], []).append((key[1:], bare))
    entries = world.names.setdefault(key[0], [])
    same = (known.sort, known.code, known.name)
    old = next((n for n, (k, o) in enumerate(entries) if k == key and (o.sort, o.code, o.name) == same), None)
    if old is None:
        entries.append((key, known))
    elif known.lower and not entries[old][1].lower:
        entries[old] = key, replace(entries[old][1], lower=True)


def _names(row: Row, name: str) -> Iterator[str]:
    yield _cell(row, "name", name)
    yield from tables.values(_cell(row, "other_names", name))


def _states(world: Gazetteer, name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        code = _cell(row, "code", name)
        known = Known("state", _cell(row, "name", name), code, row.get("wikidata") or None)
        world.states.setdefault(code, known)
        for each in _names(row, name):
            _add(world, each, known)
        for capital in tables.values(_cell(row, "capital", name)):
            _add(world, capital, Known("capital", capital, code))
        forms = tables.values(_cell(row, "adjectives", name))
        for i in range(0, len(forms) - 3, 4):
            _adjective(world, code, forms[i : i + 4])


def _adjective(world: Gazetteer, code: str, forms: tuple[str, ...]) -> None:
    """The four forms (m, f, mp, fp) of one adjective; a form that serves twice keeps both genders."""
    for form, gender, number in zip(forms, "mfmf", ("s", "s", "p", "p"), strict=True):
        key = fold(form)
        old = world.adjectives.get(key)
        if old and old.code != code:
            continue
        genders = "".join(sorted({*(old.genders if old else ""), gender}))
        numbers = number if not old or old.number == number else ""
        world.adjectives[key] = Adjective(code, genders, numbers)


def _seats(world: Gazetteer, name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        code = _cell(row, "code", name)
        all_names = tables.values(_cell(row, "name", name))
        known = Known("seat", all_names[0], code, stands_for=row.get("stands_for", ""), office=row.get("office", ""))
        for each in all_names:
            _add(world, each, known)


def _organizations(world: Gazetteer, name: str, rows: Iterable[Row]) -> None:
    sorts: dict[str, Sort] = {"organization": "organization", "group": "group", "media": "media", "title": "media"}
    for row in rows:
        kind = _cell(row, "kind", name)
        known = Known(
            sorts.get(kind, "organization"),
            _cell(row, "name", name),
            _cell(row, "code", name),
            row.get("wikidata") or None,
            guarded=kind == "title",
        )
        if known.code in ("EUE", "UNO", "NATO"):
            world.states.setdefault(known.code, known)
        for each in _names(row, name):
            _add(world, each, known)


def _cities(world: Gazetteer, name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        sort: Sort = "city" if "city" in _cell(row, "kind", name) else "place"
        known = Known(sort, _cell(row, "name", name), _cell(row, "code", name))
        for each in _names(row, name):
            _add(world, each, known)


def _people(world: Gazetteer, name: str, rows: Iterable[Row]) -> None:
    """One row a tenure; rows of one name (and Wikidata id) are one person."""
    by_person: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_person.setdefault((_cell(row, "name", name), row.get("wikidata", "")), []).append(row)
    for (full, wikidata), own in by_person.items():
        tenures = tuple(_tenure(row, name) for row in own if row.get("office"))
        first = own[0]
        known = Known(
            "person",
            full,
            _cell(first, "code", name),
            wikidata or None,
            gender=first.get("gender", ""),
            tenures=tenures,
        )
        _person(world, known, {n for row in own for n in _names(row, name)})


def _person(world: Gazetteer, known: Known, names: set[str]) -> None:
    for each in sorted(names):
        _add(world, each, known)
    for tenure in known.tenures:
        world.holders.setdefault((tenure.office, tenure.code), []).append((tenure, known))
    for family in {f for n in names for f in family_names(n)}:
        if known not in world.families.setdefault(family, []):
            world.families[family].append(known)
    given = fold(known.name.split()[0])
    if known.gender and " " in known.name and len(given) > 2 and not given.endswith("."):
        world.given.setdefault(given, known.gender)


def family_names(full: str) -> Iterator[tuple[str, ...]]:
    """The family names that a full name may be cut to: what follows the given name, with and without particles."""
    words = full.split()
    if len(words) < 2:
        return
    tail = words[1:]
    yield atoms(" ".join(tail))
    yield atoms(tail[-1])
    for i, word in enumerate(tail):
        if word[0].isupper() or word.startswith(("al-", "ben", "bin", "van", "von", "de", "d'")):
            yield atoms(" ".join(tail[i:]))


def _tenure(row: Row, name: str) -> Tenure:
    return Tenure(row["office"], _cell(row, "code", name), _day(row.get("from", ""), 1), _day(row.get("to", ""), 12))


def _day(cell: str, month: int) -> dt.date | None:
    """A day from ``2025-01-20``, ``2025-01`` or ``2025``; the last two stand for their first or last days."""
    parts = [int(p) for p in cell.split("-") if p.isdigit()]
    if not parts:
        return None
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else month
    return dt.date(year, month, 1 if len(parts) == 2 or month == 1 else 28)


_LOADERS = {
    "states.tsv": _states,
    "seats.tsv": _seats,
    "organizations.tsv": _organizations,
    "cities.tsv": _cities,
    "people.tsv": _people,
}
