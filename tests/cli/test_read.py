"""The command as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.pages import PARAGRAPHS, page, rss
from sources.served import Site, site

TEXT = "Le Kremlin a annoncé mardi que Vladimir Poutine rencontrerait le président turc à Genève le 3 mai."


def run(*args: str, stdin: bytes = b"", lang: str = "en") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from pourparlers.cli import main; main()", *args]
    env = {**os.environ, "POURPARLERS_LANG": lang}
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env=env)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "geneve.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_terminal_view_shows_who_says_what(article: Path) -> None:
    done = run("read", str(article), "--published", "2025-04-29", "--explain")
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "geneve · 2025-04-29" in out
    assert "Who says what" in out
    assert "■ Kremlin (institution) a annoncé" in out
    assert "[fr/cues.tsv:" in out
    assert done.stderr == b""


def test_one_json_object_and_an_array_of_several(article: Path, tmp_path: Path) -> None:
    one = json.loads(run("read", str(article), "--json").stdout)
    assert one["schema"] == "pourparlers.record/1"
    other = tmp_path / "b.txt"
    other.write_text("Paris a dit non.", "utf-8")
    assert [r["document"]["id"] for r in json.loads(run("read", str(article), str(other), "--json").stdout)] == [
        "geneve",
        "b",
    ]


def test_standard_input_as_text_and_as_jsonl() -> None:
    (record,) = run("read", "-", "--jsonl", stdin=TEXT.encode()).stdout.splitlines()
    assert json.loads(record)["document"]["id"]
    lines = b'{"id": "a", "text": "Paris a dit oui."}\n{"id": "b", "text": "Rome a dit non."}\n'
    records = [json.loads(line) for line in run("read", "-", "--jsonl", stdin=lines).stdout.splitlines()]
    assert [r["document"]["id"] for r in records] == ["a", "b"]


def test_a_bad_file_is_named_the_others_are_read_and_the_exit_code_says_so(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    out = tmp_path / "records.jsonl"
    done = run("read", str(bad), str(article), str(tmp_path / "absent.txt"), "--jsonl", "-o", str(out))
    err = done.stderr.decode()
    assert done.returncode == 1
    assert f"{bad}: the text is empty" in err
    assert f"{tmp_path / 'absent.txt'}: cannot be opened" in err
    assert "1 article read, 2 failed" in err
    assert [json.loads(line)["document"]["id"] for line in out.read_text("utf-8").splitlines()] == ["geneve"]


def test_the_output_stays_as_it_was_when_nothing_could_be_read(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    out.write_text("before", "utf-8")
    done = run("read", str(tmp_path / "absent.txt"), "--jsonl", "-o", str(out))
    assert done.returncode == 1
    assert out.read_text("utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["records.jsonl"]


def test_an_output_that_cannot_be_written_is_told(article: Path, tmp_path: Path) -> None:
    done = run("read", str(article), "-o", str(tmp_path / "no" / "such" / "folder.txt"))
    assert done.returncode == 1
    assert "folder.txt: " in done.stderr.decode()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--published", "2025-02-30"], "impossible date of publication: '2025-02-30'"),
        (["--json", "--jsonl"], "--json and --jsonl exclude each other"),
    ],
)
def test_wrong_options_are_usage_errors(article: Path, args: list[str], words: str) -> None:
    done = run("read", str(article), *args)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.decode().replace("│", " ").split())


PEOPLE = "name\tother_names\tgender\tcode\toffice\tfrom\tto\twikidata\n"


def test_a_table_of_the_users_own_names_people(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text(f"{PEOPLE}Zora Mirval\t\tf\tMDA\tforeign minister\t2020\t\t\n", "utf-8")
    text = "Mirval a annoncé mardi que la conférence de Chisinau était annulée."
    done = run("read", "-", "--json", "--knowledge", str(tmp_path), stdin=text.encode())
    entities = {e["name"]: e for e in json.loads(done.stdout)["entities"]}
    assert entities["Mirval"]["countries"] == ["MDA"]
    assert entities["Mirval"]["kind"] == "person"


@pytest.mark.parametrize("table", [None, "name\nZora Mirval\n", f"{PEOPLE}Zora Mirval\n"])
def test_a_table_that_cannot_be_read_is_a_usage_error(tmp_path: Path, table: str | None) -> None:
    if table:
        (tmp_path / "people.tsv").write_text(table, "utf-8")
    done = run("read", "-", "--knowledge", str(tmp_path), stdin=b"Paris a dit oui.")
    assert done.returncode == 2
    assert b"people.tsv" in done.stderr


def test_messages_in_french(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b" \n")
    done = run("read", str(bad), lang="fr_FR.UTF-8")
    assert f"{bad}: le texte est vide" in done.stderr.decode()


def test_the_demo_reads_the_sample_story() -> None:
    done = run("demo", lang="fr")
    assert done.returncode == 0, done.stderr.decode()
    assert "Budapest" in done.stdout.decode()


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as one:
        yield one


def test_addresses_of_a_page_and_of_a_feed(server: Site) -> None:
    url = server.put("/a", page(PARAGRAPHS, title="À Lyon"))
    feed = server.put("/feed", rss([url]), "application/rss+xml")
    for given in (url, feed):
        done = run("read", given, "--allow-private", "--json")
        assert done.returncode == 0, done.stderr.decode()
        record = json.loads(done.stdout)
        assert record["document"]["url"] == url
        assert record["document"]["title"] == "À Lyon"


def test_private_addresses_are_not_fetched_unless_asked_for(server: Site) -> None:
    url = server.put("/a", page(PARAGRAPHS))
    done = run("read", url, "--jsonl")
    assert done.returncode == 1
    assert f"{url}: a private or local address" in done.stderr.decode()
    assert server.asked == []


def test_an_address_that_is_not_there_is_told_and_the_others_are_read(server: Site, article: Path) -> None:
    done = run("read", f"{server.url}/absent", str(article), "--allow-private", "--jsonl")
    assert done.returncode == 1
    assert f"{server.url}/absent: the site answered 404" in done.stderr.decode()
    assert "1 article read, 1 failed" in done.stderr.decode()
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["document"]["id"] == "geneve"


def test_a_redirect_to_a_private_address_is_not_followed(server: Site) -> None:
    url = server.redirect("/a", "http://10.0.0.1/secret")
    done = run("read", url, "--jsonl")
    assert done.returncode == 1
    assert server.asked == []
