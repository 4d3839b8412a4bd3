"""The commands on a store, as they are typed."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from pourparlers.commands import add, judge, positions, show, talks
from pourparlers.store import open_store
from store.made_up import story

TEXTS = {
    "un": "La ministre Anne Roche rencontrera Karl Lind à Lyon le 12 mars, a annoncé lundi le ministère français.",
    "deux": "Karl Lind a confirmé mardi sa rencontre avec Anne Roche à Lyon.",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    app = typer.Typer()
    for module in (add, talks, show, positions, judge):
        module.register(app)
    monkeypatch.setenv("POURPARLERS_LANG", "en")
    monkeypatch.setenv("POURPARLERS_STORE", str(tmp_path / "store.db"))

    def run(*args: str) -> Result:
        return CliRunner().invoke(app, list(args))

    return run


@pytest.fixture
def told(tmp_path: Path) -> str:
    """A store with a story; the id of its talk of Lyon."""
    with open_store(tmp_path / "store.db") as store:
        for a, record in story():
            store.add(a, record, link=False)
        return next(t.id for t in store.talks() if t.place == "Lyon")


def test_talks(run: Any, told: str) -> None:
    lines = run("talks").stdout.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith(f"{told[:8]} floated Anne Roche – Karl Lind · meeting · Lyon · 2024-03-12  contradicted")
    assert "○ un diplomate suédois : “ils pourraient se voir plus tard” (5 reports, 2 outlets)" in lines[1]
    assert "évoquée" in CliRunner(env={"POURPARLERS_LANG": "fr"}).invoke(_one(talks), []).stdout


def _one(module: Any) -> typer.Typer:
    app = typer.Typer()
    module.register(app)
    return app


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--who", "Roche", "--with", "Suède"], 2),
        (["--status", "tenue"], 2),
        (["--status", "under way"], 0),
        (["--kind", "appel", "--country", "FRA"], 1),
        (["--since", "2024-03-20", "--until", "2024-03-31"], 1),
        (["--contradicted"], 1),
        (["--outlet", "depeche"], 1),
        (["--limit", "1"], 1),
    ],
)
def test_filters_of_talks(run: Any, told: str, options: list[str], found: int) -> None:
    done = run("talks", "--json", *options)
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)) == found


def test_talks_as_json(run: Any, told: str) -> None:
    talk = next(t for t in json.loads(run("talks", "--json").stdout) if t["id"] == told)
    assert {"kind", "participants", "place", "date", "status", "history", "contradictions"} <= set(talk)
    assert [p["country"] for p in talk["participants"]] == ["FRA", "SWE"]
    assert talk["contradictions"] == [[2, 3]]
    assert [h["on"] for h in talk["history"]] == sorted(h["on"] for h in talk["history"])
    line = talk["history"][2]
    assert (line["status"], line["source"], line["document"]) == ("cancelled", "Anne Roche", "trois")
    texts = {a.id: a.text for a, _ in story()}
    for h in talk["history"]:
        words = h["evidence"]
        assert texts[h["document"]][words["start"] : words["end"]] == words["text"]


def test_show(run: Any, told: str) -> None:
    shown = run("show", told[:8]).stdout
    assert "  3  2024-03-09 called off ! ● Anne Roche : “la rencontre avec Karl Lind est annulée”" in shown
    assert "Where sources disagree" in shown
    assert "called off / postponed, 1 day apart" in shown
    assert json.loads(run("show", told, "--json").stdout)["id"] == told


def test_a_copy_counts_with_its_outlet(run: Any, told: str, tmp_path: Path) -> None:
    a, record = story()[0]
    with open_store(tmp_path / "store.db") as store:
        store.add_copy(record.document.sha256, a.model_copy(update={"publisher": "écho", "id": "écho"}))
    shown = run("show", told).stdout
    assert "5 reports, 3 sources, 5 articles, 3 outlets" in shown
    assert "gazette (+1) · un" in shown
    assert json.loads(run("show", told, "--json").stdout)["outlets"] == ["dépêche", "gazette", "écho"]
    assert len(json.loads(run("talks", "--outlet", "Écho", "--json").stdout)) == 2


def test_show_what_is_not_there(run: Any, told: str) -> None:
    done = run("show", "ffff")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "nothing in the store has this id: ffff\n"


def test_positions(run: Any, told: str) -> None:
    done = run("positions", "--who", "France")
    assert done.stdout.startswith("request · Anne Roche → Karl Lind : “la levée des droits de douane sur le bois”")
    assert len(json.loads(run("positions", "--json").stdout)) == 2
    assert "No position fits." in run("positions", "--moved").stderr


def test_judge(run: Any, told: str) -> None:
    assert "Judgement 1 stands" in run("judge", "status", told[:8], "reportée", "--by", "Ana", "--note", "vu").stdout
    assert "corrected by Ana" in run("talks", "--status", "postponed").stdout
    assert "Ana says postponed; the reports come to floated" in run("show", told).stdout
    last = run("show", told).stdout.split("six · ")[1].split()[0]
    assert run("judge", "reject", last, "--by", "Ben").exit_code == 0
    assert f"{last} · rejected" in run("show", told).stdout
    assert run("judge", "undo", "1", "--by", "Ben").exit_code == 0
    listed = run("judge", "list").stdout.splitlines()
    assert [line.split()[4] for line in listed] == ["status", "reject", "undo"]
    assert listed[0].endswith("vu  (undone)")
    call = json.loads(run("talks", "--kind", "call", "--json").stdout)[0]["id"]
    assert run("judge", "join", told, call, "--by", "Ben").exit_code == 0
    assert len(json.loads(run("talks", "--json").stdout)) == 2
    assert run("judge", "split", told, last, "--by", "Ben").exit_code == 0
    assert run("judge", "split", told, "zzzz", "--by", "Ben").exit_code == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["talks", "--since", "hier"], "not a day (YYYY-MM-DD): hier"),
        (["talks", "--status", "maybe"], "maybe is not one of floated"),
        (["positions", "--until", "2024-13-01"], "not a day"),
        (["judge", "status", "abc", "maybe"], "maybe is not one of"),
    ],
)
def test_wrong_options(run: Any, told: str, args: list[str], said: str) -> None:
    done = run(*args)
    assert done.exit_code == 2
    assert said.split()[0] in done.stderr


def test_no_store(run: Any, tmp_path: Path) -> None:
    done = run("talks")
    assert done.exit_code == 1
    assert "there is no store here" in done.stderr
    assert not (tmp_path / "store.db").exists()


def test_an_empty_store(run: Any, tmp_path: Path) -> None:
    open_store(tmp_path / "store.db").close()
    assert run("talks").stderr == "The store is empty: pourparlers add FILE…\n"
    assert run("talks", "--json").stdout.split() == ["[", "]"]


def test_add(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.json").write_text(json.dumps({"id": name, "text": text, "published": "2024-03-05"}))
    (folder / "vide.txt").write_text(" ")
    (folder / "faux.json").write_text("{")
    done = run("add", "--all", str(folder))
    assert done.exit_code == 1, done.stderr
    assert done.stderr.splitlines()[-1] == "2 new, 0 known, 1 skipped, 1 failed"
    again = run("add", str(folder / "un.json"), str(folder / "deux.json"))
    assert (again.exit_code, again.stderr) == (0, "0 new, 2 known, 0 skipped, 0 failed\n")
    assert run("add", "--all", "--again", str(folder / "un.json")).stderr == "1 new, 0 known, 0 skipped, 0 failed\n"
    with open_store(tmp_path / "store.db") as store:
        assert store.counts()["articles"] == 2


def test_resume_passes_over_what_is_there(run: Any, tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text(TEXTS["un"])
    run("add", str(tmp_path / "un.txt"))
    with open_store(tmp_path / "store.db") as store, store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE articles SET reader = 'pourparlers 0.0.1'")
    assert run("add", "--resume", str(tmp_path / "un.txt")).stderr.startswith("0 new, 1 known")
    assert run("add", str(tmp_path / "un.txt")).stderr.startswith("1 new, 0 known")


def test_a_damaged_store(run: Any, tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("rien d’une base " * 100)
    done = run("talks")
    assert done.exit_code == 1
    assert done.stderr.startswith("the store is damaged or is not a database")


def test_talks_start_at_once(told: str, tmp_path: Path) -> None:
    """Without the parser, and in under a second."""
    code = (
        "import sys, typer; from pourparlers.commands import talks; app = typer.Typer(); talks.register(app)\n"
        "try: app([])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'alembic', 'pourparlers.reading.reader') if m in sys.modules], file=sys.stderr)"
    )
    env = {**os.environ, "POURPARLERS_STORE": str(tmp_path / "store.db")}
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.stderr == "[]\n"
    assert min(spent) < 1.0, "seconds of processor time"
