"""``pourparlers add`` with the gate, several workers, an article that ends its worker, and Ctrl-C."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from pourparlers.commands import add
from pourparlers.reading.intake import UnreadableError
from pourparlers.reading.reader import Reader
from pourparlers.record import Article, Record
from pourparlers.store import open_store

DIPLOMATIC = "Le ministre chilien rencontrera mardi à {} son homologue péruvien."
OTHER = "La boulangerie de {} vend du pain d'épeautre depuis lundi, au grand bonheur des gourmands du quartier."
TOWNS = ("Lima", "Quito", "Bogota")


class Fake:
    """A reader that reads well, but for what it is told to do at the second article."""

    def __init__(self, reader: Reader, second: Callable[[Article], None]) -> None:
        self.reader, self.second = reader, second

    def read_many(
        self, articles: Iterable[Article], skipped: Callable[[UnreadableError], None], *, workers: int
    ) -> Iterator[Record]:
        taken = list(articles)
        for n, article in enumerate(taken):
            if n == 1:
                try:
                    self.second(article)
                except UnreadableError as error:
                    skipped(error)
                    continue
            yield from self.reader.read_many([article])


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    texts = [made.format(town) for town in TOWNS for made in (DIPLOMATIC, OTHER)]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), "utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    app = typer.Typer()
    add.register(app)
    monkeypatch.setenv("POURPARLERS_LANG", "en")
    monkeypatch.setenv("POURPARLERS_STORE", str(tmp_path / "store.db"))

    def run(*args: object) -> Result:
        return CliRunner().invoke(app, [str(a) for a in args])

    return run


def last(result: Result) -> str:
    return result.stderr.splitlines()[-1]


def test_what_is_not_diplomatic_leaves_an_empty_record(run: Any, lines: Path) -> None:
    assert last(run(lines)) == "6 new, 0 known, 0 skipped, 0 failed, 3 with nothing diplomatic"
    assert last(run(lines)) == "0 new, 6 known, 0 skipped, 0 failed"
    assert last(run(lines, "--all", "--again")).endswith(" 0 failed")


def test_all_turns_the_gate_off(run: Any, lines: Path) -> None:
    assert last(run(lines, "--all")) == "6 new, 0 known, 0 skipped, 0 failed"


def test_two_workers_put_in_the_same(run: Any, lines: Path) -> None:
    assert last(run(lines, "--workers", 2)) == "6 new, 0 known, 0 skipped, 0 failed, 3 with nothing diplomatic"


def test_the_article_that_ends_its_worker_is_the_one_that_is_told(
    run: Any, lines: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(article: Article) -> None:
        error = UnreadableError("crash", "-9", article.id)
        error.given = article
        raise error

    monkeypatch.setattr("pourparlers.reading.reader.Reader", lambda **_: Fake(reader, crash))
    done = run(lines)
    assert last(done) == "5 new, 0 known, 0 skipped, 1 failed"
    assert f"{lines}:2: reading it ended the process" in done.stderr


def test_ctrl_c_keeps_what_was_read(
    run: Any, lines: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stop(_: Article) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pourparlers.reading.reader.Reader", lambda **_: Fake(reader, stop))
    done = run(lines)
    assert done.exit_code == 130
    assert "interrupted" in done.stderr
    with open_store(tmp_path / "store.db") as store:
        assert store.counts()["articles"] == 1
        assert store.talks()
    monkeypatch.setattr("pourparlers.reading.reader.Reader", lambda **_: reader)
    assert last(run(lines)) == "5 new, 1 known, 0 skipped, 0 failed"
