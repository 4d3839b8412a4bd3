"""What the peers find comes out in the form of our records: offsets that hold, values at the right precision.

The peers are no part of the development environment: ``make bench-peers`` sets up one that has them, and runs this.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PEERS = Path(__file__).parents[1] / "bench" / "peers"
TEXT = (
    "Bruxelles s'inquiète. « Nous attendons une réponse claire », a déclaré mardi le ministre Paul Vernet.\n"
    "Selon Paul Vernet, la réunion aura lieu dans deux jours à Oslo."
)
PUBLISHED = "2025-10-23"


def module(name: str, *needed: str) -> ModuleType:
    """A module of bench/peers; the test is skipped where what it wraps is not installed."""
    for package in needed:
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed here (make bench-peers sets up an environment with it)")
    spec = importlib.util.spec_from_file_location(name, PEERS / f"{name}.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def hold(spans: list[dict[str, Any]], text: str = TEXT) -> None:
    assert [text[s["start"] : s["end"]] for s in spans] == [s["text"] for s in spans]


def test_textacy_finds_a_quotation() -> None:
    text = "Le ministre Paul Vernet a déclaré mardi : « Nous attendons une réponse claire. » Puis il est parti."
    found = module("said", "textacy").textacy_quotations(text, PUBLISHED)
    assert [f["content"][0]["text"] for f in found] == ["Nous attendons une réponse claire"]
    assert found[0]["source"]["text"] == "Le ministre Paul Vernet"
    hold([found[0]["source"], found[0]["cue"], *found[0]["content"]], text)


def test_the_nearest_name_is_the_source() -> None:
    found = module("said").nearest_names(TEXT, PUBLISHED)
    assert [f["source"]["text"] for f in found] == ["Paul Vernet", "Paul Vernet"]
    assert [f["cue"]["text"] for f in found] == ["déclaré", "Selon"]
    assert [f["content"][0]["text"] for f in found] == [
        "Nous attendons une réponse claire",
        "la réunion aura lieu dans deux jours à Oslo",
    ]
    hold([span for f in found for span in (f["source"], f["cue"], *f["content"])])


def test_dateparser_counts_from_the_day_of_publication() -> None:
    found = module("when", "dateparser").dateparser_dates(TEXT, PUBLISHED)
    assert [(f["text"], f["value"]) for f in found] == [("mardi", "2025-10-21"), ("dans deux jours", "2025-10-25")]
    hold(found)


def test_edsnlp_counts_from_the_day_of_publication() -> None:
    found = module("when", "edsnlp").edsnlp_dates(TEXT, PUBLISHED)
    assert [(f["text"], f["value"]) for f in found] == [("dans deux jours", "2025-10-25")]
    hold(found)


@pytest.mark.parametrize(
    ("words", "value"), [("en 2015", "2015"), ("en mars 2015", "2015-03"), ("le 3 mars 2015", "2015-03-03")]
)
@pytest.mark.parametrize("peer", ["dateparser", "edsnlp"])
def test_a_value_is_as_precise_as_its_words(peer: str, words: str, value: str) -> None:
    find = getattr(module("when", peer), f"{peer}_dates")
    assert [f["value"] for f in find(f"Ils ont signé {words} un accord.", PUBLISHED)] == [value]


def test_the_page_shows_the_figures_last_measured() -> None:
    path = Path(__file__).parents[1] / "docs" / "peers.py"
    spec = importlib.util.spec_from_file_location("docs_peers", path)
    assert spec
    assert spec.loader
    peers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(peers)
    page = peers.PAGE.read_text("utf-8")
    assert peers.written(page) == page, "run make outputs"
