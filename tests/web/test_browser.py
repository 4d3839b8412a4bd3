"""The pages in a real browser: what a reader sees and does, with and without scripts, on any screen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page

from web.conftest import TOKEN, served

PAGES = (
    "/",
    "/?who=Trump&kind=summit&contradicted=1",
    "/talks/{talk}",
    "/articles/4",
    "/actors/USA/donald-trump",
    "/actors/RUS",
    "/contacts",
    "/positions",
    "/search?q=Budapest",
    "/judgements",
    "/login",
    "/nothing-here",
)
"""Every kind of page."""

DARK, LIGHT = "dark", "light"


@pytest.fixture(scope="module")
def talk(browser: Browser, address: str) -> str:
    """The id of the talk with the most reports."""
    page = browser.new_page()
    talks = page.request.get(f"{address}/talks.json").json()["talks"]
    page.close()
    return str(max(talks, key=lambda t: t["reports"])["id"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page that a script of ours may not fail in."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda m: failures.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    context.close()
    assert failures == []


def _follow(page: Page, link: Locator) -> None:
    """Click on what leads to another page, and be there."""
    with page.expect_navigation():
        link.click()


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_axe_finds_nothing_serious(browser: Browser, address: str, talk: str, scheme: Any) -> None:
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    found = {}
    for path in PAGES:
        page.goto(address + path.format(talk=talk))
        violations = Axe().run(page).response["violations"]
        serious = [v for v in violations if v["impact"] in ("serious", "critical")]
        if serious:
            found[path] = [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in serious]
    page.context.close()
    assert found == {}


def test_narrow_screens_do_not_scroll_sideways(browser: Browser, address: str, talk: str) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    wide = {}
    for path in PAGES:
        page.goto(address + path.format(talk=talk))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[path] = width
    page.context.close()
    assert wide == {}


def test_each_page_has_one_title_and_landmark(page: Page, address: str, talk: str) -> None:
    for path in PAGES:
        page.goto(address + path.format(talk=talk))
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").count() == 1, path
        assert "pourparlers" in page.title(), path
        assert page.evaluate("performance.getEntriesByType('resource').every(r => r.name.startsWith(location.origin))")


def test_dark_is_dark_and_light_is_light(browser: Browser, address: str, talk: str) -> None:
    def brightness(scheme: Any) -> float:
        page = browser.new_context(color_scheme=scheme).new_page()
        page.goto(f"{address}/talks/{talk}")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.context.close()
        return sum(int(x) for x in re.findall(r"\d+", paper)[:3]) / 3

    assert brightness(DARK) < 60
    assert brightness(LIGHT) > 200


def test_language_is_switched_and_remembered(page: Page, address: str) -> None:
    page.goto(f"{address}/positions?who=Russie")
    assert page.locator("html").get_attribute("lang") == "fr"
    _follow(page, page.get_by_role("link", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert "who=Russie" in page.url
    page.goto(f"{address}/contacts")
    assert page.locator("html").get_attribute("lang") == "en"
    _follow(page, page.get_by_role("link", name="Français"))
    assert page.locator("html").get_attribute("lang") == "fr"


def test_filters_live_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    every = page.locator("main a[href^='/talks/']").count()
    page.locator("form.filters [name=who]").fill("Orban")
    _follow(page, page.locator("form.filters button"))
    assert "who=Orban" in page.url
    assert 0 < page.locator("main a[href^='/talks/']").count() < every
    page.goto(f"{address}/positions")
    page.locator("[name=who]").fill("États-Unis")
    _follow(page, page.locator("form.filters button"))
    assert page.locator("[name=who]").input_value() == "États-Unis"
    assert page.locator("table.positions tbody tr").count() >= 1


def test_from_the_board_to_the_words(page: Page, address: str, talk: str) -> None:
    page.goto(f"{address}/")
    _follow(page, page.locator(f"main a[href='/talks/{talk}']").first)
    _follow(page, page.locator("main a[href^='/articles/']").first)
    anchor = page.url.partition("#")[2].partition(":~:")[0]
    assert page.locator(f"#{anchor}").is_visible()


LAYERS = ("said", "times", "meetings", "acts")


def _underlined(page: Page) -> bool:
    found = page.evaluate(
        "[...document.querySelectorAll('.text .said')].map(e => getComputedStyle(e).textDecorationLine)"
    )
    return any(line != "none" for line in found)


@pytest.mark.parametrize("scripts", [True, False])
def test_layers_are_switched(browser: Browser, address: str, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{address}/articles/4")
    for n, layer in enumerate(LAYERS, 1):
        notes = page.locator(f".remark.{layer}")
        assert notes.first.is_visible()
        if scripts:
            page.keyboard.press(str(n))
        else:
            page.locator(f"#layer-{layer}").uncheck()
        assert not notes.first.is_visible()
        assert page.locator("#p1 .text").is_visible()
    assert not _underlined(page)
    page.locator("#layer-said").check()
    assert _underlined(page)
    page.context.close()


def test_why_opens_the_explanation(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/4")
    note = page.locator(".remark.said").first
    assert not note.locator("code").is_visible()
    note.locator("summary").click()
    assert note.locator("code").first.inner_text().startswith("fr/")


def test_without_scripts_everything_can_be_read(browser: Browser, address: str, talk: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    for path in PAGES:
        answer = page.goto(address + path.format(talk=talk))
        assert answer
        assert answer.status == (404 if path == "/nothing-here" else 200)
        assert len(page.locator("main").inner_text()) > 20
    page.context.close()


def test_print_keeps_the_words_and_drops_the_controls(page: Page, address: str, talk: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}/articles/4")
    assert page.locator("#p1 .text").is_visible()
    assert not page.locator(".layers").is_visible()
    assert not page.locator("header.top nav").is_visible()
    page.goto(f"{address}/talks/{talk}")
    assert page.locator(".words").first.is_visible()


@pytest.fixture
def own(store_path: str, tmp_path: Path) -> Iterator[str]:
    """A server whose store may be changed."""
    copy = tmp_path / "own.db"
    shutil.copy(store_path, copy)
    with served(str(copy)) as address:
        yield address


def _log_in(page: Page, address: str, talk: str) -> None:
    page.goto(f"{address}/talks/{talk}")
    _follow(page, page.locator(".judging a[href^='/login']"))
    page.locator("[name=token]").fill(TOKEN)
    page.locator("main [name=name]").fill("Ana")
    _follow(page, page.locator("main button"))
    assert page.url == f"{address}/talks/{talk}"


def test_judging_by_keyboard(page: Page, own: str, talk: str) -> None:
    _log_in(page, own, talk)
    chosen = page.locator("[data-row] input").nth(1).get_attribute("value")
    page.keyboard.press("j")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("r")
    made = page.request.get(f"{own}/judgements.json").json()["judgements"]
    assert [(j["kind"], j["by"], j["these"]) for j in made] == [("reject", "Ana", [chosen])]
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.url == f"{own}/judgements"
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.request.get(f"{own}/judgements.json").json()["standing"] == []


def test_two_talks_are_joined_by_keyboard(page: Page, own: str, talk: str) -> None:
    _log_in(page, own, talk)
    talks = page.request.get(f"{own}/talks.json").json()["talks"]
    other = next(t["id"] for t in talks if t["id"] != talk)
    page.keyboard.press("m")
    page.goto(f"{own}/talks/{other}")
    with page.expect_navigation():
        page.keyboard.press("m")
    left = page.request.get(f"{own}/talks.json").json()["talks"]
    assert len(left) == len(talks) - 1


def test_judging_without_scripts_and_with_axe(browser: Browser, own: str, talk: str) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    _log_in(page, own, talk)
    page.locator("[data-row] input").first.check()
    page.locator("[name=note]").fill("une autre rencontre")
    _follow(page, page.locator("[data-act=reject]"))
    page.locator("select[name=status]").select_option("suspended")
    _follow(page, page.locator("[data-act=status]"))
    page.goto(f"{own}/judgements")
    assert page.locator("tbody tr").count() == 2
    _follow(page, page.locator("tbody form button").first)
    assert page.locator("tbody tr").count() == 3
    cookies = plain.cookies()
    plain.close()
    context = browser.new_context(bypass_csp=True)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    for path in (f"/talks/{talk}", "/judgements"):
        page.goto(own + path)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in ("serious", "critical")] == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
