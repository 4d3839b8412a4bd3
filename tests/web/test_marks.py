"""The text of an article cut at the ends of its marks."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from pourparlers.web.marks import LAYERS, Mark, cut, in_paragraphs, paragraphs
from pourparlers.web.pages import environment

TEXTS = st.text(alphabet="aé «»<&\n\r\t\u2028'", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    offsets = st.integers(-2, len(text) + 2)
    spans = draw(st.lists(st.tuples(st.sampled_from(LAYERS), offsets, offsets), max_size=8))
    return text, [Mark(layer, f"x{n}", start, end) for n, (layer, start, end) in enumerate(spans)]


@given(marked())
def test_pieces_joined_are_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = cut(text, marks)
    assert "".join(p.text for p in pieces) == text
    assert all(text[p.start : p.end] == p.text and p.text for p in pieces)


@given(marked())
def test_each_mark_lies_over_exactly_its_words(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = cut(text, marks)
    for m in marks:
        under = [p for p in pieces if m in p.marks]
        assert "".join(p.text for p in under) == text[max(m.start, 0) : max(m.end, 0)]
        assert sum(m in p.opens for p in pieces) == sum(m in p.closes for p in pieces) == bool(under)


@given(marked(), st.lists(st.integers(-2, 70), max_size=5))
def test_no_piece_reaches_over_a_cut(case: tuple[str, list[Mark]], at: list[int]) -> None:
    text, marks = case
    assert not [(p, x) for p in cut(text, marks, at) for x in at if p.start < x < p.end]


@given(marked())
def test_paragraphs_hold_all_words_in_order(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    found = in_paragraphs(text, marks)
    assert ["".join(p.text for p in pieces) for pieces in found] == [text[a:b] for a, b in paragraphs(text)]
    assert "".join("".join(text[a:b].split()) for a, b in paragraphs(text)) == "".join(text.split())


@given(marked())
def test_text_on_the_page_is_the_text_and_never_html(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    macros = environment("fr").get_template("marks.html").make_module({"entities": {}})
    shown = "".join(str(macros.piece(p, {})) for p in cut(text, marks))  # type: ignore[attr-defined]
    plain = re.sub(r'</?(?:span|a)(?: (?:class|id|href|data-sign|aria-label)="[^"<]*")*>', "", shown)
    assert "<" not in plain
    assert html.unescape(plain) == text


def test_overlap_is_cut_at_both_ends() -> None:
    pieces = cut("Le ministre a dit mardi", [Mark("said", "a1", 3, 17), Mark("times", "t1", 12, 23)])
    assert [(p.text, [m.item for m in p.marks]) for p in pieces] == [
        ("Le ", []),
        ("ministre ", ["a1"]),
        ("a dit", ["a1", "t1"]),
        (" mardi", ["t1"]),
    ]
    assert [p.anchored for p in pieces] == [False, True, True, False]
    assert pieces[2].classes == "said said-words times times-words times-first said-last"
