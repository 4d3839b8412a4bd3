"""Reading a corpus on Ray: everything once, whatever its form, and only the rest when it is run again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pourparlers import Reader
from pourparlers.commands import corpus

pa = pytest.importorskip("pyarrow")
ray = pytest.importorskip("ray")

from pyarrow import parquet  # noqa: E402

from pourparlers.scale.corpus import read_partition, todo  # noqa: E402
from pourparlers.scale.partitions import Partition, articles, partitions  # noqa: E402
from pourparlers.sources.taken import Skipped  # noqa: E402

TEXTS = (
    "Le ministre chilien rencontrera mardi à Lima son homologue péruvien, a annoncé Santiago.",
    "La cuisson dure vingt minutes à four doux, et la sauce se sert à part dans un bol.",
    "Oslo a demandé à Lisbonne de libérer les deux marins.",
)


ENGLISH = CliRunner(env={"POURPARLERS_LANG": "en"})


def made(n: int) -> dict[str, str]:
    return {"id": f"a{n}", "text": f"{TEXTS[n % 3]} C'est la note {n}.", "published": "2024-05-06"}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Twelve articles: six in JSONL, three of them packed, six in a Parquet file of three row groups."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [made(n) for n in range(12)]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows[:3])) + "\nnot json\n", "utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows[3:6])).encode()))
    parquet.write_table(pa.Table.from_pylist(rows[6:]), folder / "c.parquet", row_group_size=2)
    return folder


def test_partitions_hold_each_article_once(inputs: Path) -> None:
    parts = partitions([str(inputs)], rows=3)
    assert [(Path(p.path).name, p.first, p.stop) for p in parts] == [
        ("a.jsonl", 0, 0),
        ("b.jsonl.gz", 0, 0),
        ("c.parquet", 0, 1),
        ("c.parquet", 1, 2),
        ("c.parquet", 2, 3),
    ]
    taken = [one for p in parts for one in articles(p)]
    assert [one[1].id for one in taken if not isinstance(one, Skipped)] == [f"a{n}" for n in range(12)]
    assert [one.error.reason for one in taken if isinstance(one, Skipped)] == ["json"]


def test_inputs_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        partitions([str(tmp_path / "nowhere")])
    with pytest.raises(FileNotFoundError, match="parquet"):
        partitions([str(tmp_path)])


def test_a_partition_is_done_as_a_whole_or_not_at_all(inputs: Path, tmp_path: Path) -> None:
    class Failing(Reader):
        def read_many(self, *_: object, **__: object) -> Iterator[None]:  # type: ignore[override]
            raise RuntimeError("power cut")
            yield None

    output = str(tmp_path / "out")
    part = Partition(0, str(inputs / "a.jsonl"))
    with pytest.raises(RuntimeError):
        read_partition(part, output, Failing())
    assert len(todo([str(inputs)], output)[0]) == 3
    note = read_partition(part, output, Reader(gate=True))
    assert (note["read"], note["stopped"], note["skipped:json"]) == (2, 1, 1)
    assert [Path(p.path).name for p in todo([str(inputs)], output)[0]] == ["b.jsonl.gz", "c.parquet"]


def test_the_command_reads_all_and_then_no_more(inputs: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    corpus.register(app)
    output = tmp_path / "out"
    run = ENGLISH.invoke(app, ["corpus", "read", str(inputs), str(output), "--actors", "1"])
    assert run.exit_code == 0, run.output
    assert "8 read, 4 with nothing diplomatic, 1 skipped" in run.output
    again = ENGLISH.invoke(app, ["corpus", "read", str(inputs), str(output), "--actors", "1"])
    assert "0 of 3 parts" in again.output
    records = parquet.read_table(output / "records").to_pylist()
    expected = {r.document.id: r for r in Reader().read_many([made(n) for n in range(12)])}
    assert len(records) == 12
    for row in records:
        if row["gate"] is None:
            assert row["record"] == expected[row["id"]].to_json()
    linked = ENGLISH.invoke(app, ["corpus", "link", str(output)])
    assert linked.exit_code == 0, linked.output
    assert "4 meetings" in linked.output
    ray.shutdown()


def test_mistakes_are_told(tmp_path: Path) -> None:
    app = typer.Typer()
    corpus.register(app)
    assert ENGLISH.invoke(app, ["corpus", "read", "only-one"]).exit_code == 2
    assert ENGLISH.invoke(app, ["corpus", "read", str(tmp_path / "nowhere"), "out"]).exit_code == 1
    assert ENGLISH.invoke(app, ["corpus", "link", str(tmp_path)]).exit_code == 1
