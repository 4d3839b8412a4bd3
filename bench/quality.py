"""How well does it read? The figures of the annotated articles beside the project, and the floors under them.

    python bench/quality.py                     the table of every set
    python bench/quality.py --errors [KIND]     each kind of error with its count and examples
    python bench/quality.py --raise             write the figures to floors.json where they are higher, and all of
                                                them to results/quality.json, which the documentation shows

``train`` is cut in two by the SHA-1 of the article's id: the odd half may be looked at, the even half is only
counted. CI holds the figures of ``FLOORED`` against the floors (tests/test_floors.py).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from pourparlers import Reader

SHARED = Path(__file__).parents[2] / "shared"
FLOORS = Path(__file__).parent / "floors.json"
RESULTS = Path(__file__).parent / "results" / "quality.json"
SETS = ("dev", "challenge", "train-odd", "train-even", "timebank")
FLOORED = ("dev", "challenge", "timebank")
OPEN = ("dev", "challenge", "train-odd")
"""The sets whose errors may be looked at."""

Figures = dict[str, float]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(name: str) -> list[dict[str, Any]]:
    """The annotated articles of one set."""
    folder = SHARED / "timebank" / "dev" if name == "timebank" else SHARED / "gold" / name.split("-")[0]
    articles = [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))]
    if name.startswith("train"):
        parity = int(name.endswith("odd"))
        articles = [a for a in articles if int(hashlib.sha1(a["id"].encode()).hexdigest(), 16) % 2 == parity]
    return articles


def measure(name: str, reader: Reader) -> tuple[Figures, list[str]]:
    """The figures of one set, and the lines that tell each error."""
    articles = gold(name)
    records = {r.document.id: r.to_dict() for r in reader.read_many(articles)}
    if name == "timebank":
        score = _module(SHARED / "timebank" / "score_timex.py")
        found = score.score(articles, {i: r["times"] for i, r in records.items()})
        return {f"timex.{k}": found[k] for k in ("value", "strict", "relaxed", "type")}, []
    score = _module(SHARED / "gold" / "score.py")
    tally = score.Tally(name in OPEN)
    for article in articles:
        score.score_article(article, records.get(article["id"], {}), tally)
    figures = {k: v.get("f1", v.get("right", 0.0)) for k, v in score.figures(tally).items()}
    return figures, tally.lines


def by_kind(lines: list[str]) -> dict[str, list[str]]:
    """Error lines grouped: what was missed, what is false, which field is wrong."""
    kinds: dict[str, list[str]] = defaultdict(list)
    article = ""
    for line in lines:
        if line.startswith("== "):
            article = line[3:]
        elif m := re.match(r"\s*([-+~]) ([\w.]+)(:?)", line):
            what = {"-": "missed", "+": "false", "~": "wrong"}[m[1]]
            kinds[f"{what} {m[2]}"].append(f"{article}: {line.strip()}")
    return kinds


def table(results: dict[str, Figures]) -> str:
    """The figures of the sets side by side."""
    names = list(dict.fromkeys(k for figures in results.values() for k in figures))
    head = " " * 26 + "".join(f"{name:>12}" for name in results)
    rows = [f"{name:26}" + "".join(_cell(figures, name) for figures in results.values()) for name in names]
    return "\n".join([head, *rows])


def _cell(figures: Figures, name: str) -> str:
    return f"{figures[name]:12.3f}" if name in figures else " " * 12


def raise_floors(results: dict[str, Figures]) -> None:
    """Write the figures where they are higher than their floors, two digits after the point, rounded down."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    for name in FLOORED:
        old = floors.get(name, {})
        floors[name] = {k: max(old.get(k, 0.0), int(v * 100) / 100) for k, v in results[name].items()}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")


def write(results: dict[str, Figures], kinds: dict[str, list[str]]) -> None:
    """Write the figures of all sets, and how many errors of each kind the open ones have."""
    told = {
        "figures": {name: {k: round(v, 3) for k, v in figures.items()} for name, figures in results.items()},
        "errors": {kind: len(errors) for kind, errors in sorted(kinds.items(), key=lambda pair: -len(pair[1]))},
    }
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", nargs="?", const="", metavar="KIND")
    parser.add_argument("--raise", dest="raising", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("the annotated articles (../shared) are not here: nothing to measure")
        return 0
    reader, results, lines = Reader(), {}, []
    for name in SETS:
        results[name], told = measure(name, reader)
        lines += told
    print(table(results))
    kinds = by_kind(lines)
    if options.errors is not None:
        for kind, errors in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
            print(f"\n{len(errors):5} {kind}")
            for error in errors if options.errors and options.errors in kind else errors[:3]:
                print(f"        {error}")
    if options.raising:
        raise_floors(results)
        write(results, kinds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
