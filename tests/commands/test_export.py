"""``pourparlers export`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pourparlers.commands import export
from pourparlers.export import formats
from pourparlers.store import open_store
from store.made_up import story


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLERS_LANG", "en")


@pytest.fixture
def store(tmp_path: Path) -> str:
    place = tmp_path / "store.db"
    with open_store(place) as opened:
        for given, record in story():
            opened.add(given, record)
    return str(place)


def run(*args: str | Path) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)
    export.register(app)
    return CliRunner().invoke(app, ["export", *map(str, args)])


def test_a_calendar_on_the_standard_output(store: str) -> None:
    done = run("ics", "--store", store, "--who", "Sato")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("BEGIN:VCALENDAR")
    assert done.stdout.count("BEGIN:VEVENT") == 1
    assert "1 item · what changes later: --changed-since 20" in done.stderr


def test_the_moment_said_is_the_one_to_go_on_from(store: str) -> None:
    moment = run("ics", "--store", store).stderr.split()[-1]
    assert run("ics", "--store", store, "--changed-since", moment).stdout.count("BEGIN:VEVENT") <= 3
    assert run("ics", "--store", store, "--changed-since", "2999-01-01").stdout.count("BEGIN:VEVENT") == 0


def test_a_folder_of_tables(store: str, tmp_path: Path) -> None:
    done = run("plover", "--store", store, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {
        "columns.csv",
        *(f"{t}.{s}" for t in ("events", "claims", "withdrawn") for s in ("csv", "parquet")),
    }


def test_without_pyarrow_plover_is_csv_and_parquet_says_what_to_install(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "has_parquet", lambda: False)
    done = run("plover", "--store", store, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "pourparlers[tables]" in done.stderr
    assert {p.suffix for p in (tmp_path / "out").iterdir()} == {".csv"}
    refused = run("parquet", "--store", store, "-o", tmp_path / "other")
    assert refused.exit_code == 1
    assert "pip install 'pourparlers[tables]'" in refused.stderr
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("docx",), "plover: events and claims"),
        (("plover",), "-o FOLDER"),
        (("html",), "--talk ID"),
        (("ics", "--changed-since", "hier"), "not a moment"),
        (("ics", "--status", "maybe"), "is not one of"),
        (("ics", "--since", "mardi"), "not a day"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(store: str, args: tuple[str, ...], said: str) -> None:
    done = run(*args, "--store", store)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_no_store_no_talk_no_folder(store: str, tmp_path: Path) -> None:
    assert "there is no store here" in run("ics", "--store", tmp_path / "none.db").stderr
    gone = run("html", "--talk", "ffff", "--store", store, "-o", tmp_path / "page.html")
    assert (gone.exit_code, (tmp_path / "page.html").exists()) == (1, False)
    nowhere = run("ics", "--store", store, "-o", tmp_path / "no" / "such" / "talks.ics")
    assert nowhere.exit_code == 1
    assert "cannot write" in nowhere.stderr


@pytest.mark.parametrize("name", ["jsonld", "webannotation"])
def test_documents_of_json(store: str, name: str) -> None:
    assert json.loads(run(name, "--store", store).stdout)


@pytest.mark.parametrize("name", ["ftm", "jsonl"])
def test_lines_of_json(store: str, name: str) -> None:
    lines = run(name, "--store", store).stdout.splitlines()
    assert all(json.loads(line) for line in lines)
    assert lines


def test_the_help_names_every_format() -> None:
    done = run("--help")
    assert all(name in done.stdout for name in formats.FORMATS)
