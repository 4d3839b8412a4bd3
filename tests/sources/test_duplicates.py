"""Copies are told from new versions: a word on which the fate of talks depends makes a text of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from pourparlers.knowledge import tables
from pourparlers.record import Article
from pourparlers.sources import duplicates
from pourparlers.sources.duplicates import Duplicates, Find, Known, is_copy, runs_of, sampled
from sources.pages import PARAGRAPHS, TEXT

DAY = dt.date(2024, 3, 8)
OTHER = TEXT.replace("pont", "barrage").replace("lac", "fleuve").replace("Lyon", "Metz")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace("'", "’").replace("\n", "\n\n"),
        "LYON (Agence du Lac) -\n" + TEXT,
        TEXT + "\nRetrouvez toute l'actualité du lac dans notre lettre du matin.",
        "Le Fanal avec les agences\n" + TEXT + "\nMis en ligne à 10h30",
        "\n".join(PARAGRAPHS[:3]),
        TEXT.replace("dans un communiqué", "dans un communiqué publié en ligne"),
        TEXT.replace("une étape utile", "une étape très utile"),
    ],
)
def test_copies(text: str) -> None:
    assert is_copy(text, TEXT)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("rencontrera", "ne rencontrera pas"),
        TEXT.replace("n'a pas encore fait", "a fait"),
        TEXT.replace("le 12 mars", "le 14 mars"),
        TEXT.replace("deux jours", "deux jours au plus"),
        TEXT.replace("lundi", "mardi"),
        TEXT.replace("rencontrera", "annulera sa rencontre avec"),
        TEXT + "\nLe palais du Varsland a démenti mercredi toute visite.",
        TEXT + "\nSelon un proche de la ministre, la date pourrait changer.",
        OTHER,
        "\n".join(PARAGRAPHS[:1]),
        "",
    ],
)
def test_texts_of_their_own(text: str) -> None:
    assert not is_copy(text, TEXT)


@pytest.mark.parametrize("row", tables.rows("fr/copies.tsv"), ids=lambda row: row["form"])
def test_words_that_matter(row: dict[str, str]) -> None:
    """A sentence with the word, added to a text, makes it another; so does the word that is lost with a change."""
    words = duplicates._words(row["example"])
    forms = [w for w in words if (w == row["form"] if row["match"] == "word" else w.startswith(row["form"]))]
    assert forms
    assert not is_copy(f"{TEXT}\n{row['example']}", TEXT)


def test_copies_among_articles_as_they_come() -> None:
    seen = Duplicates()
    first = Article(text=TEXT, published=DAY, url="https://a.example/1", publisher="Le Fanal")
    assert seen.original(first) is None
    seen.keep("un", first)
    seen.keep("deux", Article(text=OTHER, published=DAY))
    copy = Article(text=f"Agence\n{TEXT}", published=DAY + dt.timedelta(days=2), publisher="Le Phare")
    assert seen.original(copy) == "un"
    assert seen.original(copy.model_copy(update={"published": DAY + dt.timedelta(days=9)})) is None
    assert seen.original(copy.model_copy(update={"published": None})) is None
    # Another text at the same address is a newer version of it, not a copy.
    assert seen.original(copy.model_copy(update={"url": first.url})) is None
    assert seen.original(Article(text=PARAGRAPHS[0], published=DAY)) is None
    assert seen.original(Article(text=TEXT, published=dt.date.max)) is None


def test_what_was_there_before_is_looked_up_by_a_few_runs() -> None:
    asked: list[tuple[dt.date | None, int]] = []

    def earlier(day: dt.date | None) -> Find:
        def find(runs: Sequence[int]) -> list[tuple[Known, int]]:
            asked.append((day, len(runs)))
            return [(Known("un", TEXT), len(set(runs) & set(sampled(TEXT))))] if day == DAY else []

        return find

    seen = Duplicates(earlier)
    assert seen.original(Article(text=f"Agence\n{TEXT}", published=DAY)) == "un"
    assert len(asked) == 2 * duplicates.DAYS + 1
    assert all(0 < n <= 16 for _, n in asked)
    for n in range(300):
        seen.keep("deux", Article(text=OTHER, published=DAY + dt.timedelta(days=n)))
    assert len(seen._days) < 30


def test_a_long_text_is_found_by_a_part_of_it() -> None:
    long = " ".join(f"mot{n}" for n in range(4000))
    assert set(sampled(" ".join(long.split()[500:1500]))) <= set(sampled(long))
    assert all(0 <= run < 2**60 for run in sampled(long))
    assert sampled("trop court pour cela") == []


def test_runs_are_the_same_everywhere() -> None:
    assert runs_of("un deux trois quatre") == frozenset()
    assert runs_of("Un, deux : TROIS quatre cinq") == runs_of("un deux trois quatre cinq")
