"""The table of figures in the READMEs, from bench/floors.json.

python docs/floors.py    writes it into README.md and README.fr.md
"""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.fr.md")
PLACE = re.compile(r"(?<=<!-- floors -->\n).*?(?=<!-- /floors -->)", re.S)

SETS = {"dev": ("articles", "articles"), "challenge": ("hard cases", "cas difficiles")}
FIGURES = {
    "times": ("times", "dates"),
    "attributions": ("who says what", "qui dit quoi"),
    "attributions.content": ("how far the words go", "l’étendue des propos"),
    "meetings": ("meetings", "rencontres"),
    "reports": ("reports of their fate", "annonces sur leur sort"),
    "acts": ("acts", "actes"),
    "overall": ("overall", "ensemble"),
}


def rendered(language: int) -> str:
    """The table, in English (0) or French (1)."""
    floors: dict[str, dict[str, float]] = json.loads((ROOT / "bench" / "floors.json").read_text("utf-8"))

    def figure(name: str, key: str) -> str:
        value = floors.get(name, {}).get(key)
        said = "" if value is None else f"{value:.2f}"
        return said.replace(".", ",") if language else said

    rows = [["", *(names[language] for names in SETS.values()), "TimeBank"]]
    rows += [["---"] * 4]
    for key, names in FIGURES.items():
        other = figure("timebank", "timex.value") if key == "times" else ""
        rows.append([names[language], *(figure(s, key) for s in SETS), other])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def written(page: str, language: int) -> str:
    """A page with the table in its place."""
    return PLACE.sub(lambda _: rendered(language), page)


if __name__ == "__main__":
    for n, name in enumerate(READMES):
        path = ROOT / name
        path.write_text(written(path.read_text("utf-8"), n), "utf-8")
