from __future__ import annotations

import json
from pathlib import Path

import pytest

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.files import Skipped, articles, decode


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
