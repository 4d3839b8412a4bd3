"""Any text yields a record or a clear error; every span's words stand at its offsets; reading is deterministic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pourparlers import Reader
from pourparlers.reading.intake import UnreadableError
from pourparlers.reading.prose import segment
from pourparlers.record import Record

WORDS = [
    *("Le président russe", "Vladimir Poutine", "le Kremlin", "Mme Merkel", "M. Lavrov", "un responsable américain"),
    *(
        "la rencontre",
        "un sommet",
        "rencontrera",
        "a annoncé",
        "a-t-il ajouté",
        "aurait",
        "annulée",
        "reportée sine die",
    ),
    *("mardi", "le 3 mai", "la veille", "dans les deux prochaines semaines", "selon", "d’après", "que", "qu'"),
    *("à Genève", "avec", "son homologue", "exige", "refuse", "« ", " »", "“", "”", '"', ",", ".", "?", "!", "…", ";"),
    *(":", "(", ")", "—", "\n", "\n\n", "\u00a0", "\u202f", "😀", "\ud83c\udde6", "N’", "l’", "L'ONU", "KIEV (AFP) -"),
    "14 octobre 2016. –",
]
NEWS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
ANYTHING = st.one_of(st.text(max_size=400), NEWS, st.text(alphabet="aàé «»“”\"'’.,\n\x00\ud800 ", max_size=200))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spans(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a record that has offsets and words."""
    if isinstance(node, dict):
        if isinstance(node.get("start"), int) and "end" in node and "text" in node:
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def try_read(reader: Reader, text: str, published: str | None) -> Record | None:
    try:
        return reader.read(text, published=published)
    except UnreadableError:
        return None


@given(text=ANYTHING, published=st.sampled_from([None, "2025-10-21", "2024-02-29", "1999-12-31"]))
@example(text="« « « “ ” »", published=None)
@example(text="“Le Kremlin a dit", published="2025-10-21")
@SLOW
def test_any_text_yields_a_record_or_a_clear_error(reader: Reader, text: str, published: str | None) -> None:
    record = try_read(reader, text, published)
    if record is None:
        return
    for span in spans(record.to_dict()):
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["start"] < span["end"]
    assert Record.model_validate_json(record.to_json()) == record


@given(text=NEWS)
@settings(SLOW, max_examples=40)
def test_reading_is_deterministic(reader: Reader, text: str) -> None:
    first, second = try_read(reader, text, "2025-10-21"), try_read(Reader(), text, "2025-10-21")
    assert (first and first.to_json()) == (second and second.to_json())


@given(text=ANYTHING)
@settings(max_examples=400, deadline=None)
def test_prose_keeps_the_length_and_the_order(text: str) -> None:
    prose = segment(text)
    assert len(prose.clean) == len(text)
    ends = [0]
    for sentence in prose.sentences:
        assert ends[-1] <= sentence.start < sentence.end <= len(text)
        ends.append(sentence.end)
    for quote in prose.quotes:
        assert quote.start <= quote.inner_start < quote.inner_end <= quote.end <= len(text)


def test_records_come_in_order_and_the_unreadable_are_named(reader: Reader) -> None:
    skipped: list[UnreadableError] = []
    articles = [
        {"id": "a", "text": "Paris a dit oui."},
        {"id": "b", "text": " "},
        {"id": "c", "text": "Rome a dit non."},
    ]
    records = list(reader.read_many(articles, skipped.append))
    assert [r.document.id for r in records] == ["a", "c"]
    assert [(e.article, e.reason) for e in skipped] == [("b", "empty")]


def test_a_text_alone_reads_as_it_does_among_others(reader: Reader) -> None:
    texts = ["Le Kremlin a annoncé mardi un sommet à Genève.", "Paris a dit non.", "Berlin a rejeté l’offre de Moscou."]
    together = list(reader.read_many([{"text": t} for t in texts]))
    assert [reader.read(t).to_json() for t in texts] == [r.to_json() for r in together]
