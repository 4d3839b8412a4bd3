"""A made-up store to export, with what is hard on formats: markup, formulas, characters beyond 16 bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pourparlers.export.formats import Exported, export
from pourparlers.export.wanted import Wanted
from pourparlers.record import Article, Record
from pourparlers.store import Store, open_store
from store.made_up import LIND, OKORO, ROCHE, SATO, Done, Met, Said, article, story

HOSTILE = '=cmd|" /C calc"!A0 <script>alert(1)</script> & ]]> « Lyon », oui'


def hard() -> list[tuple[Article, Record]]:
    """Articles that are hard on formats."""
    return [
        article(
            "sept",
            "2024-05-02",
            Met((OKORO, ROCHE), [Said("planned", HOSTILE, "Ada Okoro", country="NGA")], date="2024-06", kind="summit"),
            Done("THREATEN", SATO, OKORO, "des droits de douane sur le bois 🪵"),
            url="https://example.org/sept?a=1&b=<2>",
            text="🎉 Voilà l’année 𝟚𝟘𝟚𝟜.\r\n\r\nArticle\tsept. 🎉 Voilà",
            outlet="+presse; « libre »",
        ),
        article(
            "huit",
            None,
            Met((LIND, SATO), [Said("ruled_out", "pas question de se voir")], kind="call", date="2024-05-09T18:30"),
            url="javascript:alert(1)",
        ),
        article(
            "neuf",
            "2024-05-05",
            Met((ROCHE, SATO), [Said("held", "ils se sont vus chez elle")], kind="visit", place=("Nice", "FRA")),
            url="https://example.org/neuf",
        ),
        article(
            "dix",
            "2024-05-07",
            Met((LIND, OKORO), [Said("held", "le tête-à-tête de Genève a duré une heure")], place=("Genève", "CHE")),
        ),
    ]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as store:
        for given, record in [*story(), *hard()]:
            store.add(given, record)
        yield store


Export = Callable[..., str]


@pytest.fixture
def written(told: Store, tmp_path: Path) -> Export:
    """Exports to a file, and gives what stands in it."""

    def write(name: str, wanted: Wanted = Wanted()) -> str:  # noqa: B008 (frozen)
        path = tmp_path / f"out.{name}"
        done = export(told, name, wanted, path)
        assert isinstance(done, Exported)
        return path.read_bytes().decode()

    return write


@pytest.fixture
def texts(told: Store) -> dict[int, str]:
    """The texts of the articles by their numbers."""
    return {n: told.article(n)[0].text for n in range(1, told.counts()["articles"] + 1)}
