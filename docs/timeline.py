"""The picture of a talk's timeline in the README and the documentation, made by the product from the sample story.

python docs/timeline.py    writes docs/images/timeline.svg
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from pourparlers.vocabulary import STATUS

PICTURE = Path(__file__).parent / "images" / "timeline.svg"
SHEETS = Path(__file__).parents[1] / "src" / "pourparlers" / "web" / "static"


def picture() -> str:
    """The drawing of the talk of which most is said, as a file that stands alone."""
    from fastapi.testclient import TestClient

    from pourparlers.commands.demo import fill
    from pourparlers.store import open_store
    from pourparlers.web.app import create_app

    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "story.db")
        with open_store(place, create=True) as store:
            fill(store)
            talk = max(store.talks(), key=lambda t: t.reports).id
        with TestClient(create_app(place), base_url="http://127.0.0.1") as client:
            page = client.get(f"/talks/{talk}?lang=en").text
    found = re.search(r'<svg class="timeline".*?</svg>', page, re.S)
    assert found, "the page of the talk has no timeline"
    return _alone(found[0])


def _alone(svg: str) -> str:
    """A drawing of a page, with its styles, without its links."""
    svg = re.sub(r'<a href="[^"]*"', "<g", svg).replace("</a>", "</g>")
    svg = svg.replace(' role="group"', ' role="img"').replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    svg = svg.replace(">", f">\n<style>{_styles()}</style>\n<rect width='100%' height='100%' fill='#fdfcf9'/>", 1)
    return re.sub(r"\n\s*\n+", "\n", svg) + "\n"


def _styles() -> str:
    """The variables of the light pages, and the rules that speak of drawings and of statuses."""
    sheets = "\n".join(p.read_text("utf-8") for p in sorted(SHEETS.glob("*.css"), reverse=True))
    plain = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^}]*\})*[^{}]*\}", "", sheets, flags=re.S)
    rules = [(m[1].strip(), m[2].strip()) for m in re.finditer(r"([^{}]+)\{([^}]*)\}", plain)]
    wanted = re.compile(r":root|\.timeline\b.*|\.(?:" + "|".join(STATUS) + ")")
    kept = [
        f"{name} {{ {' '.join(what.split())} }}"
        for name, what in rules
        if wanted.fullmatch(name) and ":hover" not in name
    ]
    return "\n".join(kept).replace(".marks a", ".marks > g")


if __name__ == "__main__":
    os.environ["POURPARLERS_LANG"] = "en"
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), "utf-8")
