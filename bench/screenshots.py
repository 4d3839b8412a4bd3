"""Screenshots of each page on the bundled sample story, light and dark: ``make screenshots``.

Reads the story into a store of its own, serves it on loopback, and writes ``docs/screenshots/NAME-SCHEME.png``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the tests know how to serve a store

from playwright.sync_api import Browser, ViewportSize

from pourparlers import Reader
from pourparlers.samples import budapest
from pourparlers.store import open_store
from pourparlers.store.views import Filters
from web.browser import chromium, launched
from web.conftest import TOKEN, served

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}

PAGES = {
    "board": "/",
    "talk": "/talks/{talk}",
    "article": "/articles/4",
    "actor": "/actors/USA/donald-trump",
    "contacts": "/contacts",
    "positions": "/positions",
    "search": "/search?q=Budapest",
}


def filled(path: str) -> str:
    """Fill a store with the sample story; the id of the talk that it is about."""
    articles = budapest()
    with open_store(path) as store:
        for article, record in zip(articles, Reader().read_many(articles), strict=True):
            store.add(article, record, link=False)
        store.link()
        found = store.talks(Filters(who="Trump", with_="Poutine"))
        return max(found, key=lambda t: t.reports).id


def take(browser: Browser, address: str, talk: str, scheme: Literal["light", "dark"]) -> None:
    """All pages in one colour scheme; then the talk as one who may judge sees it, and on a telephone."""
    context = browser.new_context(viewport=WIDE, color_scheme=scheme, locale="fr-FR")
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(address + path.format(talk=talk))
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png", full_page=True)
    page.goto(f"{address}/login?next=/talks/{talk}")
    page.screenshot(path=FOLDER / f"login-{scheme}.png")
    page.locator("[name=token]").fill(TOKEN)
    page.locator("main [name=name]").fill("Ana")
    page.locator("main button").click()
    page.wait_for_load_state()
    page.locator(".judging").screenshot(path=FOLDER / f"judging-{scheme}.png")
    page.set_viewport_size(NARROW)
    for name in ("talk", "article"):
        page.goto(address + PAGES[name].format(talk=talk))
        page.screenshot(path=FOLDER / f"{name}-narrow-{scheme}.png")
    context.close()


def main() -> None:
    path = chromium()
    if path is None:
        sys.exit("no Chromium here (Debian: apt-get install chromium)")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "story.db")
        talk = filled(store)
        with served(store) as address, launched(path) as browser:
            take(browser, address, talk, "light")
            take(browser, address, talk, "dark")
    print(f"{len(list(FOLDER.glob('*.png')))} screenshots in docs/screenshots")


if __name__ == "__main__":
    main()
