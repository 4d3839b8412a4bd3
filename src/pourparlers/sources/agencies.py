"""What agencies send: ninjs (JSON) and NewsML-G2 (XML), as the IPTC defines them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.taken import Skipped, Taken, Ways, dated, skip, take
from pourparlers.sources.xml import local, parse

_NOT_A_TEXT = frozenset({"picture", "video", "audio", "graphic", "composite", "component", "event", "planning"})
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "hl2", "li", "blockquote", "td", "media-caption"})
_LEFT_OUT = frozenset({"media", "figure", "script", "style", "head", "body.head", "table"})


def is_ninjs(fields: Mapping[str, Any]) -> bool:
    """Is this JSON object an item of ninjs?"""
    bodies = ("body_text", "body_html", "body_xhtml", "bodies")
    return "uri" in fields and "text" not in fields and any(b in fields for b in (*bodies, "headline", "headlines"))


def ninjs(place: str, fields: Mapping[str, Any], ways: Ways) -> Taken | Skipped:
    """The article of an item of ninjs, versions 1 to 3."""
    kind = str(fields.get("type") or "text")
    if kind in _NOT_A_TEXT or str(fields.get("pubstatus") or "usable") == "canceled":
        return skip(place, "item", fields.get("pubstatus") if kind == "text" else kind)
    text = _ninjs_text(fields)
    if not text.strip():
        return skip(place, "empty")
    found = {
        "id": _said(fields.get("uri")),
        "text": text,
        "title": _said(fields.get("headline"))
        or _first(fields.get("headlines"), "value")
        or _said(fields.get("title")),
        "url": _http(fields.get("url")) or _http(fields.get("uri")) or _http(_first(fields.get("altids"), "value")),
        "publisher": _provider(fields),
        "published": _said(fields.get("firstcreated")) or _said(fields.get("versioncreated")),
    }
    return take(place, dated({k: v for k, v in found.items() if v}), ways)


def _ninjs_text(fields: Mapping[str, Any]) -> str:
    bodies = [b for b in fields.get("bodies") or () if isinstance(b, dict)]
    given = [(str(b.get("contenttype") or ""), b.get("value")) for b in bodies]
    given += [("text/plain", fields.get("body_text")), ("text/html", fields.get("body_html"))]
    given += [("text/html", fields.get("body_xhtml"))]
    known = [(kind, value) for kind, value in given if isinstance(value, str) and value.strip()]
    plain = next((value for kind, value in known if "html" not in kind and "xml" not in kind), "")
    if plain or not known:
        return plain
    from pourparlers.sources.feeds import plain_text

    return plain_text(known[0][1])


def _provider(fields: Mapping[str, Any]) -> str:
    provider = fields.get("provider")
    named = _said(provider.get("name")) if isinstance(provider, dict) else _said(provider)
    sources = fields.get("infosources")
    return named or _first(sources, "name") or _said(fields.get("copyrightholder")) or _said(fields.get("source"))


def _first(items: Any, name: str) -> str:
    many = items if isinstance(items, list) else [items]
    return next((_said(i.get(name)) for i in many if isinstance(i, dict) and _said(i.get(name))), "")


def _said(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _http(value: Any) -> str:
    return _said(value) if _said(value).startswith(("http://", "https://")) else ""


def newsml(place: str, data: bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of the news items in a NewsML-G2 document, alone or in a message."""
    try:
        root = parse(data)
    except UnreadableError as error:
        yield Skipped(place, error)
        return
    items = [e for e in root.iter() if local(e) == "newsItem"]
    for n, item in enumerate(items, 1):
        yield _item(place if len(items) == 1 else f"{place}:{n}", item, ways)
    if not items:
        yield skip(place, "item", local(root))


def _item(place: str, item: Element, ways: Ways) -> Taken | Skipped:
    kind = _attribute(item, "itemClass", "qcode").rpartition(":")[2] or "text"
    status = _attribute(item, "pubStatus", "qcode").rpartition(":")[2] or "usable"
    if kind in _NOT_A_TEXT or status == "canceled":
        return skip(place, "item", status if kind == "text" else kind)
    text = "\n".join(_paragraphs(item))
    if not text:
        return skip(place, "empty")
    headline = next((" ".join("".join(e.itertext()).split()) for e in item.iter() if local(e) == "headline"), "")
    created = _words(item, "contentCreated") or _words(item, "firstCreated") or _words(item, "versionCreated")
    provider = _attribute(item, "provider", "literal") or _name_in(item, "provider") or _words(item, "creditline")
    found = {
        "id": item.get("guid") or "",
        "text": text,
        "title": headline,
        "url": _http(item.get("guid")) or _http(_attribute(item, "link", "href")),
        "publisher": provider or _attribute(item, "provider", "qcode").rpartition(":")[2],
        "published": created,
    }
    return take(place, dated({k: v for k, v in found.items() if v}), ways)


def _paragraphs(item: Element) -> Iterator[str]:
    for content in (e for e in item.iter() if local(e) in ("inlineXML", "inlineData")):
        if local(content) == "inlineData":
            yield from (" ".join(line.split()) for line in (content.text or "").splitlines() if line.strip())
        else:
            yield from _blocks(content)


def _blocks(top: Element) -> Iterator[str]:
    """The texts of the blocks below an element, without recursion: nesting may be as deep as it likes."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _LEFT_OUT:
            continue
        if name in _BLOCKS:
            text = " ".join("".join(element.itertext()).split())
            if text:
                yield text
            continue
        waiting.extend(reversed(list(element)))


def _find(item: Element, name: str) -> Element | None:
    return next((e for e in item.iter() if local(e) == name), None)


def _attribute(item: Element, name: str, attribute: str) -> str:
    element = _find(item, name)
    return (element.get(attribute) or "").strip() if element is not None else ""


def _words(item: Element, name: str) -> str:
    element = _find(item, name)
    return (element.text or "").strip() if element is not None else ""


def _name_in(item: Element, name: str) -> str:
    element = _find(item, name)
    return _words(element, "name") if element is not None else ""
