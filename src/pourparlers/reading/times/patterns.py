"""Where times stand: the rules of ``fr/time_rules.tsv`` compiled to one expression, and what each match holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pourparlers.knowledge import tables

_SLOT: Final = re.compile(r"\{([a-z]+)(?::(\d))?\}")
_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")
_SPACE: Final = re.compile(r"(\[[^\]]*\]|\(\?<[!=][^)]*\))| (\??)")
_NAME: Final = re.compile(r"\?P<\w+>")
_WORD: Final = re.compile(r"(?<![\w-])[\w(]")
_LEAD: Final = 40
"""How many characters before its first telling word a time may begin."""
_EDGES: Final = (r"(?<![\w-])(?<!\d[.,])(?:", r")(?!\w|-l[àa]\b)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table; ``how`` names the function that finds the value, ``args`` what it is told."""

    name: str
    type: str
    how: str
    args: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matches at a place of the text (lower-cased); offsets are those of the words to mark."""

    rule: Rule
    match: re.Match[str]
    start: int
    end: int

    def get(self, name: str) -> str | None:
        """What stands in a slot, in its normal spacing; None where it is empty or the rule has no such slot."""
        found = self.match.groupdict().get(name)
        return " ".join(found.split()) or None if found else None

    def span(self, name: str) -> tuple[int, int]:
        """The offsets of a slot."""
        return self.match.span(name)

    def worth(self, name: str) -> str | None:
        """What the table says that the words in a slot are worth."""
        found = self.get(name)
        return forms(name.rstrip("23")).get(found) if found else None

    def number(self, name: str) -> int | None:
        """The number in a slot, in figures or words."""
        found = self.get(name)
        return _count(found) if found else None


def scan(lowered: str, start: int, end: int) -> Iterator[Hit]:
    """The matches in a stretch of lower-cased text, left to right, none inside another.

    Only around words that time is made of, since most sentences have none.
    """
    rules, everything = _compiled()
    at = start
    for nucleus in _nucleus().finditer(lowered, start, end):
        if nucleus.end() <= at:
            continue
        for word in _WORD.finditer(lowered, max(at, nucleus.start() - _LEAD), nucleus.start() + 1):
            if word.start() < at:
                continue
            found = everything.match(lowered, word.start(), end)
            if found and found.end() > nucleus.start():
                yield _hit(rules[(found.lastindex or 1) - 1], lowered, found.start(), end)
                at = found.end()
                break


def _hit(rule: Rule, lowered: str, start: int, end: int) -> Hit:
    """The match of a rule that is known to match here."""
    match = rule.pattern.match(lowered, start, end)
    if match is None:
        raise ValueError(f"fr/time_rules.tsv: {rule.name} matches without names only")
    marked = match.groupdict().get("words")
    return Hit(rule, match, *match.span("words" if marked else 0))


@cache
def forms(slot: str) -> dict[str, str]:
    """Every form of a slot of the word table, with its worth."""
    if slot == "mon":
        return forms("month") | forms("abbreviated")
    rows = [r for r in tables.rows("fr/time_words.tsv") if r["slot"] == slot]
    return {form: r["value"] for r in rows for form in tables.values(r["forms"])}


@cache
def _alternatives(slot: str) -> str:
    longest_first = sorted(forms(slot), key=len, reverse=True)
    if not longest_first:
        raise tables.TableError(f"fr/time_rules.tsv: no such slot: {slot}")
    return "|".join(re.escape(f).replace(r"\ ", " ") for f in longest_first)


@cache
def _pieces() -> dict[str, str]:
    return {r["piece"]: r["pattern"] for r in tables.rows("fr/time_pieces.tsv")}


def _expand(pattern: str, named: bool) -> str:
    """A pattern with its slots filled; inside a piece nothing is named."""

    def fill(slot: re.Match[str]) -> str:
        piece = _pieces().get(slot[1])
        inner = _expand(piece, named=False) if piece else _alternatives(slot[1])
        name = slot[1] + (slot[2] or "")
        wrapped = re.search(r"\?P<(?!words)\w+>$", slot.string[: slot.start()])
        return f"(?P<{name}>{inner})" if named and not wrapped else f"(?:{inner})"

    return _SLOT.sub(fill, _GROUP.sub("(?:", pattern))


def _expression(pattern: str, named: bool) -> str:
    marked = pattern.replace("<<", "(?P<words>").replace(">>", ")")
    expanded = _SPACE.sub(lambda m: m[1] or (" {0,2}" if m[2] else " {1,2}"), _expand(marked, named))
    return expanded if named else _NAME.sub("?:", expanded)


@cache
def _nucleus() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + _expression("{nucleus}", named=False) + r"(?!\w)")


@cache
def _compiled() -> tuple[list[Rule], re.Pattern[str]]:
    rules, branches = [], []
    for row in tables.rows("fr/time_rules.tsv"):
        how, _, args = row["value"].partition(" ")
        open_, close = _EDGES
        pattern = re.compile(open_ + _expression(row["pattern"], named=True) + close)
        rules.append(Rule(row["rule"], row["type"], how, args, pattern))
        # The empty group tells which branch matched; at its end, so that branches start with their first letter.
        branches.append(f"(?:{_expression(row['pattern'], named=False)})(?!\\w|-l[àa]\\b)()")
    return rules, re.compile(_EDGES[0] + "|".join(branches) + _EDGES[1])


def _count(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    worth = forms("number") | forms("tens") | forms("about")
    if words in worth:
        return int(worth[words])
    parts = [p for p in re.split(r"[ -]", words.replace("quatre-vingt", "huitante")) if p != "et"]
    return sum(int(worth[p]) for p in parts) if all(p in worth for p in parts) else None
