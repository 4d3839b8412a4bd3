"""The sample story, really read: the same talks for any order of its dispatches, on both databases."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pourparlers import Reader
from pourparlers.record import Article, Record
from pourparlers.samples import budapest
from pourparlers.store import open_store
from store.crash import outcome


@pytest.fixture(scope="module")
def read() -> list[tuple[Article, Record]]:
    articles = list(budapest())
    return list(zip(articles, Reader().read_many(articles), strict=True))


def test_any_order_gives_the_same_talks(read: list[tuple[Article, Record]], place: str, tmp_path: Path) -> None:
    with open_store(place) as store:
        for article, record in read:
            store.add(article, record, link=False)
        expected = outcome(store)
    assert len(expected) > 5
    for seed in range(3):
        shuffled = random.Random(seed).sample(read, len(read))
        with open_store(tmp_path / f"{seed}.db") as store:
            for n, (article, record) in enumerate(shuffled):
                store.add(article, record, link=n % (seed + 1) == 0)
            assert outcome(store) == expected
