"""The page on speed shows what was measured."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from .conftest import script

speed = script("speed")


def figure(rate: float, ratio: float) -> dict[str, Any]:
    ratios = {"median": ratio, "least": ratio, "most": ratio}
    return {"articles_per_second": rate, "spread": [rate - 1, rate + 1], "time_over_x": ratios}


@pytest.fixture
def found() -> dict[str, Any]:
    return {
        "speed": {
            "machine": {"cores": 2, "system": "Linux", "python": "3.12"},
            "peak_megabytes": {"self": 700, "children": 650},
            "diplomatic": {"articles": 40, "bare": figure(50, 1), "reader": figure(100, 0.5)},
            "mix": {
                **{"articles": 100, "stopped": 80, "bytes_in": 200_000, "bytes_out": 40_000},
                **{"bare": figure(60, 1), "reader": figure(420, 0.14)},
            },
            "cores": {"articles": 800, "processes": 2, "one": figure(100, 1), "ray": figure(160, 0.62)},
        },
        "gate": {"articles_per_second": 5000, "folders": {"a": {"other": 50, "other that pass": 10}}},
        "long": {"megabytes": [[1000, 690.0], [50_000, 700.0]], "growth": 1.01},
    }


def test_the_picture_shows_each_figure(found: dict[str, Any]) -> None:
    drawn = speed.picture(found["speed"])
    ET.fromstring(drawn)
    assert drawn.count("<rect x=") == 6
    assert ">420</text>" in drawn


def test_the_arithmetic_is_that_of_the_page(found: dict[str, Any]) -> None:
    said = speed.arithmetic(found)
    # 5 M diplomatic ones and a fifth of the 95 M others, at 100 a second; the gate at 5,000; Ray at 160 of 200.
    assert "| 24.0 M |" in said
    assert "| 67 core-hours |" in said
    assert "| 6 core-hours |" in said
    assert "(× 1.25) | 90 core-hours |" in said
    assert "| 200 GB |" in said
    assert "| 48 GB |" in said


def test_what_was_not_measured_is_left_as_it_is() -> None:
    page = "<!-- speed -->\nas before\n<!-- /speed -->\n"
    assert speed.written(page, {}) == page


def test_the_page_is_up_to_date() -> None:
    page = speed.PAGE.read_text("utf-8")
    assert page == speed.written(page, speed.results()), "run python docs/speed.py"
