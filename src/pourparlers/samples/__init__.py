"""The bundled sample story: dispatches written for this project from a public chronology, not to be cited."""

from __future__ import annotations

import json
from importlib.resources import files

from pourparlers.record import Article


def budapest() -> list[Article]:
    """The Budapest summit of autumn 2025, announced, called off and called possible again, in eighteen dispatches."""
    text = files(__package__).joinpath("budapest.jsonl").read_text("utf-8")
    return [Article.model_validate(json.loads(line)) for line in text.splitlines()]
