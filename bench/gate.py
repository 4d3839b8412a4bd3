"""What the gate stops and what that loses, on annotated articles: ``python bench/gate.py FOLDER…``.

A folder holds articles as JSON with ``text``; those that bring ``meetings`` or ``acts`` are diplomatic.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pourparlers.reading.gate import Gate

KINDS = ("attributions", "meetings", "acts")
OUT = Path(__file__).parent / "results" / "gate.json"


def measure(folders: list[Path], gate: Gate) -> dict[str, Any]:
    """Per folder: articles that pass, diplomatic and not; what is lost with the diplomatic ones that do not."""
    out: dict[str, Any] = {}
    for folder in folders:
        counts: Counter[str] = Counter()
        for path in sorted(folder.glob("*.json")):
            article = json.loads(path.read_text("utf-8"))
            diplomatic, passes = any(article.get(k) for k in KINDS[1:]), gate.passes(article["text"])
            sort = "diplomatic" if diplomatic else "other"
            counts.update({sort: 1, f"{sort} that pass": int(passes)})
            for kind in KINDS if diplomatic else ():
                counts.update({kind: len(article[kind]), f"{kind} lost": 0 if passes else len(article[kind])})
        out["/".join(folder.parts[-2:])] = dict(counts)
    return out


def speed(folders: list[Path], gate: Gate) -> float:
    """Articles a second, on one core."""
    texts = [json.loads(p.read_text("utf-8"))["text"] for folder in folders for p in folder.glob("*.json")]
    for text in texts:
        gate.passes(text)
    start = time.process_time()
    for text in texts:
        gate.passes(text)
    return len(texts) / (time.process_time() - start)


def main() -> int:
    """Print the figures and write them down."""
    folders = [Path(f) for f in sys.argv[1:]]
    gate = Gate()
    found = {"folders": measure(folders, gate), "articles_per_second": round(speed(folders, gate))}
    print(json.dumps(found, indent=1))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
