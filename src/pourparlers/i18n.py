"""The language of the interface: French unless the reader's locale, or POURPARLERS_LANG, says otherwise.

Messages are written in English in the code; ``locale/fr`` holds their French (a gettext catalogue).
"""

from __future__ import annotations

import gettext as _gettext
import os
from functools import cache
from importlib.resources import files
from pathlib import Path

LANGUAGES = ("fr", "en")


def language() -> str:
    """The code of the interface's language: "fr" or "en"."""
    for variable in ("POURPARLERS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return "en" if value[:2].lower() != "fr" else "fr"
    return "fr"


def N_(message: str) -> str:  # noqa: N802 (gettext's own name)
    """Marks a message for the catalogue, to be translated where it is shown."""
    return message


def gettext(message: str, lang: str | None = None) -> str:
    """A message in the language of the interface, or in the one named."""
    return _catalogue(lang or language()).gettext(message)


def ngettext(one: str, many: str, n: int, lang: str | None = None) -> str:
    """The message for one or for many."""
    return _catalogue(lang or language()).ngettext(one, many, n)


@cache
def _catalogue(lang: str) -> _gettext.NullTranslations:
    if lang == "en":
        return _gettext.NullTranslations()
    folder = Path(str(files("pourparlers").joinpath("locale")))
    return _gettext.translation("pourparlers", folder, [lang])
