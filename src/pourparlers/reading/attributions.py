"""Attributions: who says what, by which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pourparlers.reading import attribution_cues as cues
from pourparlers.reading import attribution_sources as sources
from pourparlers.reading.attribution_cues import Cue
from pourparlers.reading.attribution_extent import Around
from pourparlers.reading.attribution_frames import after
from pourparlers.reading.attribution_incise import beside, incise
from pourparlers.reading.attribution_order import is_incise
from pourparlers.reading.attribution_page import Page, words
from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Source, Span, Time
from pourparlers.vocabulary import Form, SourceKind

Range = tuple[int, int]
_NEAR = 8  # tokens between a cue and the day of its statement
_FUTURE = ("era", "eront", "ira", "iront", "dra", "dront")


@dataclass(slots=True)
class Statement:
    """An attribution in the making, in tokens."""

    cue: Cue | None
    source: Range | None
    contents: list[Range]
    rule: str
    incise: bool = False
    place: int = field(init=False)

    def __post_init__(self) -> None:
        self.place = min([self.cue.first] if self.cue else [] + [c[0] for c in self.contents])


def find(parsed: Parsed, who: Entities, when: Sequence[Time]) -> list[Attribution]:
    """The attributions of an article, in the order of the text."""
    page = Page.of(parsed, who, when)
    said = _cued(page)
    said += _uncued(page, said)
    said.sort(key=lambda s: min(s.place, s.contents[0][0]))
    return _attributions(page, said, when)


def _cued(page: Page) -> list[Statement]:
    found = cues.find(page)
    around = Around.of(found)
    out: list[Statement] = []
    floors: dict[int, int] = {}
    for cue in found:
        sentence = page.parsed.sentence_of[cue.head]
        statement = _statement(page, cue, around, floors.get(sentence, 0), out)
        if statement is None:
            continue
        out.append(statement)
        if statement.incise:
            floors[sentence] = max(cue.stop, statement.source[1] if statement.source else 0)
    return out


def _statement(page: Page, cue: Cue, around: Around, floor: int, before: list[Statement]) -> Statement | None:
    """The statement that a cue introduces, or None if it introduces none here."""
    inverted = is_incise(page, cue)
    source = sources.of(page, cue, inverted=inverted)
    if cue.kind in ("gerund", "infinitive") or _shares_subject(page, cue, before):
        source = _inherited(page, cue, before) or source
    if cue.kind == "passive" and page.low[cue.head] in words("quoted_by"):
        found = _relayed(page, cue, before)
        return Statement(cue, source, found, cue.rule) if found and source else None
    if cue.kind == "phrase":
        found = beside(page, cue, source, around, floor) if source else []
        inverted = True
    elif inverted:
        found = incise(page, cue, source, around, floor)
    elif _silent(page, cue, source):
        return None
    else:
        found = after(page, cue, around)
        if (
            source
            and page.low[source[0]] in ("on", "l'")
            and page.low[source[1] - 1] == "on"
            and cue.has("object", "voir")
        ):
            found = [r for r in found if page.has_finite(*r) or any(page.inside[i] >= 0 for i in range(*r))]
    found = [(a, b) for a, b in found if any(page.pos[i] != "PUNCT" for i in range(a, b))]
    if not found or source is None:
        return None
    return Statement(cue, source, found, cue.rule, inverted)


def _relayed(page: Page, cue: Cue, before: list[Statement]) -> list[Range]:
    """What X said is also what Y reports in "…, a dit X, cité par Y"."""
    last = before[-1] if before else None
    if (
        last is None
        or not last.incise
        or page.parsed.sentence_of[last.contents[-1][0]] > page.parsed.sentence_of[cue.head]
    ):
        return []
    return list(last.contents) if last.source and cue.first - last.source[1] <= 2 else []


def _silent(page: Page, cue: Cue, source: Range | None) -> bool:
    """Denied, future or first-person sayings report nothing: "n'a pas précisé si", "dira", "je pense que"."""
    if cue.negated and not cue.has("negated"):
        return True
    if cue.kind == "finite" and cue.finite == cue.head and page.low[cue.head].endswith(_FUTURE):
        return True
    return bool(source and source[1] - source[0] == 1 and page.low[source[0]] in words("not_third"))


def _shares_subject(page: Page, cue: Cue, before: list[Statement]) -> bool:
    if cue.kind != "finite" or page.low[cue.first - 1] not in ("et", "puis"):
        return False
    return page.parsed.doc[cue.head].dep_ == "conj" or (cue.finite == cue.head and not page.is_finite(cue.head))


def _inherited(page: Page, cue: Cue, before: list[Statement]) -> Range | None:
    """The source of an earlier statement of the sentence, for participles and second verbs."""
    for statement in reversed(before):
        head = statement.cue.head if statement.cue else -1
        if page.parsed.sentence_of[head] != page.parsed.sentence_of[cue.head]:
            return None
        if (
            statement.cue
            and statement.cue.kind in ("finite", "gerund")
            and (statement.incise or not any(a <= cue.head < b for a, b in statement.contents))
        ):
            return statement.source
    return None


# Quotations without a cue


def _uncued(page: Page, said: list[Statement]) -> list[Statement]:
    """Quotations that are whole sentences and that no cue has claimed: the statement goes on, or a new one begins."""
    claimed = [r for s in said for r in s.contents]
    out: list[Statement] = []
    for quote in page.quotes:
        if quote.depth or any(a < quote.stop and quote.first < b for a, b in claimed):
            continue
        if not _is_statement(page, quote.opening, quote.closing, quote.first, quote.stop):
            continue
        if page.low[quote.opening - 1] == ":":
            speaker = sources.before_colon(page, quote.opening - 1)
            if speaker is not None:
                out.append(Statement(None, speaker, [(quote.first, quote.stop)], "a quotation after a colon"))
                continue
        earlier = [s for s in said + out if s.contents[0][0] < quote.first and s.source]
        last = max(earlier, key=lambda s: s.contents[-1][1], default=None)
        if last is not None and _goes_on(page, last, quote.opening):
            last.contents.append((quote.first, quote.stop))
            continue
        source = (
            last.source if last else next((s.source for s in sorted(said, key=lambda s: s.place) if s.source), None)
        )
        if source is not None:
            out.append(Statement(None, source, [(quote.first, quote.stop)], "a quotation without a cue"))
    return out


def _is_statement(page: Page, opening: int, closing: int, first: int, stop: int) -> bool:
    start = page.parsed.sentence(opening)[0]
    lead = [k for k in range(start, opening) if page.pos[k] not in ("CCONJ", "PUNCT", "ADV")]
    if lead and page.low[opening - 1] != ":":
        return False
    end = page.parsed.sentence(closing)[1]
    tail = [k for k in range(closing + 1, end) if page.pos[k] != "PUNCT"]
    whole = page.has_finite(first, stop) or page.low[stop - 1] in ("?", "!", ".")
    return not tail and stop - first >= 3 and whole


def _goes_on(page: Page, last: Statement, opening: int) -> bool:
    """Is a quotation the next sentence of the same paragraph after another one?"""
    end = max(last.contents[-1][1], last.cue.stop if last.cue else 0)
    here, there = page.parsed.sentence_of[opening], page.parsed.sentence_of[end - 1]
    quoted = page.inside[last.contents[-1][0]] >= 0
    return quoted and page.block_of(opening) == page.block_of(end - 1) and here - there <= 1


# Records


def _attributions(page: Page, said: list[Statement], when: Sequence[Time]) -> list[Attribution]:
    ids = [f"a{n}" for n in range(1, len(said) + 1)]
    out: list[Attribution] = []
    last: Source | None = None
    for n, statement in zip(ids, said, strict=True):
        source = _source(page, statement, last)
        cue = statement.cue
        out.append(
            Attribution(
                id=n,
                source=source,
                cue=page.parsed.span(cue.first, cue.stop) if cue else None,
                content=tuple(_spans(page, statement)),
                form=_form(page, statement),
                date=_date(page, statement, when),
                within=_within(page, statement, said, ids),
                rule=statement.rule,
            )
        )
        last = source or last
    return out


def _spans(page: Page, statement: Statement) -> list[Span]:
    return [page.parsed.span(*r) for r in statement.contents]


def _source(page: Page, statement: Statement, last: Source | None) -> Source | None:
    if statement.source is None:
        return None
    first, stop = statement.source
    span = page.parsed.span(first, stop)
    kind: SourceKind | None = sources.kind(page, (first, stop))
    entity = _entity(page, first, stop)
    known = page.who.source_kind(entity) if entity is not None else "other"
    if known != "other" or (kind is None and entity is not None):
        kind = known
    elif kind is None and last is not None and page.low[first] not in ("on", "-on"):
        entity, kind = last.entity, last.kind
    if kind is None:
        kind = "institution" if page.low[first] in ("on", "-on") else "named"
    return Source(entity=entity, kind=kind, start=span.start, end=span.end, text=span.text)


def _entity(page: Page, first: int, stop: int) -> str | None:
    """Whom the words of a source stand for: the first one of several; nobody for "on" and unknown pronouns."""
    if stop - first == 1 and page.low[first] in words("pronoun"):
        found = page.who.resolve(first)
        return found[0] if found else None
    return page.who.ensure(first, stop)


def _form(page: Page, statement: Statement) -> Form:
    """In quotation marks, with some in it, or with none; marks around the cue itself do not count."""
    home = page.inside[statement.cue.head] if statement.cue and not statement.incise else -1
    marked = plain = 0
    for first, stop in statement.contents:
        for i in range(first, stop):
            if page.low[i] in ("«", "»") or page.pos[i] == "PUNCT":
                continue
            if page.inside[i] >= 0 and page.inside[i] != home:
                marked += 1
            else:
                plain += 1
    return "indirect" if not marked else "direct" if not plain else "mixed"


def _date(page: Page, statement: Statement, when: Sequence[Time]) -> str | None:
    """The day that stands with the cue, outside what is reported."""
    if statement.cue is None:
        return None
    first, end = page.parsed.sentence(statement.cue.head)
    for time in when:
        i = page.parsed.tokens(time.start, time.end)[0]
        is_day = time.value is not None and len(time.value) == 10 and time.value[4] == "-"
        near = first <= i < end and abs(i - statement.cue.head) <= _NEAR
        if is_day and near and not any(a <= i < b for a, b in statement.contents):
            return time.value
    return None


def _size(statement: Statement) -> int:
    return sum(b - a for a, b in statement.contents)


def _within(page: Page, statement: Statement, said: list[Statement], ids: list[str]) -> str | None:
    """The smallest other statement whose content holds this one's cue."""
    place = statement.cue.head if statement.cue else statement.contents[0][0]
    best: tuple[int, str] | None = None
    for other, n in zip(said, ids, strict=True):
        if other is statement or _size(other) <= _size(statement):
            continue
        for a, b in other.contents:
            if (
                a <= place < b
                and not (statement.incise and (a, b) in statement.contents)
                and (best is None or b - a < best[0])
            ):
                best = (b - a, n)
    return best[1] if best else None
