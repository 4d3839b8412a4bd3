"""``pourparlers add`` as it is typed, with sources of every kind."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import select
from typer.testing import CliRunner, Result

from pourparlers.commands import add, talks
from pourparlers.reading.reader import Reader
from pourparlers.sources.polite import Visitor
from pourparlers.sources.watch import EVERY, Watch
from pourparlers.store import open_store
from pourparlers.store.tables import copies
from sources.pages import ENGLISH, PARAGRAPHS, TEXT, page, record, rss, warc
from sources.served import Site, site


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as one:
        yield one


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Any:
    app = typer.Typer()
    add.register(app)
    talks.register(app)
    monkeypatch.setenv("POURPARLERS_LANG", "en")
    monkeypatch.setenv("POURPARLERS_STORE", str(tmp_path / "store.db"))
    monkeypatch.setattr("pourparlers.reading.reader.Reader", lambda knowledge=None, gate=False: reader)
    monkeypatch.setattr(Visitor, "_wait", lambda self, site: None)

    def run(*args: str, given: bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(args), input=given)

    return run


def last(result: Result) -> str:
    return result.stderr.splitlines()[-1]


def skipped(tmp_path: Path) -> dict[str, str]:
    """The reason for each place in the list beside the store."""
    with (tmp_path / "store.skipped.csv").open(encoding="utf-8", newline="") as file:
        return {row["place"]: row["reason"] for row in csv.DictReader(file)}


def texts(n: int) -> list[str]:
    """Texts that are no copies of each other."""
    towns = ("Lyon", "Metz", "Nice", "Brest", "Tours", "Lille")
    return [f"Anne Roche rencontrera Karl Lind à {towns[i]} le {i + 2} mars, a annoncé le ministère." for i in range(n)]


def test_a_table_with_columns_and_what_was_skipped(run: Any, tmp_path: Path) -> None:
    rows = [["propos", "jour", "où"], *([t, "2024-03-01", f"https://x.example/{n}"] for n, t in enumerate(texts(2)))]
    rows += [["", "2024-03-01", ""], [" ".join(ENGLISH), "2024-03-01", ""], ["Texte.", "jamais", ""]]
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    columns = ("--text", "propos", "--published", "jour", "--url", "où")
    done = run("add", str(tmp_path / "t.csv"), *columns)
    assert done.exit_code == 1, done.output
    assert last(done) == "2 new, 0 known, 2 skipped, 1 failed"
    place = str(tmp_path / "t.csv")
    assert skipped(tmp_path) == {f"{place}:4": "empty", f"{place}:5": "language", f"{place}:6": "date"}
    assert "store.skipped.csv" in done.stderr
    with open_store(tmp_path / "store.db") as store:
        assert store.counts()["articles"] == 2
    given = (tmp_path / "t.csv").read_bytes()
    assert last(run("add", "-i", "-", *columns, given=given)) == "0 new, 2 known, 2 skipped, 1 failed"


def test_limit_and_resume(run: Any, tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text("".join(f'{{"text": "{t}", "published": "2024-03-01"}}\n' for t in texts(5)))
    source = str(tmp_path / "t.jsonl")
    assert last(run("add", source, "--limit", "2")) == "2 new, 0 known, 0 skipped, 0 failed"
    assert last(run("add", source, "--resume", "--limit", "2")) == "2 new, 2 known, 0 skipped, 0 failed"
    assert last(run("add", source, "--resume")) == "1 new, 4 known, 0 skipped, 0 failed"


def test_addresses_in_a_table_are_fetched_and_resumed(run: Any, tmp_path: Path, server: Site) -> None:
    urls = [server.put(f"/{n}", page((t, PARAGRAPHS[4]))) for n, t in enumerate(texts(3))]
    (tmp_path / "t.csv").write_text("n,adresse\n" + "".join(f"{n},{url}\n" for n, url in enumerate(urls)))
    args = ("add", "adresse", "-i", str(tmp_path / "t.csv"), "--allow-private")
    assert last(run(*args, "--limit", "2")) == "2 new, 0 known, 0 skipped, 0 failed"
    before = len(server.asked)
    assert last(run(*args, "--resume")) == "1 new, 2 known, 0 skipped, 0 failed"
    assert set(server.asked[before:]) == {"/robots.txt", "/2"}


def test_private_addresses_are_not_fetched_unless_allowed(run: Any, tmp_path: Path, server: Site) -> None:
    url = server.put("/a", page())
    done = run("add", url)
    assert (done.exit_code, last(done)) == (1, "0 new, 0 known, 0 skipped, 1 failed")
    assert skipped(tmp_path) == {url: "private"}
    assert not server.asked
    assert last(run("add", url, "--allow-private")).startswith("1 new")


def test_an_archive(run: Any, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    pages = [record("https://a.example/1", page()), record("https://a.example/2", page(ENGLISH))]
    (tmp_path / "a.warc.gz").write_bytes(warc(pages))
    done = run("add", str(tmp_path / "a.warc.gz"))
    assert (done.exit_code, last(done)) == (0, "1 new, 0 known, 1 skipped, 0 failed")


def test_one_text_in_ten_papers_is_one_text_with_ten_places(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(10):
        paragraphs = (f"Le Fanal {'abcdefghij'[n]}, avec l'agence", *PARAGRAPHS[: 5 - n % 2])
        (folder / f"{n}.html").write_bytes(page(paragraphs, title=f"Titre {n}", outlet=f"Le Fanal {n}"))
    assert last(run("add", str(folder))) == "1 new, 0 known, 0 skipped, 0 failed, 9 copies of known texts"
    with open_store(tmp_path / "store.db") as store:
        assert store.counts()["articles"] == 1
        with store.engine.connect() as connection:
            assert len({row.publisher for row in connection.execute(select(copies))}) == 10
    assert last(run("add", str(folder))) == "0 new, 10 known, 0 skipped, 0 failed"
    # A change that matters makes a text of its own.
    denied = TEXT.replace("rencontrera", "ne rencontrera pas")
    (folder / "10.html").write_bytes(page(tuple(denied.splitlines()), title="Titre", outlet="Le Phare"))
    assert last(run("add", str(folder))).startswith("1 new, 10 known")


def test_watching_a_feed(run: Any, tmp_path: Path, server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = [server.put(f"/{n}", page((t, PARAGRAPHS[4]))) for n, t in enumerate(texts(3))]
    feed = server.put("/feed", rss(urls[:2]), "application/rss+xml")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if seconds > 1:
            server.put("/feed", rss(urls), "application/rss+xml")
            for watched in seen[0].feeds.values():
                watched.next = 0.0

    seen: list[Watch] = []
    made = Watch.__init__

    def remembered(self: Watch, *args: Any, **more: Any) -> None:
        seen.append(self)
        made(self, *args, **more)

    monkeypatch.setattr(Watch, "__init__", remembered)
    monkeypatch.setattr("pourparlers.commands.adding.time.sleep", sleep)
    done = run("add", feed, "--watch", "--allow-private", "--limit", "3")
    assert (done.exit_code, last(done)) == (0, "3 new, 0 known, 0 skipped, 0 failed"), done.output
    assert slept[0] == 0
    assert EVERY - 5 < slept[1] <= EVERY
    assert server.asked.count("/0") == 1
    assert (tmp_path / "store.watch.json").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("add",),
        ("add", "a", "b", "-i", "t.csv"),
        ("add", "a", "-i", "t.csv", "--watch"),
        ("add", "x.txt", "--published", "2024-99"),
        ("add", "absent.opml", "--watch"),
        ("add", "x.txt", "--limit", "0"),
    ],
)
def test_what_cannot_be_meant(run: Any, args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_help_loads_none_of_the_libraries() -> None:
    code = (
        "import sys\nfrom pourparlers.cli import app\n"
        "try: app(['add', '--help'])\nexcept SystemExit: pass\n"
        "names = ('trafilatura', 'feedparser', 'httpcore', 'httpx', 'lxml', 'fastwarc', 'pyarrow', 'spacy')\n"
        "print([n for n in names if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
