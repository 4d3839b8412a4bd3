"""The figures of speed in the documentation: a picture and two tables, from what the benches have measured.

python docs/speed.py    reads bench/results/{speed,gate,long}.json, writes docs/images/speed.svg and into docs/scale.md
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "scale.md"
PICTURE = ROOT / "docs" / "images" / "speed.svg"
RESULTS = ROOT / "bench" / "results"

ARTICLES = 100_000_000
DIPLOMATIC = 0.05
"""The share of diplomatic articles in a general archive that the example takes."""
EUROS = 0.04
"""What a core costs an hour, with its share of memory, at a cloud's usual price."""
MACHINE = 32
"""The cores of the machine in the example."""
COMMANDS = ("--help", "talks", "show")

NAMES = {
    "bare": "bare spaCy, full pipeline",
    "reader": "pourparlers",
    "one": "1 worker",
    "workers": "{processes} workers",
    "multiprocessing": "plain multiprocessing",
    "ray": "Ray Data",
}
GROUPS = {
    "diplomatic": "diplomatic articles",
    "mix": "general mix, one in five diplomatic",
    "cores": "several processes",
}
LEFT, WIDE, ROW = 210, 420, 24


def results() -> dict[str, Any]:
    """What was measured, by bench; what was not is left out."""
    found = {name: RESULTS / f"{name}.json" for name in ("speed", "gate", "long")}
    return {name: json.loads(path.read_text("utf-8")) for name, path in found.items() if path.is_file()}


def rows(speed: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """What was compared: the group, the name, the figures."""
    return [
        (group, NAMES[key].format(**speed[group]), figure)
        for group in GROUPS
        for key, figure in speed.get(group, {}).items()
        if key in NAMES
    ]


def picture(speed: dict[str, Any]) -> str:
    """Bars of articles a second, each group to a scale of its own, with the spread as a line."""
    parts: list[str] = []
    y, group = 0, ""
    shown = rows(speed)
    most = {g: max(f["spread"][1] for each, _, f in shown if each == g) for g, _, _ in shown}
    for each, name, figure in shown:
        if each != group:
            group, y = each, y + 34
            parts.append(f'<text x="8" y="{y}" class="head">{GROUPS[group]}: articles a second</text>')
            y += 10
        scale = WIDE / most[group]
        low, high = figure["spread"]
        middle = figure["articles_per_second"]
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 15}" class="name">{name}</text>'
            f'<rect x="{LEFT}" y="{y + 3}" width="{middle * scale:.1f}" height="{ROW - 8}"/>'
            f'<path d="M{LEFT + low * scale:.1f} {y + 11}H{LEFT + high * scale:.1f}"/>'
            f'<text x="{LEFT + WIDE + 10}" y="{y + 15}">{middle:g}</text>'
        )
        y += ROW
    style = (
        "text{font:13px sans-serif;fill:#222}.name{text-anchor:end}.head{font-weight:bold}rect{fill:#7a9cc6}"
        "rect.page{fill:#fdfcf9}path{stroke:#222;stroke-width:2}"
    )
    size = f'width="{LEFT + WIDE + 70}" height="{y + 14}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Articles a second">\n'
        f'<style>{style}</style>\n<rect class="page" width="100%" height="100%"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def table(found: dict[str, Any]) -> str:
    """All the figures."""
    lines = ["| | articles a second | least – most | time beside the first of its group |", "| --- | --- | --- | --- |"]
    for group, name, figure in rows(found["speed"]):
        ratio = next(v for k, v in figure.items() if k.startswith("time_over"))
        cells = (f"{figure['articles_per_second']:g}", "{} – {}".format(*figure["spread"]), f"× {ratio['median']:.2f}")
        lines.append(f"| {GROUPS[group]}: {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n\n" + _said(found)


def _said(found: dict[str, Any]) -> str:
    """The other figures, in words."""
    speed, said = found["speed"], []
    machine = speed["machine"]
    said.append(f"Measured on {machine['cores']} cores ({machine['system']}, Python {machine['python']}).")
    peak = speed["peak_megabytes"]
    said.append(f"At most {peak['self']} MB in the process that measures, with bare spaCy and pourparlers both in it.")
    if "start" in speed:
        first, others = speed["start"]["first_record"], [speed["start"][name]["least"] for name in COMMANDS]
        said.append(f"The first record comes {first['least']:g} s after the start of Python.")
        said.append(f"`--help`, `talks` and `show` take {', '.join(f'{s:g}' for s in others)} s.")
    if "gate" in found:
        said.append(f"The gate looks at {found['gate']['articles_per_second']:,} articles a second.")
    if "long" in found:
        noted = found["long"]["megabytes"]
        said.append(
            f"Over {noted[-1][0]:,} articles memory at the end is {found['long']['growth']:g} times that at a fifth."
        )
    return " ".join(said) + "\n"


def arithmetic(found: dict[str, Any]) -> str:
    """What a hundred million articles cost, at the measured pace."""
    speed, gate = found["speed"], found["gate"]
    reads, looks = speed["diplomatic"]["reader"]["articles_per_second"], gate["articles_per_second"]
    folders = gate["folders"].values()
    let_through = sum(f.get("other that pass", 0) for f in folders) / max(1, sum(f.get("other", 0) for f in folders))
    read = ARTICLES * (DIPLOMATIC + (1 - DIPLOMATIC) * let_through)
    reading, looking = read / reads / 3600, ARTICLES / looks / 3600
    mix = speed["mix"]
    out_of_it = mix["bytes_out"] / (mix["articles"] - mix["stopped"])
    pace = {n: speed["cores"][n]["articles_per_second"] for n in ("one", "ray") if n in speed.get("cores", {})}
    loss = pace["one"] * speed["cores"]["processes"] / pace["ray"] if "ray" in pace else 1.0
    hours = (reading + looking) * loss
    lines = {
        f"articles to read (a {DIPLOMATIC:.0%} diplomatic, and {let_through:.0%} of the others)": f"{read / 1e6:.1f} M",
        f"reading, at {reads:g} a second": f"{reading:.0f} core-hours",
        f"the gate, at {looks:,} a second": f"{looking:.0f} core-hours",
        f"in all, on Ray (× {loss:.2f})": f"{hours:.0f} core-hours",
        f"on a machine of {MACHINE} cores": f"{hours / MACHINE:.1f} hours",
        f"articles in, at {mix['bytes_in'] / mix['articles'] / 1000:.1f} kB of text": (
            f"{ARTICLES * mix['bytes_in'] / mix['articles'] / 1e9:.0f} GB"
        ),
        f"records, claims and meetings out, at {out_of_it / 1000:.1f} kB for each article read": (
            f"{read * out_of_it / 1e9:.0f} GB"
        ),
        f"cost, at {EUROS} € a core-hour": f"{hours * EUROS:.1f} €",
    }
    return "| | |\n| --- | --- |\n" + "".join(f"| {what} | {how_much} |\n" for what, how_much in lines.items())


def written(page: str, found: dict[str, Any]) -> str:
    """The page with the tables in their places, as far as there are figures for them."""
    if "speed" in found:
        page = _put(page, "speed", table(found))
    if {"speed", "gate"} <= found.keys() and {"diplomatic", "mix"} <= found["speed"].keys():
        page = _put(page, "arithmetic", arithmetic(found))
    return page


def _put(page: str, name: str, made: str) -> str:
    return re.sub(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", lambda _: made, page, flags=re.S)


if __name__ == "__main__":
    measured = results()
    PAGE.write_text(written(PAGE.read_text("utf-8"), measured), "utf-8")
    if "speed" in measured:
        PICTURE.write_text(picture(measured["speed"]), "utf-8")
