"""Exports of the press databases that French libraries have: Europresse (HTML), Factiva (HTML, RTF, text)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.dates import day_of
from pourparlers.sources.taken import Skipped, Taken, Ways, dated, skip, take

_EUROPRESSE_ID = re.compile(r"\b(?:news|web|bio|rep)[·.\s]?(\d{8})[·.\s]?[A-Z]{1,6}[·.\s]?[\w·.]{0,40}")
_ISSUE = re.compile(r"\s*(?:\(|,\s*(?:no|n°|nº|vol)\b|\s{2,}|[;|]).*$", re.IGNORECASE | re.DOTALL)
_LEFT_OUT = ("aside", "footer", "script", "style", "figure", "img", "button", "nav")

_FACTIVA_END = re.compile(r"^Document[ \t]+([A-Z0-9]{4,12}\d[A-Za-z0-9]{6,30})[ \t\r]*$", re.MULTILINE)
_WORDS = re.compile(r"^\d[\d\s.,]*\s(?:mots|words|mot|word)$", re.IGNORECASE)
_CLOCK = re.compile(r"^\d{1,2}[:h]\d\d")
_FIELD = re.compile(
    r"^\|?(HD|BY|CR|WC|PD|ET|SN|SC|SE|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|ART)(?:[ \t|]+(.*))?$"
)
_LANGUAGES = frozenset({"français", "french", "anglais", "english"})


def europresse(place: str, data: bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of an Europresse export: one ``<article>`` each."""
    tree = _tree(data)
    found = [] if tree is None else tree.xpath("//article") or tree.xpath("//body")
    if not found:
        yield skip(place, "page")
    for n, element in enumerate(found, 1):
        yield _europresse(f"{place}:{n}", element, ways)


def _europresse(place: str, article: Any, ways: Ways) -> Taken | Skipped:
    whole = " ".join(article.text_content().split())
    number = _EUROPRESSE_ID.search(whole)
    header = _within(article, "DocHeader") or _within(article, "DocTitreSousSection")
    title = _within(article, "titreArticle")
    bodies = _having(article, "docOcurrContainer") or _having(article, "DocText")
    lines = [line for body in bodies[:1] for line in _lines(body)]
    if lines and lines[0] == title:
        del lines[0]
    fields = {
        "id": number[0] if number else "",
        "text": "\n".join(lines),
        "title": title,
        "publisher": _ISSUE.sub("", _within(article, "DocPublicationName")).strip(" ,-") or None,
        "published": day_of(header) or (day_of(number[1]) if number else None),
    }
    return take(place, fields, ways, place) if lines else skip(place, "empty")


def factiva_html(place: str, data: bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of a Factiva export in HTML, with or without the codes of its fields."""
    tree = _tree(data)
    found = [] if tree is None else _having(tree, "article")
    if not found:
        yield skip(place, "page")
    for n, element in enumerate(found, 1):
        for gone in list(element.iter(*_LEFT_OUT)):
            gone.drop_tree()
        coded = {}
        for row in element.iter("tr"):
            cells = list(row.iter("td"))
            if len(cells) >= 2 and _FIELD.match(code := cells[0].text_content().strip()):
                coded[code] = "\n".join(_lines(cells[1]))
        if coded:
            fields = _of_codes(coded)
        else:
            heads = ["\n".join(_lines(div)) for div in element.iterchildren("div")]
            fields = _of_heads([h for h in heads if h])
            fields["text"] = "\n".join(_paragraph(p) for p in _having(element, "articleParagraph"))
        yield _factiva(f"{place}:{n}", fields, ways)


def is_factiva_text(head: bytes) -> bool:
    """Is this the beginning of a Factiva export as text?"""
    text = head.decode("utf-8", "replace").replace("\r\n", "\n")
    if not _FACTIVA_END.search(text):
        return False
    return any(_WORDS.match(line.strip()) or _FIELD.match(line.strip()) for line in text.splitlines())


def factiva_rtf(place: str, data: bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of a Factiva export in RTF; another RTF file is one article."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, IndexError, OverflowError, AttributeError, RecursionError) as error:
        # What damaged RTF raises in the library.
        yield skip(place, "markup", f"RTF, {type(error).__name__}")
        return
    if _FACTIVA_END.search(text):
        yield from _factiva_text(place, text, ways)
    else:
        yield take(place, {"text": text}, ways, place)


def factiva_text(place: str, data: bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of a Factiva export as text."""
    from pourparlers.sources.files import decode

    try:
        text = decode(data)
    except UnreadableError as error:
        yield Skipped(place, error)
        return
    yield from _factiva_text(place, text.replace("\r\n", "\n"), ways)


def _factiva_text(place: str, text: str, ways: Ways) -> Iterator[Taken | Skipped]:
    """Each article ends with a line that names it: "Document LFAN000020240312ek3c0000a"."""
    start = 0
    for n, end in enumerate(_FACTIVA_END.finditer(text), 1):
        lines = [line.strip(" \t|\u00a0\f") for line in text[start : end.start()].splitlines()]
        start = end.end()
        fields = _of_codes(_coded(lines)) if any(line.startswith(("HD", "PD")) for line in lines) else _of_lines(lines)
        yield _factiva(f"{place}:{n}", {**fields, "id": end[1]}, ways)


def _coded(lines: list[str]) -> dict[str, str]:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if found := _FIELD.match(line):
            code = found[1]
            fields[code] = [found[2] or ""]
        elif code:
            fields[code].append(line)
    return {code: "\n".join(s for s in kept if s) for code, kept in fields.items()}


def _of_codes(coded: dict[str, str]) -> dict[str, Any]:
    return {
        "id": coded.get("AN", "").removeprefix("Document").strip(),
        "title": " ".join(coded.get("HD", "").split()),
        "published": coded.get("PD"),
        "publisher": coded.get("SN"),
        "text": "\n".join(coded[c] for c in ("LP", "TD") if coded.get(c)),
    }


def _of_lines(lines: list[str]) -> dict[str, Any]:
    """An article without codes: its title stands before the count of words, its text after the copyright."""
    told = [line for line in lines if line]
    at = next((i for i, line in enumerate(told) if _WORDS.match(line)), None)
    if at is None:
        return {"text": "\n".join(told)}
    end = next((i for i in range(at, min(at + 14, len(told))) if told[i].lower().startswith(("copyright", "©"))), None)
    if end is None:
        end = next((i for i in range(at, min(at + 14, len(told))) if told[i].lower() in _LANGUAGES), at)
    title = [line for line in told[:at] if not line.lower().startswith(("par ", "by ", "page "))]
    return {**_of_heads(told[at : end + 1]), "title": " ".join(title[:1]), "text": "\n".join(told[end + 1 :])}


def _of_heads(heads: list[str]) -> dict[str, Any]:
    """The lines over an article: title, count of words, day, hour, outlet…; the outlet stands after the day."""
    at = next((i for i, line in enumerate(heads) if len(line) < 40 and day_of(line)), None)
    after = [line for line in heads[at + 1 :] if not _CLOCK.match(line)] if at is not None else []
    title = "" if not heads or _WORDS.match(heads[0]) else heads[0]
    return {
        "title": title,
        "published": heads[at] if at is not None else None,
        "publisher": after[0] if after else None,
    }


def _factiva(place: str, fields: dict[str, Any], ways: Ways) -> Taken | Skipped:
    if not (fields.get("text") or "").strip():
        return skip(place, "empty")
    return take(place, dated({k: v for k, v in fields.items() if v}), ways, place)


def _tree(data: bytes) -> Any:
    from lxml import html
    from lxml.etree import LxmlError

    charset = "utf-8" if _is_utf8(data) else "cp1252"
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding=charset))
    except (LxmlError, ValueError, AssertionError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _having(element: Any, name: str) -> list[Any]:
    """The elements below that have a class whose name begins like this, the outermost first."""
    found = element.xpath(f".//*[contains(concat(' ', normalize-space(@class)), ' {name}')]")
    return [e for e in found if any(c == name or (name != "article" and c.startswith(name)) for c in _classes(e))]


def _classes(element: Any) -> list[str]:
    return str(element.get("class") or "").split()


def _within(element: Any, name: str) -> str:
    found = _having(element, name)
    return " ".join(found[0].text_content().split()) if found else ""


def _paragraph(element: Any) -> str:
    return " ".join(element.text_content().split())


def _lines(element: Any) -> list[str]:
    """The paragraphs of an element, or its lines where it has none."""
    for gone in list(element.iter(*_LEFT_OUT)):
        gone.drop_tree()
    paragraphs = [_paragraph(p) for p in element.iter("p")]
    if any(paragraphs):
        return [p for p in paragraphs if p]
    for br in list(element.iter("br")):
        br.tail = f"\n{br.tail or ''}"
    return [s for s in (" ".join(line.split()) for line in element.text_content().split("\n")) if s]
