"""Every message has its French, and the compiled catalogue is that of the source."""

from __future__ import annotations

import string
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import pourparlers
from pourparlers.i18n import gettext, language

CONFIGURATION = Path(__file__).parents[1] / "babel.cfg"
PACKAGE = Path(pourparlers.__file__).parent
FOLDER = PACKAGE / "locale" / "fr" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def french(messages: Iterable[Message]) -> dict[str, tuple[str, ...]]:
    """Each message (the singular of those that have a plural) with the forms of its French."""
    forms = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in messages if m.id}
    return {key: (form,) if isinstance(form, str) else tuple(form or ()) for key, form in forms.items()}


def catalogue() -> dict[str, tuple[str, ...]]:
    with (FOLDER / "pourparlers.po").open("rb") as file:
        return french(read_po(file, "fr"))


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_is_in_the_catalogue_with_its_french() -> None:
    known = catalogue()
    with CONFIGURATION.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for _, _, message, _, _ in extract_from_dir(str(PACKAGE), methods, options, keywords=KEYWORDS):
        key = message if isinstance(message, str) else message[0]
        assert key in known, f"run make messages: {key!r} is new"
        assert all(known[key]), f"no French for {key!r}"
        assert all(fields(form) == fields(key) for form in known[key]), key


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with (FOLDER / "pourparlers.mo").open("rb") as file:
        assert french(read_mo(file)) == catalogue()


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR", "POURPARLERS_LANG": "en"}, "en"),
    ],
)
def test_the_language_of_the_interface(environment: dict[str, str], code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("POURPARLERS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert language() == code


def test_english_is_what_the_code_says() -> None:
    assert gettext("Meetings", "en") == "Meetings"
    assert gettext("Meetings", "fr") == "Rencontres"
