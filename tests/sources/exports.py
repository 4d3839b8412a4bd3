"""What agencies send and databases export, as the tests make it."""

from __future__ import annotations

import json
from typing import Any

from sources.pages import PARAGRAPHS, TEXT

FACTIVA_HEADS = ("Anne Roche attendue à Lyon", "412 mots", "8 mars 2024", "10:15", "Le Fanal", "LFAN", "Français")


def ninjs(**more: Any) -> str:
    item = {
        "uri": "urn:agence:20240308:42",
        "type": "text",
        "language": "fr",
        "headline": "Anne Roche attendue à Lyon",
        "versioncreated": "2024-03-08T10:00:00Z",
        "body_text": TEXT,
        "provider": "Agence du Lac",
    }
    return json.dumps({k: v for k, v in {**item, **more}.items() if v is not None})


_MARKED = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def newsml(text: str = _MARKED, kind: str = "ninat:text") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
 guid="urn:newsml:agence.example:20240308:42" version="1" standard="NewsML-G2">
 <itemMeta><itemClass qcode="{kind}"/><provider literal="Agence du Lac"/>
 <versionCreated>2024-03-08T12:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
 <contentMeta><contentCreated>2024-03-08T10:00:00Z</contentCreated>
 <headline>Anne Roche attendue à Lyon</headline></contentMeta>
 <contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
 <body><body.head><hedline><hl1>Titre</hl1></hedline></body.head><body.content>{text}
 <media><media-caption>Légende</media-caption></media></body.content></body></nitf></inlineXML></contentSet>
 </newsItem>"""


def europresse(n: int = 2) -> str:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    one = f"""<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Fanal, no. 1204
 </span></div><div><span class="DocHeader">Monde, vendredi 8 mars 2024 412 mots, p. 4</span></div>
 <div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Anne Roche attendue à Lyon
 </p></div></header><section><div class="DocText clearfix"><div class="docOcurrContainer">{body}</div></div></section>
 <aside>Note(s) :</aside><footer><div class="publiC-lblNodoc">news·20240308·FN·0042</div></footer></article>"""
    return f"<!doctype html><html><body>{one * n}</body></html>"


def factiva_html() -> str:
    heads = "".join(f"<div>{h}</div>" for h in FACTIVA_HEADS[1:])
    body = "".join(f'<p class="articleParagraph frarticleParagraph">{p}</p>' for p in PARAGRAPHS)
    one = f"""<div class="article frArticle"><div id="hd"><span class="frHeadline">{FACTIVA_HEADS[0]}</span></div>
 {heads}<div>Copyright 2024. Le Fanal</div>{body}<p>Document LFAN000020240308ek38000a1</p></div>"""
    return f"<html><body>{one * 2}</body></html>"


def factiva_coded_html() -> str:
    body = "".join(f'<p class="articleParagraph frarticleParagraph">{p}</p>' for p in PARAGRAPHS[1:])
    cells = [
        ("HD", FACTIVA_HEADS[0]), ("WC", "412 mots"), ("PD", "8 mars 2024"), ("SN", "Le Fanal"),
        ("LP", f"<p>{PARAGRAPHS[0]}</p>"), ("TD", body), ("AN", "Document LFAN000020240308ek38000a1"),
    ]  # fmt: skip
    rows = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{text}</td></tr>' for code, text in cells)
    return f'<html><body><div class="article frArticle"><table>{rows}</table></div></body></html>'


def factiva_text() -> str:
    lines = [*FACTIVA_HEADS, "Copyright 2024. Le Fanal", "", *PARAGRAPHS, "", "Document LFAN000020240308ek38000a1", ""]
    return "\n".join(lines * 2)


def factiva_coded_text() -> str:
    one = [
        f"HD   {FACTIVA_HEADS[0]}", "WC   412 mots", "PD   8 mars 2024", "SN   Le Fanal", "LA   Français", "LP ",
        PARAGRAPHS[0], "TD", *PARAGRAPHS[1:], "AN", "Document LFAN000020240308ek38000a1", "",
    ]  # fmt: skip
    return "\r\n".join(one)


def rtf(text: str) -> str:
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text.replace("\n", "\\par\n"))
    return "{\\rtf1\\ansi\\ansicpg1252\\uc1 " + coded + "}"
