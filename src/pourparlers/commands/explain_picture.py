"""A sentence as a picture (SVG): its words with the arcs of the parse over them, what is found in bars under them.

Words stand in a typeface of one width, so that where they stand can be worked out without the typeface itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pourparlers.commands.explain_steps import plain
from pourparlers.i18n import language
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Record
from pourparlers.vocabulary import ACT, FORM, MEETING, STATUS, Term

WIDTH, LEFT = 1120, 12
LETTER, SMALL, GAP = 8.4, 6.0, 14
"""Width of a letter of the text and of a label, and of the space between words, in pixels; so are all measures here."""

LEVEL, BAR = 15, 20
"""Height of a level of arcs, and of a bar."""

HIGHEST = 6
"""Levels of arcs over a line of words; longer arcs share the highest."""

COLOURS = {"who": "#8a6d1a", "when": "#5b6770", "said": "#1f5aa8", "met": "#0f7b4f", "did": "#a83232"}


@dataclass(frozen=True, slots=True)
class _Word:
    """A token where it stands: its line, its left edge and its width."""

    line: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class _Bar:
    """A stretch of tokens, first to last, with what is said of it."""

    first: int
    last: int
    label: str
    colour: str


def picture(parsed: Parsed, record: Record) -> str:
    """The picture of a parsed text and its record, as a document that stands alone."""
    words = _placed(parsed)
    bars = list(_bars(parsed, record))
    parts, top = [], 8.0
    for line in range(words[-1].line + 1 if words else 0):
        drawn, height = _line(parsed, words, bars, line, top)
        parts += drawn
        top += height
    title = escape(plain(parsed.text[:200]))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top:g}" viewBox="0 0 {WIDTH} {top:g}"'
            ' role="img" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">',
            f"<title>{title}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _placed(parsed: Parsed) -> list[_Word]:
    placed: list[_Word] = []
    line, x = 0, float(LEFT)
    for token in parsed.doc:
        width = max(len(plain(token.text)), len(token.pos_) * 0.7) * LETTER
        new_sentence = bool(token.is_sent_start) and token.i > 0
        if new_sentence or (x > LEFT and x + width > WIDTH - LEFT):
            line, x = line + 1, float(LEFT)
        placed.append(_Word(line, x, min(width, WIDTH - 2 * LEFT)))
        x += width + GAP
    return placed


def _line(parsed: Parsed, words: list[_Word], bars: Sequence[_Bar], line: int, top: float) -> tuple[list[str], float]:
    """What is drawn of one line of words, and its height."""
    here = [i for i, w in enumerate(words) if w.line == line]
    arcs = _arcs(parsed, words, here)
    base = top + LEVEL * (max((level for _, _, level in arcs), default=0) + 1) + 12
    parts = [_arc(parsed, words, child, head, base - 18 - LEVEL * level, base) for child, head, level in arcs]
    for i in here:
        middle = words[i].x + words[i].width / 2
        text, tag = escape(plain(parsed.doc[i].text)), parsed.doc[i].pos_
        parts.append(
            f'<text x="{middle:g}" y="{base:g}" text-anchor="middle" textLength="{_length(parsed, words, i):g}"'
            f' lengthAdjust="spacingAndGlyphs">{text}</text>'
            f'<text x="{middle:g}" y="{base + 13:g}" text-anchor="middle" font-size="9" fill="#666666">{tag}</text>'
        )
    rows = _rows([b for b in bars if b.first <= here[-1] and b.last >= here[0]])
    for n, row in enumerate(rows):
        parts += [_bar(b, words, here, base + 20 + n * BAR) for b in row]
    return parts, base + 20 + BAR * len(rows) + 16 - top


def _length(parsed: Parsed, words: list[_Word], i: int) -> float:
    return min(words[i].width, max(1, len(plain(parsed.doc[i].text))) * LETTER)


def _arcs(parsed: Parsed, words: list[_Word], here: list[int]) -> list[tuple[int, int, int]]:
    """The arcs between words of one line, each with its level: over the arcs that it spans. Short ones come first."""
    pairs = [(i, parsed.doc[i].head.i) for i in here]
    pairs = [(i, h) for i, h in pairs if i != h and words[h].line == words[i].line]
    levels: list[tuple[int, int, int]] = []
    for child, head in sorted(pairs, key=lambda p: abs(p[0] - p[1])):
        low, high = sorted((child, head))
        under = [lv for c, h, lv in levels if min(c, h) < high and max(c, h) > low]
        levels.append((child, head, min(HIGHEST, max(under, default=-1) + 1)))
    return levels


def _arc(parsed: Parsed, words: list[_Word], child: int, head: int, y: float, base: float) -> str:
    a = words[head].x + words[head].width / 2 + (3 if child > head else -3)
    b = words[child].x + words[child].width / 2
    foot = base - 14
    return (
        f'<path d="M{a:g} {foot:g}V{y:g}H{b:g}V{foot:g}m-3 -5l3 5l3 -5" fill="none" stroke="#9aa4ad"/>'
        f'<text x="{(a + b) / 2:g}" y="{y - 2:g}" text-anchor="middle" font-size="9" fill="#54606a">'
        f"{escape(parsed.doc[child].dep_)}</text>"
    )


def _rows(bars: list[_Bar]) -> list[list[_Bar]]:
    """Bars in as few rows as hold them side by side."""
    rows: list[list[_Bar]] = []
    for bar in bars:
        row = next((r for r in rows if all(bar.first > b.last + 1 or bar.last < b.first - 1 for b in r)), None)
        if row is None:
            rows.append(row := [])
        row.append(bar)
    return rows


def _bar(bar: _Bar, words: list[_Word], here: list[int], y: float) -> str:
    first, last = words[max(bar.first, here[0])], words[min(bar.last, here[-1])]
    right, label = last.x + last.width, plain(bar.label)
    ends = first.x + SMALL * len(label) > WIDTH
    x, anchor = (right, ' text-anchor="end"') if ends else (first.x, "")
    return (
        f'<rect x="{first.x:g}" y="{y:g}" width="{right - first.x:g}" height="4" fill="{bar.colour}"/>'
        f'<text x="{x:g}" y="{y + 13:g}"{anchor} font-size="10" fill="{bar.colour}">{escape(label)}</text>'
    )


def _bars(parsed: Parsed, record: Record) -> Iterator[_Bar]:
    """Everything found, in the order of the steps."""
    for start, end, label, colour in _found(record):
        first, stop = parsed.tokens(start, end)
        if stop > first:
            yield _Bar(first, stop - 1, label, COLOURS[colour])


def _found(record: Record) -> Iterator[tuple[int, int, str, str]]:
    for e in record.entities:
        for mention in e.mentions:
            yield mention.start, mention.end, " ".join((e.id, *e.countries)), "who"
    for t in record.times:
        yield t.start, t.end, f"{t.id} {t.value or '?'}", "when"
    for a in record.attributions:
        if a.source:
            yield a.source.start, a.source.end, f"{a.id} {a.source.kind}", "said"
        if a.cue:
            yield a.cue.start, a.cue.end, f"{a.id} {a.cue.text}", "said"
        for part in a.content:
            yield part.start, part.end, f"{a.id} {_word(FORM[a.form])} : {a.rule}", "said"
    for m in record.meetings:
        for mention in m.mentions:
            yield mention.start, mention.end, f"{m.id} {_word(MEETING[m.kind])}", "met"
        for r in m.reports:
            yield r.evidence.start, r.evidence.end, f"{m.id} {_word(STATUS[r.status])} : {r.rule}", "met"
    for c in record.acts:
        yield c.evidence.start, c.evidence.end, f"{c.id} {_word(ACT[c.type])} : {c.rule}", "did"


def _word(term: Term) -> str:
    return term.en if language() == "en" else term.fr
