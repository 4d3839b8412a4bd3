"""How well it reads: the tables in the READMEs and in reading.md, from bench/results/quality.json.

python docs/figures.py    writes them into their pages
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = {"README.md": 0, "README.fr.md": 1, "docs/reading.md": 0}
"""Each page, and its language: English (0) or French (1)."""

SETS = {
    "train-even": ("articles never looked at", "articles jamais regardés"),
    "dev": ("articles looked at", "articles regardés"),
    "challenge": ("hard cases", "cas difficiles"),
}
LOOKED_AT = {**SETS, "train-odd": ("more articles looked at", "autres articles regardés")}
"""The sets of reading.md."""

FIGURES = {
    "times": ("times", "dates"),
    "attributions": ("who says what", "qui dit quoi"),
    "attributions.content": ("how far the words go", "l’étendue des propos"),
    "meetings": ("meetings", "rencontres"),
    "reports": ("reports of their fate", "annonces sur leur sort"),
    "acts": ("acts", "actes"),
    "overall": ("overall", "ensemble"),
}
FIELDS = {
    "attributions.kind": ("kind of source", ""),
    "attributions.form": ("direct, indirect or mixed", ""),
    "attributions.resolved": ("who *il* or *le président* is", ""),
    "meetings.kind": ("kind of meeting", ""),
    "meetings.participants": ("all who take part", ""),
    "meetings.status": ("status of a meeting", ""),
    "meetings.date": ("its date", ""),
    "meetings.place": ("its place", ""),
    "acts.recipients": ("to whom an act is done", ""),
    "acts.object": ("its object", ""),
    "acts.polarity": ("affirmed or denied", ""),
    "acts.certainty": ("how certain", ""),
    "acts.hearsay": ("hearsay or not", ""),
    "acts.source": ("who says so", ""),
}
"""Fields of what was found: the share that is right."""

Names = dict[str, tuple[str, str]]


def _measured() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((ROOT / "bench" / "results" / "quality.json").read_text("utf-8"))
    return told


def _table(rows: list[list[str]]) -> str:
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def of_sets(sets: Names, lines: Names, language: int, *, timebank: bool) -> str:
    """A column a set, a line a figure; the French TimeBank where its dates are counted too."""
    figures = _measured()["figures"]

    def cell(name: str, key: str) -> str:
        value = figures[name].get(key)
        said = "" if value is None else f"{value:.2f}"
        return said.replace(".", ",") if language else said

    rows = [["", *(names[language] for names in sets.values()), *(["TimeBank"] if timebank else [])]]
    for key, names in lines.items():
        last = [cell("timebank", "timex.value") if key == "times" else ""] if timebank else []
        rows.append([names[language], *(cell(s, key) for s in sets), *last])
    return _table(rows)


def errors() -> str:
    """Each kind of error in the sets that may be looked at, the commonest first."""
    return _table([["error", "how many"], *([kind, str(n)] for kind, n in _measured()["errors"].items())])


def written(page: str, language: int) -> str:
    """A page with the tables in their places."""
    tables = {
        "figures": of_sets(SETS, FIGURES, language, timebank=True),
        "all-figures": of_sets(LOOKED_AT, FIGURES, language, timebank=True),
        "fields": of_sets(LOOKED_AT, FIELDS, language, timebank=False),
        "errors": errors(),
    }
    for name, rows in tables.items():
        page = re.sub(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", lambda _, r=rows: r, page, flags=re.S)
    return page


if __name__ == "__main__":
    for name, language in PAGES.items():
        path = ROOT / name
        path.write_text(written(path.read_text("utf-8"), language), "utf-8")
