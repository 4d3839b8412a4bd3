"""Linking a corpus gives the talks that a store gives."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pourparlers.linking.plain import talk_dict
from pourparlers.record import Article, Record
from pourparlers.scale.blocks import Blocks
from pourparlers.store import open_store

pytest.importorskip("duckdb")
pq = pytest.importorskip("pyarrow.parquet")

from pourparlers.scale.linking import link_corpus  # noqa: E402
from pourparlers.scale.sheets import Sheets  # noqa: E402


def stream(reports: int) -> list[tuple[Article, Record]]:
    """A made-up stream of articles, that of ``bench/linking.py``."""
    path = Path(__file__).parents[2] / "bench" / "linking.py"
    spec = importlib.util.spec_from_file_location("bench_linking", path)
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    world, draw, made, day = module.World(), random.Random(3), list[tuple[Article, Record]](), 0
    while len(made) < reports:
        told = world.day(day)
        made += [module.article(draw, day, n, told[n : n + 2]) for n in range(0, len(told), 2)]
        day += 1
    return made[:reports]


def write(output: Path, pairs: list[tuple[Article, Record]], parts: int) -> None:
    size = -(-len(pairs) // parts)
    for n in range(parts):
        sheets = Sheets(str(output), f"{n:06}-part")
        for _, record in pairs[n * size : (n + 1) * size]:
            sheets.write(record)
        sheets.close()


def plain(talk: dict[str, Any]) -> dict[str, Any]:
    """A talk without what is the store's own: the numbers of articles, and what the present day tells."""
    lines = [{k: v for k, v in line.items() if k != "article"} for line in talk["history"]]
    return {**talk, "history": lines, "no_news_since": None}


def linked(folder: Path) -> dict[str, dict[str, Any]]:
    link_corpus(str(folder), folder / "talks.parquet")
    talks = [json.loads(t) for t in pq.read_table(folder / "talks.parquet")["talk"].to_pylist()]
    return {t["id"]: plain(t) for t in talks}


def stored(pairs: list[tuple[Article, Record]], path: Path) -> dict[str, dict[str, Any]]:
    with open_store(path) as store:
        for article, record in pairs:
            store.add(article, record, link=False)
        store.link()
        return {t.id: plain(json.loads(json.dumps(talk_dict(t)))) for t in store.histories()}


def at(url: str, pair: tuple[Article, Record]) -> tuple[Article, Record]:
    """The same text at another address."""
    article, record = pair
    about = record.document.model_copy(update={"url": url})
    return article.model_copy(update={"url": url}), record.model_copy(update={"document": about})


def with_copies(pairs: list[tuple[Article, Record]]) -> list[tuple[Article, Record]]:
    """Some articles once more at an address of their own, some as newer versions of others."""
    for n in range(1, 200, 20):
        pairs[n], pairs[n + 7] = (at(f"https://example.org/{n}", pairs[k]) for k in (n, n + 7))
    return [*pairs, *(at(f"https://example.org/copy/{n}", pairs[n]) for n in range(2, 100, 11))]


@pytest.mark.parametrize("parts", [1, 3])
def test_the_same_talks_as_a_store(tmp_path: Path, parts: int) -> None:
    pairs = with_copies(stream(400))
    write(tmp_path / "corpus", pairs, parts)
    found, expected = linked(tmp_path / "corpus"), stored(pairs, tmp_path / "store.db")
    assert len(expected) > 50
    assert found.keys() == expected.keys()
    for uid, talk in expected.items():
        assert found[uid] == talk


def test_a_corpus_without_meetings_has_no_talks(tmp_path: Path) -> None:
    sheets = Sheets(str(tmp_path), "000000-none")
    article, record = stream(1)[0]
    sheets.write(record.model_copy(update={"meetings": ()}))
    sheets.close()
    assert linked(tmp_path) == {}
    assert article.text


def test_blocks_part_what_no_talk_can_hold() -> None:
    from pourparlers.linking.mentions import mentions_of

    found = [m for _, record in stream(30) for m, _ in mentions_of(record)][:1]
    early = found[0]
    blocks = Blocks()
    for n, days in enumerate((0, 5, 400)):
        blocks.add(replace(early, uid=f"{n}", day=early.day + days, when=None))
    assert [blocks.block(n) for n in range(3)] == [0, 0, 2]
