from __future__ import annotations

import datetime as dt

import pytest

from pourparlers.knowledge import tables
from pourparlers.reading.intake import (
    LONGEST,
    UnreadableError,
    check,
    is_plainly_french,
    small_words,
    to_article,
    to_date,
)
from pourparlers.record import Article

ENGLISH = "The president said on Tuesday that the meeting with his counterpart would not take place this month. " * 3
GERMAN = "Der Präsident sagte am Dienstag, dass das Treffen mit seinem Amtskollegen nicht stattfinden werde. " * 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\ufeff \n\u00a0", "empty"),
        ("Paris\x00Rome", "binary"),
        ("\x01\x02\x03\x04 Paris", "binary"),
        ("\ufffd\ufffd a dit \ufffd", "binary"),
        ("Paris a \ud83d dit", "surrogate"),
        ("a" * (LONGEST + 1), "long"),
        (ENGLISH, "language"),
        (GERMAN, "language"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        check(Article(text=text, id="essai"))
    assert caught.value.reason == reason
    assert str(caught.value).startswith("essai: ")


def test_french_is_taken_as_it_is() -> None:
    article = Article(text="Le président a dit mardi que la rencontre n’aurait pas lieu. " * 5)
    assert check(article) is article


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2025-10-21", dt.date(2025, 10, 21)),
        ("2025-10-21T08:30:00Z", dt.date(2025, 10, 21)),
        (dt.datetime(2025, 10, 21, 8), dt.date(2025, 10, 21)),
        (dt.date(2025, 10, 21), dt.date(2025, 10, 21)),
        ("", None),
        (None, None),
    ],
)
def test_dates(given: object, day: dt.date | None) -> None:
    assert to_date(given) == day


@pytest.mark.parametrize("given", ["2025-02-30", "21 octobre", "2025-13-01", 20251021.5])
def test_impossible_dates(given: object) -> None:
    with pytest.raises(UnreadableError) as caught:
        to_article({"id": "essai", "text": "Paris a dit oui.", "published": given})
    assert (caught.value.reason, caught.value.article) == ("date", "essai")


def test_fields_that_nobody_knows_are_ignored_and_missing_ones_named() -> None:
    article = to_article({"text": "Paris.", "outlet": "Le Fanal", "times": [], "meetings": 3})
    assert (article.publisher, article.text) == ("Le Fanal", "Paris.")
    with pytest.raises(UnreadableError, match="text"):
        to_article({"id": "x"})


OTHERS = {
    "ca": "El president va anunciar dimarts que les negociacions amb el govern es reprendran la setmana que ve. Les "
    "dues parts, que no es van reunir des de la primavera, volen tancar un acord sobre les fronteres, segons "
    "fonts qui ho saben.",
    "it": "Il ministro ha detto martedì che la riunione con il suo omologo francese è stata rinviata. Le due parti, "
    "che non si incontrano da mesi, vogliono una soluzione per le questioni aperte, e chiedono di riprendere "
    "le trattative.",
    "ro": "Președintele a declarat marți că întâlnirea cu omologul său nu va avea loc. Cele două părți, care nu s-au"
    " mai văzut din primăvară, au cerut o soluție pentru granițe, au spus surse diplomatice, iar miniștrii au "
    "aprobat.",
    "en": "The minister, une fois n'est pas coutume, said that the meeting would be held in Paris, les deux parties "
    "having agreed, and that the talks on the border would resume before the end of the year, with au moins "
    "two sessions.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_languages_that_look_like_french_or_quote_it_are_told_apart(code: str) -> None:
    assert not is_plainly_french(OTHERS[code])
    with pytest.raises(UnreadableError, match="French"):
        check(Article(text=OTHERS[code]))


def test_french_beyond_doubt_is_not_given_to_the_guesser(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Le ministre est arrivé dans la soirée pour une rencontre avec son homologue. Les deux hommes ont parlé du "
        "blé, du gaz et de la frontière, et se sont donné rendez-vous au printemps dans une ville du nord du pays."
    )
    monkeypatch.setattr("pourparlers.reading.intake.language_of", lambda _: pytest.fail("asked"))
    check(Article(text=text))


@pytest.mark.parametrize("row", tables.rows("fr/small_words.tsv"), ids=lambda row: row["words"][:12])
def test_small_words_stand_in_their_examples(row: dict[str, str]) -> None:
    assert small_words() & set(row["example"].split()) & set(tables.values(row["words"]))
