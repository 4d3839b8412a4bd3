"""Pages, feeds, tables, items of agencies and exports of databases, each as it comes."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pourparlers.knowledge import tables as knowledge
from pourparlers.record import Article
from pourparlers.sources import feeds, html, tables
from pourparlers.sources.dates import day_of
from pourparlers.sources.files import Columns, Skipped, Taken, Ways, articles
from pourparlers.sources.sniff import addresses_in, is_address, kind_of
from sources.exports import (
    europresse,
    factiva_coded_html,
    factiva_coded_text,
    factiva_html,
    factiva_text,
    newsml,
    ninjs,
    rtf,
)
from sources.pages import ENGLISH, PARAGRAPHS, TEXT, atom, opml, page, rss

DAY = dt.date(2024, 3, 8)


def taken(path: Path, data: bytes | str, ways: Ways | None = None) -> list[Article]:
    """The articles of a file with these contents, none of which may be skipped."""
    found = both(path, data, ways)
    assert not [f for f in found if isinstance(f, Skipped)], found
    return [f[1] for f in found if not isinstance(f, Skipped)]


def both(path: Path, data: bytes | str, ways: Ways | None = None) -> list[Taken | Skipped]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(articles([str(path)], ways=ways))


def reasons(path: Path, data: bytes | str, ways: Ways | None = None) -> list[str]:
    return [f.error.reason for f in both(path, data, ways) if isinstance(f, Skipped)]


# Days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-08", DAY), ("2024-03-08T23:59:00Z", DAY), ("20240308", DAY), ("20240308T101500Z", DAY),
        ("08/03/2024", DAY), ("8.3.2024", DAY), ("vendredi 8 mars 2024, p. 4", DAY), ("8 March 2024", DAY),
        ("March 8, 2024", DAY), ("Fri, 08 Mar 2024 10:00:00 GMT", DAY), ("1er mars 2024", dt.date(2024, 3, 1)),
        ("30 février 2024", None), ("2024-13-01", None), ("bientôt", None), ("", None), ("12345678901", None),
    ],
)  # fmt: skip
def test_days_as_they_are_written(text: str, day: dt.date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize("row", knowledge.rows("months.tsv"), ids=lambda row: row["name"])
def test_names_of_months(row: dict[str, str]) -> None:
    assert str(day_of(row["example"])) == row["day"]


# Pages


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page(tmp_path: Path, charset: str) -> None:
    (a,) = taken(tmp_path / "roche.html", page(charset=charset))
    assert a.text == TEXT
    assert (a.title, a.publisher, a.published, a.id) == ("Anne Roche attendue à Lyon", "Le Fanal", DAY, "roche")


def test_the_charset_of_the_server_counts() -> None:
    data = page(charset="utf-8").replace(b'<meta charset="utf-8">', b"").decode().encode("cp1252", "replace")
    found = html.article("x", data, Ways(), url="https://x.example/a", content_type="text/html; charset=ISO-8859-1")
    assert not isinstance(found, Skipped)
    assert (found[1].text, found[1].url) == (TEXT, "https://x.example/a")


def test_a_page_without_a_day_gets_none_by_guessing() -> None:
    data = page(day="").replace(b"article:published_time", b"x")
    found = html.article("x", data, Ways())
    assert not isinstance(found, Skipped)
    assert found[1].published is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "page"),
        (b"<html><body></body></html>", "page"),
        (b"\x00\x01\x02" * 100, "page"),
        (b"<p>a" * 70_000, "large"),
        (b"x" * (html.LARGEST + 1), "large"),
    ],
)
def test_pages_without_an_article(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reasons(tmp_path / "x.html", data) == [reason]


# Feeds


def test_feeds_with_whole_articles(tmp_path: Path) -> None:
    for name, data in (("a.xml", rss(["https://x.example/1"], whole=True)), ("b.atom", atom(["https://x.example/1"]))):
        (a,) = taken(tmp_path / name, data)
        assert (a.text, a.title, a.url, a.published) == (TEXT, "Titre 1", "https://x.example/1", DAY)
    assert a.publisher == "Le Phare"


def test_links_are_not_followed_where_nothing_fetches(tmp_path: Path) -> None:
    assert reasons(tmp_path / "a.rss", rss(["https://x.example/1", "https://x.example/2"])) == ["address", "address"]


def test_an_entry_that_is_cut_short_is_not_whole() -> None:
    feed = feeds.parse(rss(["https://x.example/1"], whole=True).replace(b"du texte.</p>]]", b"du [...]</p>]]"))
    assert feed is not None
    assert [e.text for e in feed.entries] == [""]


def test_relative_links_and_how_long_a_feed_asks_to_be_left_alone() -> None:
    data = rss(["/a"], extra="<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>")
    feed = feeds.parse(data, "https://x.example/feed")
    assert feed is not None
    assert (feed.entries[0].url, feed.minutes) == ("https://x.example/a", 90)


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BILLION, OUTSIDE])
@pytest.mark.parametrize(
    ("root", "inside"),
    [
        ("rss", '<rss version="2.0"><channel><title>&f;</title><item><title>&f;</title></item></channel></rss>'),
        ("opml", '<opml><body><outline xmlUrl="http://x.example/&f;"/></body></opml>'),
        ("newsItem", "<newsItem><inlineXML><p>&f;</p></inlineXML></newsItem>"),
    ],
)
def test_xml_brings_no_entities(tmp_path: Path, head: str, root: str, inside: str) -> None:
    found = both(tmp_path / "x.xml", head + inside)
    assert all(isinstance(f, Skipped) for f in found)
    assert "root:" not in str(found)


def test_a_list_of_feeds() -> None:
    assert feeds.addresses_of(opml(["https://a.example/f", "https://b.example/f", "https://a.example/f"])) == [
        "https://a.example/f",
        "https://b.example/f",
    ]


def test_what_a_document_is() -> None:
    assert kind_of(rss([])) == "feed"
    assert kind_of(b"<!-- <html> --><feed xmlns='x'>") == "feed"
    assert kind_of(b"\xef\xbb\xbf<?xml version='1.0'?>\n<opml>") == "opml"
    assert kind_of(b"<news:newsMessage xmlns:news='x'>") == "newsml"
    assert kind_of(b"<!doctype html><html>") == "page"
    assert kind_of(b"{\\rtf1") == "rtf"
    assert is_address(" https://x.example/a ")
    assert not is_address("un.txt")
    assert addresses_in(b"# presse\nhttps://x.example/a\n\nhttps://x.example/b\n") == [
        "https://x.example/a",
        "https://x.example/b",
    ]
    assert addresses_in("https://x.example/a\nLa ministre a parlé.".encode()) == []


# Tables


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_with_the_usual_columns(tmp_path: Path, separator: str, encoding: str) -> None:
    quoted = '"' + PARAGRAPHS[0].replace('"', '""') + '"'
    lines = [["titre", "texte", "date", "lien", "journal"], ["T", quoted, "08/03/2024", "https://x.example/1", "F"]]
    data = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    (a,) = taken(tmp_path / "t.csv", data)
    assert (a.text, a.title, a.published, a.url, a.publisher) == (PARAGRAPHS[0], "T", DAY, "https://x.example/1", "F")
    assert a.id == "t.csv:2"


def test_tables_with_columns_of_their_own(tmp_path: Path) -> None:
    columns = Columns(text="propos", published="jour", url="où")
    data = 'propos,jour,où,id\n"Un texte,\nsur deux lignes",8 mars 2024,https://x.example/1,n1\n,,,\n'
    (a,) = taken(tmp_path / "t.csv", data, Ways(columns=columns))
    assert (a.text, a.published, a.id) == ("Un texte,\nsur deux lignes", DAY, "n1")
    row = {"propos": TEXT, "jour": "20240308", "où": None}
    (b,) = taken(tmp_path / "t.jsonl", json.dumps(row), Ways(columns=columns))
    assert (b.text, b.published) == (TEXT, DAY)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"a,b\n1,2\n", "column"),
        (b'text,u\n"  ",x\n', "empty"),
        (b'text\n"' + b"a" * 4_000_000, "table"),
        (b"text\n" + b"a" * 4_000_000, "table"),
        (b"text,date\nabc,bient\xc3\xb4t\n", "date"),
    ],
)
def test_tables_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in reasons(tmp_path / "t.csv", data)


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    assert reasons(tmp_path / "t.csv", "text\nx\n", Ways(columns=Columns(text="propos"))) == ["column"]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows: dict[str, Any] = {"body": [TEXT, None], "date": [dt.datetime(2024, 3, 8, 9), None], "other": [1, 2]}
    pq.write_table(pa.table(rows), tmp_path / "t.parquet")
    found = list(articles([str(tmp_path / "t.parquet")]))
    assert not isinstance(found[0], Skipped)
    assert (found[0][1].text, found[0][1].published) == (TEXT, DAY)
    assert isinstance(found[1], Skipped)
    assert reasons(tmp_path / "u.parquet", b"PAR1 nothing") == ["table"]
    whole = (tmp_path / "t.parquet").read_bytes()
    assert reasons(tmp_path / "v.parquet", whole[: len(whole) // 2]) == ["table"]


def test_a_table_of_addresses_is_told_from_one_of_texts() -> None:
    found = list(tables.listed("-", io.BytesIO(b"text,url\nBonjour.,https://x.example/1\n"), None, Ways()))
    assert not isinstance(found[0], Skipped)
    (missing,) = tables.listed("-", io.BytesIO(b"a,b\n1,2\n"), None, Ways())
    assert isinstance(missing, Skipped)
    assert missing.error.reason == "column"


# Agencies


def test_ninjs(tmp_path: Path) -> None:
    later = {"body_text": None, "headline": None, "provider": {"name": "Agence du Lac"}}
    three = ninjs(
        **later,
        bodies=[{"contenttype": "text/html", "value": "".join(f"<p>{p}</p>" for p in PARAGRAPHS)}],
        headlines=[{"value": "Anne Roche attendue à Lyon"}],
    )
    for data in (ninjs(), three):
        (a,) = taken(tmp_path / "x.json", data)
        assert (a.text, a.title, a.published) == (TEXT, "Anne Roche attendue à Lyon", DAY)
        assert (a.id, a.publisher, a.url) == ("urn:agence:20240308:42", "Agence du Lac", None)
    assert reasons(tmp_path / "x.json", ninjs(type="picture")) == ["item"]
    assert reasons(tmp_path / "x.json", ninjs(pubstatus="canceled")) == ["item"]
    assert reasons(tmp_path / "x.json", ninjs(body_text="")) == ["empty"]


def test_newsml(tmp_path: Path) -> None:
    (a,) = taken(tmp_path / "x.xml", newsml())
    assert (a.text, a.title, a.published) == (TEXT, "Anne Roche attendue à Lyon", DAY)
    assert (a.id, a.publisher) == ("urn:newsml:agence.example:20240308:42", "Agence du Lac")
    many = "<newsMessage><itemSet>" + newsml().partition("?>")[2] * 2 + "</itemSet></newsMessage>"
    assert [b.text for b in taken(tmp_path / "x.xml", many)] == [TEXT, TEXT]
    assert reasons(tmp_path / "x.xml", newsml(kind="ninat:picture")) == ["item"]
    assert reasons(tmp_path / "x.xml", newsml(text="")) == ["empty"]
    assert reasons(tmp_path / "x.xml", newsml()[:300]) == ["markup"]
    deep = "<newsItem><contentSet><inlineXML>" + "<div>" * 50_000 + "</div>" * 50_000
    assert reasons(tmp_path / "x.xml", deep + "</inlineXML></contentSet></newsItem>") == ["empty"]


# Databases


def test_europresse(tmp_path: Path) -> None:
    found = taken(tmp_path / "x.html", europresse())
    assert [(a.text, a.title, a.publisher, a.published, a.id) for a in found] == [
        (TEXT, "Anne Roche attendue à Lyon", "Le Fanal", DAY, "news·20240308·FN·0042")
    ] * 2


@pytest.mark.parametrize(
    ("name", "data", "many"),
    [
        ("x.html", factiva_html(), 2),
        ("x.html", factiva_coded_html(), 1),
        ("x.txt", factiva_text(), 2),
        ("x.txt", factiva_coded_text(), 1),
        ("x.rtf", rtf(factiva_text()), 2),
    ],
)
def test_factiva(tmp_path: Path, name: str, data: str, many: int) -> None:
    found = taken(tmp_path / name, data)
    assert len(found) == many
    for a in found:
        assert (a.text, a.title, a.publisher, a.published) == (TEXT, "Anne Roche attendue à Lyon", "Le Fanal", DAY)


def test_a_factiva_text_keeps_its_number(tmp_path: Path) -> None:
    assert taken(tmp_path / "x.txt", factiva_text())[0].id == "LFAN000020240308ek38000a1"


def test_pages_in_other_languages_are_left_to_the_reader(tmp_path: Path) -> None:
    (a,) = taken(tmp_path / "x.html", page(ENGLISH))
    assert a.text.startswith("The minister")
