"""The gate: no row of a table is forgotten, what is diplomatic passes, what is not is stopped, and quickly."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.reading.gate import ACT, CUE, MEETING, QUOTE, Gate
from pourparlers.reading.intake import UnreadableError
from pourparlers.samples import budapest

TABLES = {"meeting_nouns": MEETING, "meeting_verbs": MEETING, "acts": ACT, "cues": CUE, "cue_phrases": CUE}
ROWS = [(name, row["example"], kind) for name, kind in TABLES.items() for row in tables.rows(f"fr/{name}.tsv")]

STOPPED = (
    "La cuisson dure vingt minutes à four doux. La sauce se sert à part.",
    "Le club de Vannes a battu celui de Lorient, deux à un, devant six mille spectateurs.",
    "Un incendie a détruit une grange hier soir près de Mende. Personne n'a été blessé, selon les pompiers.",
    "Le maire a inauguré la médiathèque, que les habitants réclamaient depuis dix ans.",
)
PASSED = (
    "Le ministre chilien rencontrera mardi à Lima son homologue péruvien.",
    "Oslo a demandé à Lisbonne de libérer les deux marins.",
    "Les pourparlers entre le Soudan et l'Égypte reprendront lundi.",
    "La Suisse a rappelé son ambassadeur au Togo.",
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_forgotten(gate: Gate, name: str) -> None:
    missed = [example for table, example, kind in ROWS if table == name and not gate.holds(example) & kind]
    assert not missed


def test_a_quotation_counts(gate: Gate) -> None:
    assert gate.holds("« Jamais », a-t-elle fait.") & QUOTE
    assert not gate.holds("La route.")


@pytest.mark.parametrize("text", PASSED)
def test_diplomacy_passes(gate: Gate, text: str) -> None:
    assert gate.passes(text)


@pytest.mark.parametrize("text", STOPPED)
def test_other_news_is_stopped(gate: Gate, text: str) -> None:
    assert not gate.passes(text)


def test_the_sample_story_passes(gate: Gate) -> None:
    assert all(gate.passes(article.text) for article in budapest())


def test_a_users_own_names_pass(tmp_path: Path) -> None:
    (tmp_path / "organizations.tsv").write_text(
        "name\tother_names\tcode\tkind\twikidata\nLigue des Marais\t\tZZZ\torganization\t\n", "utf-8"
    )
    text = "La Ligue des Marais rencontrera jeudi une délégation du Togo."
    assert not Gate().passes(text)
    assert Gate(tmp_path).passes(text)


def test_a_stopped_article_leaves_a_record_that_says_so() -> None:
    texts = [PASSED[0], STOPPED[0], PASSED[1]]
    records = list(Reader(gate=True).read_many({"text": t} for t in texts))
    assert [r.document.gate for r in records] == [None, "stopped", None]
    assert records[1].document.sha256
    assert not records[1].entities
    assert [r for r in Reader().read_many({"text": t} for t in texts) if r.document.gate] == []


def test_what_cannot_be_read_is_still_refused() -> None:
    english = "The club won the game two to one in front of a small crowd on Sunday afternoon. " * 4
    errors: list[UnreadableError] = []
    found = list(Reader(gate=True).read_many([{"text": t} for t in ("", english, "La \ud800 route")], errors.append))
    assert not found
    assert [e.reason for e in errors] == ["empty", "language", "surrogate"]


def test_it_does_not_hold_back_a_stream_for_long() -> None:
    taken = 0

    def stream() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield {"text": STOPPED[taken % 4]}

    assert next(Reader(gate=True).read_many(stream())).document.gate == "stopped"  # type: ignore[arg-type]
    assert taken < 400


def test_it_reads_a_thousand_articles_a_second(gate: Gate) -> None:
    text = " ".join((*STOPPED, *PASSED)) * 3
    gate.passes(text)
    start = time.process_time()
    for _ in range(100):
        gate.passes(text)
    assert time.process_time() - start < 0.1


def test_little_is_lost(gate: Gate, shared: Path) -> None:
    """Under one in a hundred of what diplomatic articles hold."""
    lost: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for folder in ("train", "dev", "challenge"):
        for path in (shared / "gold" / folder).glob("*.json"):
            article = json.loads(path.read_text("utf-8"))
            if article["meetings"] or article["acts"]:
                counts = {kind: len(article[kind]) for kind in ("attributions", "meetings", "acts")}
                total.update(counts)
                if not gate.passes(article["text"]):
                    lost.update(counts)
    assert all(lost[kind] < total[kind] / 100 for kind in total), (lost, total)
