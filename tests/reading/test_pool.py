"""Several workers read as one does: same records, same order, whatever happens to a worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pourparlers import Reader
from pourparlers.reading.intake import UnreadableError
from pourparlers.reading.pool import _Pool
from pourparlers.record import Article

TEXTS = (
    "Le ministre chilien a rencontré lundi à Lima son homologue péruvien.",
    "La cuisson dure vingt minutes à four doux.",
    "Oslo a demandé à Lisbonne de libérer les deux marins.",
    "Selon le Kremlin, aucune date n'est fixée pour le sommet.",
)


def made(count: int) -> list[Article]:
    return [Article(id=f"a{n}", text=f"{TEXTS[n % 4]} C'est la note {n}.") for n in range(count)]


class Deadly(Article):
    """An article that ends the process that is to read it."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os._exit, (9,)


def test_two_workers_read_as_one(reader: Reader) -> None:
    articles = made(70)
    assert list(reader.read_many(articles, workers=2)) == list(reader.read_many(articles))


def test_stopped_articles_keep_their_places() -> None:
    gated = Reader(gate=True)
    found = list(gated.read_many(made(12), workers=2))
    assert [r.document.id for r in found] == [f"a{n}" for n in range(12)]
    assert [r.document.gate for r in found[:4]] == [None, "stopped", None, "stopped"]


def test_the_article_that_kills_is_named_and_nothing_else_is_lost(reader: Reader) -> None:
    articles = made(40)
    articles[7] = Deadly(id="deadly", text=TEXTS[0])
    errors: list[UnreadableError] = []
    found = list(reader.read_many(articles, errors.append, workers=2))
    assert [(e.reason, e.article) for e in errors] == [("crash", "deadly")]
    assert [r.document.id for r in found] == [a.id for a in articles if a.id != "deadly"]


def test_without_anybody_to_tell_it_is_an_error(reader: Reader) -> None:
    with pytest.raises(UnreadableError, match="deadly"):
        list(reader.read_many([Deadly(id="deadly", text=TEXTS[0])], workers=2))


def test_a_worker_that_is_killed_costs_nothing(reader: Reader) -> None:
    articles = made(100)
    pool = _Pool(2, None, None)
    batches = iter([articles[i : i + 20] for i in range(0, 100, 20)])
    found = []
    try:
        for n, record in enumerate(pool.run(batches)):
            found.append(record)
            if n == 0:
                pid = pool.workers[0].process.pid
                assert pid
                os.kill(pid, signal.SIGKILL)
    finally:
        pool.close()
    assert found == list(reader.read_many(articles))


def test_articles_are_not_all_taken_at_once_and_stopping_leaves_no_process(reader: Reader) -> None:
    taken = 0

    def stream() -> Iterator[Article]:
        nonlocal taken
        for article in made(2_000):
            taken += 1
            yield article

    records = reader.read_many(stream(), workers=2)
    next(records)
    assert multiprocessing.active_children()
    records.close()
    assert not multiprocessing.active_children()
    assert taken <= 400


def test_ctrl_c_stops_it_cleanly(reader: Reader) -> None:
    records = reader.read_many(made(5_000), workers=2)
    next(records)
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        for _ in records:
            pass
    records.close()
    assert not multiprocessing.active_children()
