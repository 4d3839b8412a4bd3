"""What else could one use? Peers and this project on the same annotated articles, in one run.

    python bench/peers/compare.py       prints the table and writes bench/results/peers.json

It needs the packages of requirements/peers.txt (``make bench-peers`` sets them up) and the annotated articles.
"""

from __future__ import annotations

import copy
import importlib.util
import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import said
import when

from pourparlers import Reader

SHARED = Path(__file__).parents[3] / "shared"
OUT = Path(__file__).parents[1] / "results" / "peers.json"
SETS = ("dev", "challenge")

Find = Callable[[str, str | None], list[dict[str, Any]]]
Articles = list[dict[str, Any]]

STATEMENTS: dict[str, Find] = {
    "textacy, direct quotations": said.textacy_quotations,
    "spaCy, nearest name": said.nearest_names,
}
TIMES: dict[str, Find] = {
    "dateparser": when.dateparser_dates,
    "dateparser, past preferred": when.dateparser_past,
    "EDS-NLP, eds.dates": when.edsnlp_dates,
}
OURS = "pourparlers"


def main() -> int:
    """Measure, print, write down."""
    if not SHARED.is_dir():
        print("the annotated articles (../shared) are not here: nothing to compare on")
        return 0
    score, timex = _module(SHARED / "gold" / "score.py"), _module(SHARED / "timebank" / "score_timex.py")
    found: dict[str, Any] = {"versions": {p: version(p) for p in ("textacy", "spacy", "dateparser", "edsnlp")}}
    reader = Reader()
    for name in SETS:
        articles = _load(SHARED / "gold" / name)
        ours = {r.document.id: r.to_dict() for r in reader.read_many(articles)}
        found[name] = {"statements": _statements(score, articles, ours), "times": _times(score, articles, ours)}
    articles = _load(SHARED / "timebank" / "dev")
    ours = {r.document.id: r.to_dict() for r in reader.read_many(articles)}
    found["timebank"] = {n: timex.score(articles, t) for n, t in _each(TIMES, articles, ours, "times").items()}
    print(_told(found))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


def _each(peers: dict[str, Find], articles: Articles, ours: dict[str, Any], field: str) -> dict[str, Any]:
    """What each finds in each article: by name, then by id."""
    all_found = {n: {a["id"]: find(a["text"], a["published"]) for a in articles} for n, find in peers.items()}
    return {**all_found, OURS: {i: record[field] for i, record in ours.items()}}


def _statements(score: ModuleType, articles: Articles, ours: dict[str, Any]) -> dict[str, Any]:
    """All statements, and those alone that are wholly or partly in quotation marks, which is what textacy looks for."""
    quoted = [{**a, "attributions": [x for x in a["attributions"] if x["form"] != "indirect"]} for a in articles]
    ours_quoted = copy.deepcopy(ours)
    for record in ours_quoted.values():
        record["attributions"] = [x for x in record["attributions"] if x["form"] != "indirect"]
    out: dict[str, Any] = {}
    for kind, gold, records in (("all", articles, ours), ("quoted", quoted, ours_quoted)):
        for name, found in _each(STATEMENTS, gold, records, "attributions").items():
            entities = {i: r["entities"] for i, r in ours.items()} if name == OURS else {}
            made = {i: {"attributions": said_, "entities": entities.get(i, [])} for i, said_ in found.items()}
            figures = _figures(score, gold, made)
            out.setdefault(name, {})[kind] = {k: figures[k] for k in ("attributions", "attributions.content")}
    return out


def _times(score: ModuleType, articles: Articles, ours: dict[str, Any]) -> dict[str, Any]:
    out = {}
    for name, found in _each(TIMES, articles, ours, "times").items():
        figures = _figures(score, articles, {i: {"times": times} for i, times in found.items()})
        out[name] = {**figures["times"], "value right": figures["times.value"]["right"]}
    return out


def _figures(score: ModuleType, articles: Articles, records: dict[str, Any]) -> dict[str, Any]:
    tally = score.Tally(False)
    for article in articles:
        score.score_article(article, records.get(article["id"], {}), tally)
    figures: dict[str, Any] = score.figures(tally)
    return figures


def _told(found: dict[str, Any]) -> str:
    """The tables as text."""
    lines = []
    for name in SETS:
        for peer, kinds in found[name]["statements"].items():
            for kind, figures in kinds.items():
                lines.append(f"{name:10} statements, {kind:7} {peer:28} {_row(figures['attributions'])}")
        for peer, figures in found[name]["times"].items():
            lines.append(f"{name:10} times               {peer:28} {_row(figures)}  value {figures['value right']:.3f}")
    for peer, figures in found["timebank"].items():
        told = "  ".join(f"{k} {figures[k]:.3f}" for k in ("strict", "relaxed", "value"))
        lines.append(f"{'timebank':10} times               {peer:28} {told}")
    return "\n".join(lines)


def _row(figures: dict[str, float]) -> str:
    return f"F1 {figures['f1']:.3f}  P {figures['p']:.3f}  R {figures['r']:.3f}"


def _load(folder: Path) -> Articles:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
