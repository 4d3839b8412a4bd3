"""The site builds without a warning, no link in it is dead, and the reference leaves nothing out."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import pourparlers
from pourparlers.knowledge.tables import rows
from pourparlers.record import Record
from pourparlers.store.tables import metadata

from .conftest import ROOT, script

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LOADED = {"img": "src", "script": "src", "link": "href"}


class Links(HTMLParser):
    """The links, anchors and loaded files of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self.anchors.add(of.get("id") or "")
        address = of.get("href") or of.get("src")
        if address:
            self.links.append(address)
            if tag in LOADED:
                self.loaded.append(address)


def test_no_link_inside_the_site_is_dead(site: Path) -> None:
    pages = {p: Links(p) for p in site.rglob("*.html")}
    assert len(pages) > 15
    dead = []
    for page, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            anchors = pages[target].anchors if target in pages else set()
            if not target.is_file() or (parts.fragment and parts.fragment not in anchors):
                dead.append(f"{page.relative_to(site)}: {link}")
    assert dead == []


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loaded = [link for p in site.rglob("*.html") for link in Links(p).loaded]
    assert [link for link in loaded if urlsplit(link).netloc] == []
    assert "http" not in (site / "style.css").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_link_of_a_page_is_dead(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    dead = [x for x in links if not urlsplit(x).scheme and not (page.parent / unquote(x.partition("#")[0])).exists()]
    assert dead == []


def test_every_column_of_a_store_has_its_meaning_and_no_other() -> None:
    told = {(row["table"], row["column"]): row["meaning"] for row in rows("store_columns.tsv")}
    there = {(t.name, c) for t in metadata.sorted_tables for c in ("", *t.columns.keys())}
    assert set(told) == there
    assert all(told.values())


def test_the_reference_is_whole(site: Path) -> None:
    import typer

    from pourparlers.cli import app

    cli = (site / "reference" / "cli.html").read_text("utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f">pourparlers {name}</h2>" in cli
        assert all(o in cli for p in command.params for o in p.opts if o.startswith("--"))
    api = (site / "reference" / "python.html").read_text("utf-8")
    assert all(name in api for name in pourparlers.__all__ if name != "__version__")
    record = (site / "reference" / "record.html").read_text("utf-8")
    assert all(f.alias or name in record for name, f in Record.model_fields.items())
    tables = (site / "reference" / "tables.html").read_text("utf-8")
    assert all(f"<code>{c.name}</code>" in tables for t in metadata.sorted_tables for c in t.columns)


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run([sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, f"run make outputs: {done.stdout}{done.stderr}"


def test_the_pages_show_the_figures() -> None:
    figures = script("figures")
    for name, language in figures.PAGES.items():
        page = (ROOT / name).read_text("utf-8")
        assert "<!-- /" in page
        assert page == figures.written(page, language), "run python docs/figures.py"


def test_the_picture_is_a_drawing_that_stands_alone() -> None:
    picture = (ROOT / "docs" / "images" / "timeline.svg").read_text("utf-8")
    assert picture.startswith("<svg xmlns=")
    assert "href" not in picture
    assert "<a " not in picture
