"""Marked sentences: a text and what reading it must give, as a linguist would write it.

    @ 2025-10-21
    Le Kremlin a précisé mardi qu'aucune date n'était fixée.
    = time "mardi" value=2025-10-21
    = says "aucune date n'était fixée" source="Le Kremlin" cue="a précisé" kind=institution form=indirect

A case is a block between blank lines: an optional line ``@ date`` (the day of publication), the text (``¶`` stands
for a paragraph break), then one expectation a line: ``= kind "words" field=value …``. All the items of a kind that
a case names must be listed (of ``entity`` and ``mention`` only those of interest). ``= no kind`` expects none at all.
Lines that start with ``#`` are comments. Anything else is an error, and so is a file with no case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pourparlers.reading.prose import segment
from pourparlers.record import Record


class MarkError(ValueError):
    """A mark that cannot be read: file, line, fault."""


@dataclass(frozen=True)
class Expected:
    kind: str
    words: str
    fields: dict[str, str]


@dataclass
class Case:
    place: str
    published: str | None
    text: str
    expected: list[Expected] = field(default_factory=list)
    none_of: list[str] = field(default_factory=list)


Item = tuple[str, dict[str, str]]
"""The words that identify an item, and its fields as strings."""

_LINE = re.compile(r'= (?P<kind>\w+) "(?P<words>(?:[^"\\]|\\.)*)"(?P<fields>(?: \w+=(?:"(?:[^"\\]|\\.)*"|[^\s"]+))*)')
_FIELD = re.compile(r' (\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))')
PARTIAL = {"entity", "mention", "quote"}


def load(path: Path) -> list[Case]:
    """The cases of one file."""
    cases: list[Case] = []
    case: Case | None = None
    for n, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        where = f"{path.name}:{n}"
        if line.startswith("#"):
            continue
        if not line.strip():
            if case:
                _finish(case, cases)
            case = None
        elif line.startswith("@ "):
            if case:
                raise MarkError(f"{where}: a date inside a case")
            case = Case(where, line[2:].strip(), "")
        elif line.startswith("= "):
            if not case or not case.text:
                raise MarkError(f"{where}: an expectation without a text")
            _expect(case, line, where)
        else:
            case = case or Case(where, None, "")
            if case.expected or case.none_of or case.text:
                raise MarkError(f"{where}: a second line of text (use ¶ for a paragraph break)")
            case.text = line.strip().replace("¶", "\n\n")
    if not cases:
        raise MarkError(f"{path.name}: no case")
    return cases


def _finish(case: Case, cases: list[Case]) -> None:
    if not case.text or not (case.expected or case.none_of):
        raise MarkError(f"{case.place}: a case without text or without expectation")
    cases.append(case)


def _expect(case: Case, line: str, where: str) -> None:
    none = re.fullmatch(r"= no (\w+)", line.strip())
    if none:
        _known(none[1], where)
        case.none_of.append(none[1])
        return
    m = _LINE.fullmatch(line.rstrip())
    if not m:
        raise MarkError(f"{where}: cannot read {line!r}")
    _known(m["kind"], where)
    fields = {k: _plain(a or b) for k, a, b in _FIELD.findall(m["fields"])}
    case.expected.append(Expected(m["kind"], _plain(m["words"]), fields))


def _known(kind: str, where: str) -> None:
    if kind not in KINDS:
        raise MarkError(f"{where}: no such kind: {kind} (there are {', '.join(sorted(KINDS))})")


def _plain(words: str) -> str:
    return words.replace('\\"', '"').replace("¶", "\n\n")


def check(case: Case, record: Record) -> list[str]:
    """What is not as expected; empty where all is."""
    faults = []
    for kind in case.none_of:
        faults += [f"unexpected {kind} {words!r} {fields}" for words, fields in KINDS[kind](case.text, record)]
    for kind in {e.kind for e in case.expected}:
        items = list(KINDS[kind](case.text, record))
        wanted = [e for e in case.expected if e.kind == kind]
        for e in wanted:
            unknown = set(e.fields) - {k for _, f in items for k in f}
            if items and unknown:
                faults.append(f"{kind} has no field {', '.join(sorted(unknown))}")
            match = next((i for i in items if i[0] == e.words and e.fields.items() <= i[1].items()), None)
            if match:
                items.remove(match)
            else:
                near = [i for i in items if i[0] == e.words] or items
                faults.append(f"missing {kind} {e.words!r} {e.fields}; found {near}")
        if kind not in PARTIAL:
            faults += [f"unexpected {kind} {words!r} {fields}" for words, fields in items]
    return faults


# How the items of each kind are shown


def _text(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "text", value))


def _names(record: Record, ids: tuple[str, ...]) -> str:
    names = {e.id: e.name for e in record.entities}
    return " + ".join(names[i] for i in ids) or "none"


def _sentences(text: str, record: Record) -> Iterator[Item]:
    prose = segment(text)
    for s in prose.sentences:
        yield text[s.start : s.end], {"block": prose.blocks[s.block].kind}


def _quotes(text: str, record: Record) -> Iterator[Item]:
    for q in segment(text).quotes:
        yield text[q.inner_start : q.inner_end], {"depth": str(q.depth), "closed": _text(q.closed)}


def _entities(text: str, record: Record) -> Iterator[Item]:
    for e in record.entities:
        yield (
            e.name,
            {
                "kind": e.kind,
                "countries": "+".join(e.countries) or "none",
                "office": _text(e.office),
                "wikidata": _text(e.wikidata),
                "mentions": "|".join(m.text for m in e.mentions),
            },
        )


def _mentions(text: str, record: Record) -> Iterator[Item]:
    by_place: dict[tuple[int, int], list[str]] = {}
    for e in record.entities:
        for m in e.mentions:
            by_place.setdefault((m.start, m.end), []).append(e.name)
    for (start, end), names in sorted(by_place.items()):
        yield text[start:end], {"entity": " + ".join(names)}


def _times(text: str, record: Record) -> Iterator[Item]:
    for t in record.times:
        yield t.text, {"value": _text(t.value), "type": t.type, "anchor": _text(t.anchor)}


def _says(text: str, record: Record) -> Iterator[Item]:
    by_id = {a.id: a for a in record.attributions}
    for a in record.attributions:
        source = a.source
        yield (
            " … ".join(c.text for c in a.content),
            {
                "source": _names(record, (source.entity,)) if source and source.entity else "none",
                "words": source.text if source else "none",
                "kind": source.kind if source else "none",
                "cue": _text(a.cue),
                "form": a.form,
                "date": _text(a.date),
                "within": " … ".join(c.text for c in by_id[a.within].content) if a.within else "none",
            },
        )


def _meetings(text: str, record: Record) -> Iterator[Item]:
    for m in record.meetings:
        yield (
            m.mentions[0].text,
            {
                "kind": m.kind,
                "participants": _names(record, m.participants),
                "place": _text(m.place),
                "date": _text(m.date),
                "status": m.status,
                "mentions": "|".join(s.text for s in m.mentions),
            },
        )


def _reports(text: str, record: Record) -> Iterator[Item]:
    for m in record.meetings:
        for r in m.reports:
            yield (
                r.evidence.text,
                {"status": r.status, "source": _text(r.source), "cue": _text(r.cue), "date": _text(r.date)},
            )


def _acts(text: str, record: Record) -> Iterator[Item]:
    for a in record.acts:
        yield (
            a.evidence.text,
            {
                "type": a.type,
                "mode": _text(a.mode),
                "actors": _names(record, a.actors),
                "recipients": _names(record, a.recipients),
                "object": _text(a.object),
                "polarity": a.polarity,
                "certainty": a.certainty,
                "hearsay": _text(a.hearsay),
                "source": _text(a.source),
                "date": _text(a.date),
            },
        )


KINDS: dict[str, Callable[[str, Record], Iterator[Item]]] = {
    "sentence": _sentences,
    "quote": _quotes,
    "entity": _entities,
    "mention": _mentions,
    "time": _times,
    "says": _says,
    "meeting": _meetings,
    "report": _reports,
    "act": _acts,
}
