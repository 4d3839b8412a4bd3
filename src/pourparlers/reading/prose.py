"""Prose: paragraphs, headings, datelines, signatures, quotation marks and sentences of a raw text.

Everything here points into the text as it was given. ``Prose.clean`` has exactly its length: each character is
either kept or put in a plainer one's place (a curly apostrophe, an odd space, a quotation mark), so that an offset
in the one is an offset in the other and the parser sees the French that it was trained on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables

BlockKind = Literal["paragraph", "heading", "dateline", "signature"]

_SPACES = dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\t\r\n\v\f\x85\u2028\u2029\u200b\ufeff", " ")
_PLAIN = str.maketrans({**_SPACES, "’": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "\u00ad": "-"})

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", "‘": "’", "‟": "”", "〝": "〞"}
_MARKS = re.compile(
    r"""[«»“”„‟‹›"]|<<|>>|(?<!\w)''|''(?!\w)|(?<!\w)‘|(?<=[^\s])’(?![\w’])|(?<![\w'])'(?=[^\W\d_])|(?<=[\w.!?…%])'(?![\w'])"""
)
_SINGLE_END = re.compile(r"(?<=[\w.!?…%])'(?![\w'])")
_SINGLE_REACH = 200
"""How many characters on a single straight mark must be closed, so as to be one."""

_END = re.compile(r"(?:[.!?…]+)[\s ]*[»”\"›]?(?:\s*\[\d+\])?")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_LETTERED = re.compile(r"(?:^|[\s('-])(?:[A-ZÀ-Ý]\.)+$|(?:^|[\s(])[A-ZÀ-Ý][a-z]?\.$")

_LAST_WORD = re.compile(r"[\w.-]+\.$")
_NETWORK = re.compile(r"\b(?:sur|via|réseau(?: social)?|plateforme|compte) X\.$")
"""The network called by one letter, which is no initial: "a-t-il écrit sur X. Rome se tait." """
_LETTER_AFTER_NOUN = re.compile(r"[a-zà-ÿ]{4,} [A-Z]\.$")
_FUNCTION_WORD = re.compile(
    r"(?:(?:Les?|La|Ils?|Elles?|On|Une?|Ce|Cette|Ces|Mais|Et|En|Dans|Pour|Selon|Depuis|Son|Sa) |[LC]')(?=[a-zà-ÿ])"
)

_MONTH = r"""(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
    |(?:janv|févr?|avr|juill?|sept?|oct|nov|déc)\b\.?)"""
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?"
_DAY = rf"{_WEEKDAY}(?:\d{{1,2}}(?:er)?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}|\d\d/\d\d/(?:\d\d){{1,2}})"
_CITY = r"[A-ZÀ-Ý][A-ZÀ-Ý' -]{2,}(?:\s*\([^)\n]{2,40}\))?"
_AGENCY = r"(?:AFP|AP|APS|MAP|PANA|ATS|Reuters|Xinhua|Belga|dpa|APA|TAP)"
_DASH = r"(?:\s*[:|]|\s*[-–—]+(?=\s|$)|\s[-–—]+)"
_DATELINE = re.compile(
    rf"""(?:
      {_CITY}(?:,\s*[^\n,–—]{{2,30}})?(?:,?\s*(?:le\s+)?{_DAY})?(?:\s*\((?:[A-Z]{{2,}}|Reuters|Xinhua)[^)\n]*\))?{_DASH}
    | [A-ZÀ-Ý][\w' -]{{1,40}}(?:,\s*(?:le\s+)?{_DAY})?\s*\({_AGENCY}[^)\n]*\)\s*[-–—:]*
    | [A-ZÀ-Ý][\w' -]{{1,40}},\s*(?:le\s+)?{_DAY}\s*(?:\([^)\n]*\))?{_DASH}
    | [A-ZÀ-Ý][\w' -]{{1,40}},\s*(?:le\s+)?{_DAY}\s*\([A-Z]{{2,6}}\)\s*[-–—:]*
    | \([A-ZÀ-Ý][\w' -]{{1,40}},\s*(?:le\s+)?{_DAY}\)\s*[-–—:.]*
    | (?:le\s+)?{_DAY}(?:,\s*\d\d\s*h\s*\d\d(?:\s*\w+)?)?\s*\.?{_DASH}
    )\s*""",
    re.VERBOSE,
)
_SIGNATURE = re.compile(
    r"""\(?(?:©\s*)?(?:(?:avec|par|source\s*:?|la\ rédaction(?:\ avec)?)\s+)?
        (?:AFP|AP|Reuters|ATS|Belga|Xinhua|APS|MAP|PANA|TAP|Presse\ canadienne|La\ Presse\ canadienne)
        (?:\s*(?:[,/-]|et|avec)\s*[\w' ]{2,20}){0,2}\)?\.?""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a dateline or an agency's signature."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: ``start`` and ``end`` with the marks, ``inner_*`` without.

    ``depth`` is 0 for one that stands in no other; ``closed`` is false where the closing mark is missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with the place of its block in ``Prose.blocks``."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text cut into what a reader sees; ``clean`` is the text for the parser, character for character."""

    text: str
    clean: str
    blocks: tuple[Block, ...]
    quotes: tuple[Quote, ...]
    sentences: tuple[Sentence, ...]

    def quote_at(self, offset: int) -> Quote | None:
        """The innermost quotation around an offset, marks excluded."""
        around = [q for q in self.quotes if q.inner_start <= offset < q.inner_end]
        return max(around, key=lambda q: q.inner_start, default=None)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at or before an offset."""
        starts = [s.start for s in self.sentences]
        return max(0, bisect_right(starts, offset) - 1)


def segment(text: str) -> Prose:
    """Cut a text into blocks, quotations and sentences."""
    plain = text.translate(_PLAIN)
    blocks = _blocks(text, plain)
    quotes = _quotes(text, blocks)
    clean = _with_plain_quotes(plain, quotes)
    sentences = [s for i, b in enumerate(blocks) for s in _sentences(clean, b, i, quotes)]
    return Prose(text, clean, tuple(blocks), tuple(quotes), tuple(sentences))


# Blocks


def _blocks(text: str, plain: str) -> list[Block]:
    blocks: list[Block] = []
    for start, end in _paragraphs(text):
        if _SIGNATURE.fullmatch(plain, start, end):
            blocks.append(Block(start, end, "signature"))
            continue
        dateline = _DATELINE.match(plain, start, end)
        if dateline:
            stop = start + len(plain[start : dateline.end()].rstrip())
            blocks.append(Block(start, stop, "dateline"))
            start = dateline.end()
            if start >= end:
                continue
        blocks.append(Block(start, end, "heading" if _is_heading(plain[start:end]) else "paragraph"))
    return blocks


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches between line breaks; a single break inside a sentence (a hard-wrapped line) does not count."""
    out: list[tuple[int, int]] = []
    for m in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        line = m.group()
        start = m.start() + len(line) - len(line.lstrip())
        end = m.end() - (len(line) - len(line.rstrip()))
        if start >= end:
            continue
        if out and _wrapped(text, out[-1], start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _wrapped(text: str, before: tuple[int, int], start: int) -> bool:
    gap = text[before[1] : start]
    if len(re.findall(r"\r\n|[\n\r\u2028\u2029]", gap)) != 1 or text[before[1] - 1] in '.!?…:;»”"':
        return False
    return text[start].islower() or text[before[1] - 1] in ",-'’"


def _is_heading(block: str) -> bool:
    return len(block) <= 120 and block[-1] not in '.!?…»”",;:)' and len(_WORD.findall(block)) <= 18


# Quotation marks


def _quotes(text: str, blocks: list[Block]) -> list[Quote]:
    """Pair the marks with a stack; what stays open ends with its paragraph, or runs on to a later closing mark."""
    done: list[Quote] = []
    stack: list[tuple[str, int, int]] = []
    for b in blocks:
        for m in _MARKS.finditer(text, b.start, b.end):
            mark, at = m.group(), m.start()
            side = _side(text, m, b, stack)
            if (
                side == "close"
                and stack
                and not any(_closes(mark, s[0]) for s in stack)
                and _crosses(text, m, b, stack)
            ):
                _close(done, stack, at, m.end(), closed=True)
            elif side == "open":
                if stack and at == b.start and stack[-1][0] == mark:
                    continue  # a quotation that goes on repeats its mark at the head of the paragraph
                stack.append((mark, at, m.end()))
            elif side == "close":
                while stack and not _closes(mark, stack[-1][0]):
                    if not any(_closes(mark, s[0]) for s in stack):
                        break
                    _close(done, stack, at, at, closed=False)
                if stack and _closes(mark, stack[-1][0]):
                    _close(done, stack, at, m.end(), closed=True)
        stack = _carried(text, b, blocks, stack, done)
    while stack:
        end = blocks[-1].end
        _close(done, stack, end, end, closed=False)
    quotes = (_trimmed(text, q) for q in done)
    return sorted((q for q in quotes if q.inner_start < q.inner_end), key=lambda q: (q.start, -q.end))


def _trimmed(text: str, q: Quote) -> Quote:
    """The quotation without the spaces inside its marks."""
    inner = text[q.inner_start : q.inner_end]
    start = q.inner_start + len(inner) - len(inner.lstrip())
    return replace(q, inner_start=start, inner_end=max(start, q.inner_start + len(inner.rstrip())))


def _carried(
    text: str, block: Block, blocks: list[Block], stack: list[tuple[str, int, int]], done: list[Quote]
) -> list[tuple[str, int, int]]:
    """What stays open at the end of a block: kept if the marks after it show that it goes on, else closed here."""
    if stack:
        i = blocks.index(block)
        mark = stack[0][0]
        for later in blocks[i + 1 : i + 6]:
            m = next((m for m in _MARKS.finditer(text, later.start, later.end)), None)
            if m is None:
                continue
            at_head = m.start() == later.start and (m.group() == mark or _closes(m.group(), mark))
            closing = _closes(m.group(), mark) and m.group() != '"' and _ends_speech(text, m, later)
            if (at_head and later is blocks[i + 1]) or closing:
                return stack
            break
    while stack:
        _close(done, stack, block.end, block.end, closed=False)
    return stack


def _ends_speech(text: str, m: re.Match[str], block: Block) -> bool:
    """Does a closing mark end a sentence or a clause, as the end of a long quotation does ("… jamais », dit-il")?"""
    before = text[block.start : m.start()].rstrip()[-1:]
    after = text[m.end() : block.end].lstrip()[:1]
    return before in ".!?…" or after in ("", ",", ".", ";", "(", "–", "-")


def _side(text: str, m: re.Match[str], block: Block, stack: list[tuple[str, int, int]]) -> str:
    """Does this mark open or close? By its form, else by the spaces around it, else by what is open."""
    mark = m.group()
    if mark in ("«", "„", "‹", "<<", "‘", "‟"):
        return "open"
    if mark in ("'", "’"):
        return _single_side(text, m, block, stack)
    if mark in ("»", "›", ">>"):
        return "skip" if stack and m.start() == block.start else "close"
    if mark == "“" and stack and stack[-1][0] == "„":
        return "close"
    before = text[m.start() - 1] if m.start() > block.start else " "
    after = text[m.end()] if m.end() < block.end else " "
    if mark in ("“", "”"):
        # some papers close with “ or open with ”: believe the spaces where they are clear
        if (
            mark == "”"
            and not any(s[0] in "“”‟" for s in stack)
            and (before in " ('\u00a0’" or m.start() == block.start)
        ):
            return "open"
        if mark == "“" and any(s[0] in "“" for s in stack) and not before.isspace() and not after.isalnum():
            return "close"
        return "open" if mark == "“" else "close"
    is_open = any(s[0] == mark for s in stack)
    loose_before = before.isspace() or before in "(['’«“-–—/:"
    loose_after = after.isspace() or after in ".,;:!?)]…»”"
    if loose_before != loose_after:
        if loose_before and is_open and stack[-1][0] == mark and not before.isspace():
            return "close"
        return "open" if loose_before else "close"
    return "close" if is_open or after in ".,;:!?)]…" else "open"


def _single_side(text: str, m: re.Match[str], block: Block, stack: list[tuple[str, int, int]]) -> str:
    """A single mark closes only what a single mark has opened, and opens only what one closes; else an apostrophe."""
    opened = stack[-1][0] if stack else ""
    if m.group() == "’":
        return "close" if opened == "‘" else "skip"
    if text[m.end() : m.end() + 1].isalpha() and (m.start() == block.start or not text[m.start() - 1].isalnum()):
        end = _SINGLE_END.search(text, m.end(), min(block.end, m.end() + _SINGLE_REACH))
        return "open" if end and opened != "'" else "skip"
    return "close" if opened == "'" else "skip"


def _crosses(text: str, m: re.Match[str], block: Block, stack: list[tuple[str, int, int]]) -> bool:
    """Is a quotation closed by a mark of another kind («\u00a0… "), its own not to come before the next one opens?"""
    opened = stack[-1][0]
    if opened == "'" or m.group() in ("'", "’") or stack[-1][1] < block.start:
        return False
    for later in _MARKS.finditer(text, m.end(), block.end):
        if _closes(later.group(), opened) and later.group() != '"':
            return False
        if later.group() in ("«", "“"):
            return True
    return True


def _closes(mark: str, opened: str) -> bool:
    if opened in _PAIRS:
        return mark == _PAIRS[opened] or (opened == "“" and mark in "“") or (opened == "‟" and mark == "”")
    if opened == "<<":
        return mark == ">>"
    return mark == opened or (opened == "”" and mark == "”")


def _close(done: list[Quote], stack: list[tuple[str, int, int]], at: int, end: int, *, closed: bool) -> None:
    _, start, inner = stack.pop()
    done.append(Quote(start, end, inner, at, depth=len(stack), closed=closed))


def _with_plain_quotes(plain: str, quotes: list[Quote]) -> str:
    chars = list(plain)
    for q in quotes:
        chars[q.start : q.inner_start] = "«".ljust(q.inner_start - q.start)
        chars[q.inner_end : q.end] = "»".rjust(q.end - q.inner_end) if q.closed else " " * (q.end - q.inner_end)
    return "".join(chars)


# Sentences


@cache
def _abbreviations() -> dict[str, str]:
    """Each abbreviation, with what must follow it."""
    return {row["form"].lower(): row["before"] for row in tables.rows("fr/abbreviations.tsv")}


def _is_abbreviated(before: str, after: str) -> bool:
    """Does the stop at the end of ``before`` belong to an abbreviation or an initial?"""
    word = _LAST_WORD.search(before)
    needs = _abbreviations().get(word[0].lower().rstrip(".")) if word else None
    if needs is not None:
        return needs != "digit" or after[:1].isdigit()
    if not _LETTERED.search(before) or re.search(r"[A-Z]{2,}\.$", before) or _NETWORK.search(before):
        return False
    return not (_LETTER_AFTER_NOUN.search(before) and _FUNCTION_WORD.match(after))


def _sentences(clean: str, block: Block, index: int, quotes: list[Quote]) -> list[Sentence]:
    out: list[Sentence] = []
    start = block.start
    for m in _END.finditer(clean, block.start, block.end):
        end = _sentence_end(clean, m, block)
        if end is None or end <= start:
            continue
        out.append(Sentence(start, end, index))
        start = end
        while start < block.end and clean[start] == " ":
            start += 1
    if start < block.end:
        out.append(Sentence(start, block.end, index))
    return [s for s in out if clean[s.start : s.end].strip()]


def _sentence_end(clean: str, m: re.Match[str], block: Block) -> int | None:
    """Where the sentence ends, if this punctuation ends one."""
    end = m.start() + len(m.group().rstrip())
    rest = clean[end : block.end]
    after = rest.lstrip(" ")
    stop = m.group().rstrip(' »”"›0123456789[]')
    if not after:
        return end
    head = after.lstrip('«»"-–—([ ')[:1]
    if not head:
        return block.end
    if stop == "." and not m.group().rstrip().endswith("»"):
        before = clean[max(block.start, m.start() - 20) : m.start() + 1]
        if _is_abbreviated(before, after):
            return None
        if rest[:1] not in (" ", "«", "»") and not re.match(r"[A-ZÀ-Ý][a-zà-ÿ']", rest):
            return None
        if rest[:1] not in (" ", "«", "»") and not re.search(r"[a-zà-ÿ0-9»)]\.$", before):
            return None
    if head.islower() or after[0] in ",;:)":
        return None
    return end
