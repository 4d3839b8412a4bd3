"""Atom feeds: a talk report by report, the board talk by talk."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from fastapi import Request
from fastapi.responses import Response

from pourparlers.i18n import gettext
from pourparlers.linking.talks import Talk
from pourparlers.store.views import TalkSummary
from pourparlers.web import phrases
from pourparlers.web.pages import language_of, word

ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_NEVER = "1970-01-01T00:00:00Z"

Entry = tuple[str, str, str, str, str]
"""What an entry holds: id, title, link, moment, text."""


def answer(xml: bytes) -> Response:
    """A feed as an answer."""
    return Response(xml, media_type="application/atom+xml; charset=utf-8")


def of_talk(request: Request, talk: Talk) -> bytes:
    """A talk's reports, the newest first."""
    lang, base = language_of(request), str(request.base_url)
    page = f"{base}talks/{talk.id}"
    entries = []
    for n, line in reversed(list(enumerate(talk.history))):
        who = line.source or gettext("the article", lang)
        title = f"{word('status', line.status, lang)} · {who}"
        text = f"« {line.evidence.text} » – {line.outlet}, {phrases.when(line.published, lang)}"
        entries.append((f"urn:pourparlers:report:{line.report}", title, f"{page}#r{n}", moment(line.on), text))
    return _feed(f"urn:pourparlers:talk:{talk.id}", heading(talk, lang), page, f"{page}.atom", entries)


def of_board(request: Request, talks: Iterable[TalkSummary], sentence: str) -> bytes:
    """Talks, the last spoken of first; ``sentence`` says which."""
    lang, base = language_of(request), str(request.base_url)
    query = f"?{request.url.query}" if request.url.query else ""
    entries = [
        (
            f"urn:pourparlers:talk:{t.id}",
            f"{word('status', t.status, lang)} · {heading(t, lang)}",
            f"{base}talks/{t.id}",
            moment(t.last_day),
            f"« {t.last_word.words} » – {t.last_word.source or t.last_word.outlet}, "
            f"{phrases.when(t.last_word.on, lang)}",
        )
        for t in talks
    ]
    title = " – ".join(filter(None, ["pourparlers", sentence]))
    return _feed(f"urn:pourparlers:talks{query}", title, f"{base}{query}", f"{base}talks.atom{query}", entries)


def heading(talk: Talk | TalkSummary, lang: str) -> str:
    """A talk in one line: who, kind, place, date."""
    kind = word("meeting", talk.kind, lang)
    return " · ".join(filter(None, [phrases.names(talk.participants), kind, talk.place, phrases.when(talk.date, lang)]))


def moment(day: str) -> str:
    """A day as Atom writes a moment."""
    return f"{day}T00:00:00Z" if day else _NEVER


def _feed(uid: str, title: str, page: str, own: str, entries: Iterable[Entry]) -> bytes:
    listed = list(entries)
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _text(feed, "id", uid)
    _text(feed, "title", title)
    _text(feed, "updated", max((e[3] for e in listed), default=_NEVER))
    _text(ElementTree.SubElement(feed, "author"), "name", "pourparlers")
    ElementTree.SubElement(feed, "link", rel="alternate", type="text/html", href=page)
    ElementTree.SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    for entry_id, entry_title, link, updated, text in listed:
        entry = ElementTree.SubElement(feed, "entry")
        _text(entry, "id", entry_id)
        _text(entry, "title", entry_title)
        ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=link)
        _text(entry, "updated", updated)
        _text(entry, "content", text, type="text")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _text(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = " ".join(text.translate(_NOT_XML).split())
