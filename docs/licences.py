"""The licences of what pourparlers is built on, from the metadata of the installed packages: LICENSES.md.

python docs/licences.py    writes LICENSES.md anew; a test says when that is due
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "LICENSES.md"

HEAD = """\
# Licences

pourparlers is under the [Apache License 2.0](LICENSE). It is built on the packages below, each under a licence of its
own; none of them is bundled in the wheel, pip installs them beside it. The lines come from the metadata of the packages
(`python docs/licences.py`); what these depend on in turn is pinned in `requirements/`.

**The French pipeline `fr_core_news_md` is under the LGPL-LR** (Lesser General Public License for Linguistic Resources),
for it was trained on resources under that licence. It is the one model that is used, as Explosion published it. Whoever
passes on a changed copy of the pipeline has to do so under the same licence; what is read with it is not bound by it.

The tables in `src/pourparlers/knowledge` were written for this project; Wikidata items (CC0) are named where they are
certain. The sample story was written for this project from a public chronology.
"""

MEANINGS = {
    "dependencies": "Needed",
    "dev": "For development alone",
}


def groups() -> Iterator[tuple[str, list[str]]]:
    """The direct dependencies as pyproject.toml has them: a title, and the names of the packages."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    yield MEANINGS["dependencies"], _names(project["project"]["dependencies"])
    for extra, wanted in project["project"].get("optional-dependencies", {}).items():
        yield f"With `pip install 'pourparlers[{extra}]'`", _names(wanted)
    yield MEANINGS["dev"], _names(project["dependency-groups"]["dev"])


def _names(wanted: list[str]) -> list[str]:
    return [m[0] for w in wanted if (m := re.match(r"[\w.-]+", w)) and m[0] != "pourparlers"]


def licence(name: str) -> str:
    """The licence of an installed package, by its metadata, else by the first line of its licence file."""
    package = distribution(name)
    about = package.metadata
    said = about.get("License-Expression") or about.get("License") or ""
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    if said and len(said) < 60:
        return said
    return ", ".join(classes) or _from_file(package) or "see its page"


def _from_file(package: Distribution) -> str:
    for file in package.files or ():
        if re.match(r"LICEN[CS]E", file.name):
            lines = [x.strip() for x in file.read_text("utf-8").splitlines() if x.strip()]
            return lines[0] if lines else ""
    return ""


def page() -> str:
    """The whole of LICENSES.md."""
    parts = [HEAD]
    for title, names in groups():
        rows = [f"| {n} | {licence(n)} |" for n in sorted(set(names), key=str.lower)]
        parts.append("\n".join([f"## {title}\n", "| package | licence |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
