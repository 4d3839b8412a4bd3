"""The figures of the page on other tools, from bench/results/peers.json.

python docs/peers.py    writes them into docs/peers.md
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "peers.md"
FOUND = ROOT / "bench" / "results" / "peers.json"
PLACE = re.compile(r"(?<=<!-- (\w{5}) -->\n).*?(?=<!-- /\1 -->)", re.S)


def said(found: dict[str, Any]) -> list[list[str]]:
    """The rows on statements: F1 of all, F1 of those in quotation marks, precision and recall of these."""
    rows = [["", "articles: all", "quoted", "P, R of quoted", "hard cases: all", "quoted", "P, R of quoted"]]
    for peer in found["dev"]["statements"]:
        row = [peer]
        for name in ("dev", "challenge"):
            kinds = {k: v["attributions"] for k, v in found[name]["statements"][peer].items()}
            both = ", ".join(_digits(kinds["quoted"][k]) for k in "pr")
            row += [_digits(kinds["all"]["f1"]), _digits(kinds["quoted"]["f1"]), both]
        rows.append(row)
    return rows


def when(found: dict[str, Any]) -> list[list[str]]:
    """The rows on times: F1 with the value right, and the share of right values among the expressions found."""
    rows = [["", "articles: F1", "P, R", "hard cases: F1", "P, R", "TimeBank: value", "touched", "same extent"]]
    for peer in found["dev"]["times"]:
        row = [peer]
        for name in ("dev", "challenge"):
            figures = found[name]["times"][peer]
            row += [_digits(figures["f1"]), ", ".join(_digits(figures[k]) for k in "pr")]
        row += [_digits(found["timebank"][peer][k]) for k in ("value", "relaxed", "strict")]
        rows.append(row)
    return rows


def written(page: str) -> str:
    """The page with the tables in their places."""
    found = json.loads(FOUND.read_text("utf-8"))
    tables = {"peers": said(found), "dates": when(found)}
    return PLACE.sub(lambda place: _table(tables[place[1]]), page)


def _table(rows: list[list[str]]) -> str:
    lined = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "".join("| " + " | ".join(row) + " |\n" for row in lined)


def _digits(value: float) -> str:
    return f"{value:.2f}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
