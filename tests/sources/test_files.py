from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.files import Columns, Rejoined, Skipped, Ways, articles, decode
from sources.exports import rtf
from sources.pages import page, record, rss, warc


def test_text_json_jsonl_and_folders_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Paris a dit oui.", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"text": "Rome.", "outlet": "Le Fanal", "acts": []}), "utf-8")
    (tmp_path / "c.jsonl").write_text('{"id":"x","text":"Oslo."}\n\n{"id":"y","text":"Berne."}\n', "utf-8")
    (tmp_path / "ignored.pdf").write_bytes(b"%PDF")
    found = list(articles([str(tmp_path)], "2025-10-21"))
    assert not [f for f in found if isinstance(f, Skipped)]
    taken = [f for f in found if not isinstance(f, Skipped)]
    assert [(a.id, a.text) for _, a in taken] == [
        ("a", "Paris a dit oui."),
        ("b", "Rome."),
        ("x", "Oslo."),
        ("y", "Berne."),
    ]
    assert [Path(p).name for p, _ in taken] == ["a.txt", "b.json", "c.jsonl:1", "c.jsonl:3"]
    assert str(taken[0][1].published) == "2025-10-21"
    assert taken[1][1].publisher == "Le Fanal"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"%PDF", "suffix"),
        ("a.json", b"[1, 2]", "json"),
        ("a.json", b"{", "json"),
        ("a.json", b"[" * 100_000, "json"),
        ("a.json", b'{"id": "x"}', "field"),
        ("a.json", b'{"text": "Paris", "published": "hier"}', "date"),
        ("a.txt", b"Paris\x00", "binary"),
        ("a.txt", "Élysée ".encode() + "Élysée".encode("cp1252"), "encoding"),
        ("a.txt", b"a" * 3_000_000, "long"),
        ("absent.txt", None, "file"),
    ],
)
def test_what_cannot_be_taken_is_skipped_with_its_place_and_reason(
    tmp_path: Path, name: str, data: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    (skipped,) = articles([str(path)])
    assert isinstance(skipped, Skipped)
    assert (skipped.place, skipped.error.reason) == (str(path), reason)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (skipped,) = articles([str(tmp_path)])
    assert isinstance(skipped, Skipped)
    assert skipped.error.reason == "nothing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_archives(encoding: str) -> None:
    text = "L’Élysée a démenti « tout »."
    assert decode(text.encode(encoding)) == text


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(UnreadableError):
        decode(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        ("La ministre a parlé.\nPuis le ministre.".encode(), [""]),
        (b'{"text": "Oslo.", "title": "T"}\n{"text": "Berne."}\n', ["T", ""]),
        (b'{\n"text": "Oslo.",\n"title": "T"}', ["T"]),
        (page(title="Titre du lac"), ["Titre du lac"]),
        (rss(["https://x.example/1", "https://x.example/2"], whole=True), ["Titre 1", "Titre 2"]),
        (warc([record("https://x.example/1", page(title="Titre du lac"))]), ["Titre du lac"]),
        (warc([record("https://x.example/1", page(title="Titre du lac"))], packed=False), ["Titre du lac"]),
        (rtf("La ministre a parlé.").encode(), [""]),
        (b"https://x.example/1\nhttps://x.example/2\n", ["address", "address"]),
        (b"", [""]),
    ],
)
def test_standard_input_is_told_by_how_it_begins(
    data: bytes, titles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [f.error.reason if isinstance(f, Skipped) else f[1].title for f in articles(["-"])] == titles


def test_standard_input_with_columns_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"propos;n\nBonjour.;1\n")))
    (one,) = articles(["-"], ways=Ways(columns=Columns(text="propos")))
    assert not isinstance(one, Skipped)
    assert one[1].text == "Bonjour."


@given(st.binary(max_size=40), st.integers(0, 40), st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=12))
def test_a_stream_with_its_beginning_put_back_is_the_stream(
    data: bytes, at: int, calls: list[tuple[bool, int]]
) -> None:
    whole, rejoined = io.BytesIO(data), Rejoined(data[:at], io.BytesIO(data[at:]))
    for is_line, size in calls:
        name = "readline" if is_line else "read"
        assert getattr(rejoined, name)(size) == getattr(whole, name)(size)
    assert rejoined.read() == whole.read()


def test_a_line_that_is_longer_than_any_article_is_one_that_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 5_000_000 + b'"}\n{"text": "Oslo."}\n')
    long, short = articles([str(path)])
    assert isinstance(long, Skipped)
    assert long.error.reason == "long"
    assert not isinstance(short, Skipped)
