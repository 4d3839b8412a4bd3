from __future__ import annotations

import datetime as dt

import pytest

from pourparlers.reading.intake import LONGEST, UnreadableError, check, to_article, to_date
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
