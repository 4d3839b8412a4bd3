"""Citing a claim: its words, who said it, outlet and day, and a link that leads to the words in the article."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from pourparlers.i18n import gettext
from pourparlers.linking.talks import HistoryLine
from pourparlers.web import phrases

WHOLE = 12
"""Words that a text fragment repeats in full; of more, it gives the first and the last."""

EDGE = 5


def link(url: str | None, words: str = "") -> str | None:
    """An article's address, with a text fragment for the words; None for what is no web address."""
    if not url or urlsplit(url).scheme not in ("http", "https"):
        return None
    return f"{url.partition('#')[0]}{fragment(words)}" if words else url


def fragment(words: str) -> str:
    """The text fragment that leads a browser to some words of a page."""
    found = words.split()
    if len(found) <= WHOLE:
        return f"#:~:text={_coded(found)}"
    return f"#:~:text={_coded(found[:EDGE])},{_coded(found[-EDGE:])}"


def _coded(words: list[str]) -> str:
    """Percent-coded, the hyphen too, which has a meaning in a text fragment."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def report(line: HistoryLine, lang: str) -> str:
    """A report as a person would cite it."""
    words = " ".join(line.evidence.text.split())
    said = f"« {words} »"
    who = line.source or gettext("the article", lang)
    about = [said, who, line.outlet, line.title and f"« {line.title} »", phrases.when(line.published, lang)]
    return ", ".join(filter(None, [*about, link(line.url, words)]))
