"""Every marked sentence under ``tests/marked`` reads as it is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from marks import Case, MarkError, check, load
from pourparlers import Reader
from pourparlers.record import Record

FILES = sorted((Path(__file__).parent / "marked").glob("*/*.txt"))
CASES = [case for path in FILES for case in load(path)]


@pytest.fixture(scope="session")
def records() -> dict[str, Record]:
    """All the cases, read in one go."""
    articles = [{"id": c.place, "text": c.text, "published": c.published} for c in CASES]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("case", CASES, ids=[c.place for c in CASES])
def test_marked_sentence(case: Case, records: dict[str, Record]) -> None:
    faults = check(case, records[case.place])
    assert not faults, "\n".join([case.text, *faults])


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "# only a comment\n",
        "Paris a dit oui.\n",
        "Paris a dit oui.\n= says oui\n",
        'Paris a dit oui.\n= gossip "oui"\n',
        '= says "oui"\n',
        "Paris a dit oui.\nRome a dit non.\n",
    ],
)
def test_a_mark_that_cannot_be_read_is_an_error(bad: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(bad, "utf-8")
    with pytest.raises(MarkError):
        load(path)
