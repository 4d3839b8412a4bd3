"""Pages, feeds and archives that the tests make."""

from __future__ import annotations

import gzip
import io

PARAGRAPHS = (
    "La ministre Anne Roche rencontrera Karl Lind à Lyon le 12 mars, a annoncé lundi le ministère des Affaires"
    " étrangères dans un communiqué.",
    "Les deux responsables doivent parler du traité sur les eaux du lac et de la réouverture du pont de Varse, fermé"
    " depuis l'automne dernier.",
    "Une source diplomatique a précisé que la visite durerait deux jours et qu'un dîner de travail était prévu le"
    " premier soir.",
    "Le gouvernement du Varsland, qui avait rappelé son ambassadeur en janvier, n'a pas encore fait connaître la"
    " composition de sa délégation.",
    "Plusieurs élus de la région ont salué une étape utile, tout en demandant que les riverains soient consultés avant"
    " la signature du texte.",
)
TEXT = "\n".join(PARAGRAPHS)
ENGLISH = (
    "The minister will meet her counterpart in the town hall on Tuesday, the ministry said in a short statement.",
    "Both of them are expected to talk about the bridge, which has been closed to all traffic since last autumn.",
    "A spokesman for the neighbouring government said that nothing had been decided and that talks would go on.",
)


def page(
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    title: str = "Anne Roche attendue à Lyon",
    outlet: str = "Le Fanal",
    day: str = "2024-03-08",
    charset: str = "utf-8",
) -> bytes:
    """A page of a newspaper."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"""<!doctype html><html lang="fr"><head><meta charset="{charset}"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{day}T10:00:00+01:00"></head>
<body><nav><a href="/">Accueil</a> <a href="/monde">Monde</a></nav><article><h1>{title}</h1>{body}</article>
<footer>Mentions légales, contacts, abonnements</footer></body></html>""".encode(charset)


def rss(links: list[str], *, title: str = "Le Fanal", whole: bool = False, extra: str = "") -> bytes:
    """An RSS feed of some links; ``whole`` puts the articles in."""
    content = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) if whole else ""
    items = "".join(
        f"<item><title>Titre {n}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Fri, 08 Mar 2024 10:00:00 GMT</pubDate>"
        + (f"<content:encoded><![CDATA[{content}]]></content:encoded>" if whole else "<description>Bref.</description>")
        + "</item>"
        for n, link in enumerate(links, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel><title>{title}</title>{extra}{items}</channel></rss>"
    ).encode()


def atom(links: list[str]) -> bytes:
    """An Atom feed whose entries hold whole articles."""
    content = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS)
    entries = "".join(
        f'<entry><id>urn:{n}</id><title>Titre {n}</title><link href="{link}"/><updated>2024-03-08T10:00:00Z</updated>'
        f'<content type="html">{content}</content></entry>'
        for n, link in enumerate(links, 1)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Phare</title>{entries}</feed>'.encode()


def opml(links: list[str]) -> bytes:
    """A list of feeds."""
    outlines = "".join(f'<outline type="rss" text="f" xmlUrl="{link}"/>' for link in links)
    return f'<opml version="2.0"><body><outline text="presse">{outlines}</outline></body></opml>'.encode()


def record(url: str, body: bytes, *, head: str = "", status: int = 200, kind: str = "text/html") -> bytes:
    """An answer of a server as a WARC record."""
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    named = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Date: 2024-03-08T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return named.encode() + http + b"\r\n\r\n"


def warc(records: list[bytes], *, packed: bool = True) -> bytes:
    """An archive of some records, each packed for itself as Common Crawl does."""
    out = io.BytesIO()
    for one in records:
        out.write(gzip.compress(one, 1) if packed else one)
    return out.getvalue()
