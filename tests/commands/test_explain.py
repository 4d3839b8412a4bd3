"""``pourparlers explain``: an answer for any sentence, as text and as a picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pourparlers import Reader
from pourparlers.cli import app
from pourparlers.commands.explain_picture import picture
from pourparlers.commands.explain_steps import lines
from pourparlers.knowledge.rules import named
from pourparlers.record import Article

PHRASE = "Selon un diplomate européen, le Kremlin a annulé mardi la rencontre prévue à Genève avec le ministre turc."
ODD = [
    "?",
    "…",
    "«",
    "« « » »",
    "a" * 3000,
    "- - -",
    "12:34",
    "\u200f\u202e abc",
    "🕊️ 🕊️",
    "<b>&amp;</b>",
    "\x1b[31mnon\x1b[0m oui",
    "日本語",
    "a\n\nb\n",
    "' OR 1=1",
]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLERS_LANG", "en")


def run(*args: str, stdin: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["explain", *args], input=stdin)
    return done.exit_code, done.output


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def test_each_step_is_shown_with_its_cue_its_rule_and_the_example_of_the_row() -> None:
    code, out = run(PHRASE, "--published", "2025-10-21")
    assert code == 0
    for n, title in enumerate(
        ("Prose", "Tokens and parse", "Entities", "Times", "Who says what", "Meetings", "Acts"), 1
    ):
        assert f"{n}. {title}" in out
    assert "annuler" in out
    assert "nsubj ←" in out
    assert "mardi · DATE · 2025-10-21 · counted from publication" in out
    assert "because of “Selon” [0:5]" in out
    assert "rule fr/cue_phrases.tsv:selon" in out
    assert "as in “Selon le maire, la route est fermée.”" in out
    assert "rule fr/meeting_status.tsv:annuler" in out


def test_places_are_those_of_the_text() -> None:
    _, out = run(PHRASE, "--published", "2025-10-21")
    places = re.findall(r"“([^”]+)” \[(\d+):(\d+)\]", out)
    assert places
    assert all(PHRASE[int(start) : int(end)] == words for words, start, end in places)


def test_what_is_not_found_is_said() -> None:
    _, out = run("Le chat dort.")
    assert out.count("none found") >= 4


def test_standard_input() -> None:
    code, out = run("-", stdin="Rome a dit non.\n")
    assert code == 0
    assert "“Rome a dit non.” [0:15]" in out


def test_the_picture_holds_every_word(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    assert run(PHRASE, "--published", "2025-10-21", "--svg", str(path))[0] == 0
    texts = [t.text for t in drawn(path.read_text("utf-8")).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Selon", "Kremlin", "annulé", "nsubj", "t1 2025-10-21"} <= set(texts)


def test_a_picture_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    code, out = run("Rome a dit non.", "--svg", str(tmp_path / "none" / "a.svg"))
    assert code == 1
    assert "a.svg" in out


@pytest.mark.parametrize("text", ["", "  \n", "a\x00b", "\ud800"])
def test_what_is_no_text_is_answered_with_the_reason(text: str) -> None:
    code, out = run(text)
    assert code == 1
    assert out.strip()
    assert "Traceback" not in out


def test_a_day_that_is_none_is_told() -> None:
    code, out = run("Rome a dit non.", "--published", "demain")
    assert code == 2
    assert "--published" in out


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_answered_and_drawn(text: str, reader: Reader) -> None:
    assert answer(text, reader)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=80))
def test_any_text_is_answered_and_drawn(text: str, reader: Reader) -> None:
    assert answer(text, reader)


def answer(text: str, reader: Reader) -> list[str]:
    """What is told of a text, having looked at what is told and drawn."""
    (parsed,) = reader.parse_many([Article(text=text)])
    record = reader.record_of(parsed)
    shown = [line.plain for line in lines(parsed, record)]
    assert all(line.isprintable() for line in shown), shown
    assert drawn(picture(parsed, record)).tag.endswith("svg")
    return shown


def test_a_rule_names_its_rows() -> None:
    rows = list(named("fr/acts.tsv:exiger fr/factuality.tsv:particle pas"))
    assert [n.rule for n in rows] == ["fr/acts.tsv:exiger", "fr/factuality.tsv:particle pas"]
    assert all(n.example for n in rows)
    assert [n.example for n in named("a quotation without a cue")] == [""]
    assert next(named("fr/no_such_table.tsv:x")).row == {}
    assert list(named("")) == []
