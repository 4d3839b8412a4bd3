"""The page on talks says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers.linking import candidates, contradictions, lifecycle, scoring

PAGE = (Path(__file__).parents[2] / "docs" / "talks.md").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        f"for {candidates.WINDOW} days",
        f"the last {candidates.LONE_WINDOW} days",
        f"+{scoring.SAME_PERSON} / +{scoring.SAME_STATE}, +{scoring.SAME_NAME}",
        f"−{-scoring.OTHER_PERSON} / −{-scoring.STRANGER}",
        f"−{-scoring.HELD}",
        f"It joins from {scoring.JOINS}",
        *(f"{weight} for" for weight in {lifecycle.STANDING[None, False], lifecycle.STANDING["media", False]}),
        f"{lifecycle.STANDING['named', True]} for a person",
        f"{lifecycle.STANDING['anonymous', True]} if the source",
        f"{lifecycle.STANDING['other', False]} for",
        "three days apart",
    ],
)
def test_the_page_gives_the_numbers_of_the_code(words: str) -> None:
    assert words in PAGE
    assert (lifecycle.HALF_LIFE, contradictions.DAYS) == (3.0, 3), "the page says three days"
