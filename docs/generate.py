"""The reference, generated from the code.

python docs/generate.py            writes the pages anew; a test says when that is due
python docs/generate.py --check    says which pages are out of date
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ["POURPARLERS_LANG"] = "en"  # before the command line is imported: its help is in the reader's language

FOLDER = Path(__file__).parent
Row = tuple[str, ...]


def table(head: Row, rows: list[Row]) -> str:
    """A table in Markdown."""
    cells = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in row) + " |" for row in cells)


def cli() -> str:
    """The command line: every command with its arguments and options."""
    import typer

    from pourparlers.cli import app

    parts = ["# Command line", "What `pourparlers COMMAND --help` says, all in one page."]
    parts += _command("pourparlers", typer.main.get_command(app))
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"## {name}"
    yield command.help or ""
    rows = [_option(p) for p in command.params if not getattr(p, "hidden", False)]
    if rows:
        yield table(("argument or option", "what it does"), rows)
    for sub in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {sub[0]}", sub[1])


def _option(p: Any) -> Row:
    if p.param_type_name == "argument":
        return f"`{p.metavar or p.name.upper()}`", _said(p)
    value = "" if p.is_flag else f" {p.metavar or p.bare_type().upper()}"
    return f"`{', '.join(p.opts)}{value}`", _said(p)


def _said(p: Any) -> str:
    default = p.default if isinstance(p.default, (str, int)) and not isinstance(p.default, bool) else None
    said = p.help or ""
    return f"{said} Without it: `{default}`." if default not in (None, "") else said


def api() -> str:
    """The Python interface: what the package exports, with signatures and docstrings."""
    import pourparlers
    from pourparlers.reading.intake import UnreadableError
    from pourparlers.store import StoreError, open_store

    parts = ["# Python", inspect.getdoc(pourparlers) or ""]
    parts += _function("pourparlers.read", pourparlers.read)
    parts += _class("pourparlers.Reader", pourparlers.Reader)
    parts += _function("pourparlers.open_store", open_store)
    parts += _class("pourparlers.Store", pourparlers.Store)
    parts += _class("pourparlers.reading.intake.UnreadableError", UnreadableError)
    parts += _class("pourparlers.store.StoreError", StoreError)
    return "\n\n".join(parts) + "\n"


def _function(name: str, f: Callable[..., Any], level: str = "##") -> Iterator[str]:
    yield f"{level} {name}"
    yield f"```text\n{name.rpartition('.')[2]}{_plain(str(inspect.signature(f)))}\n```"
    yield _doc(f)


def _class(name: str, cls: Any) -> Iterator[str]:
    yield f"## {name}"
    yield _doc(cls)
    for member, f in vars(cls).items():
        if not member.startswith("_") and inspect.isfunction(f):
            yield from _function(f"{cls.__name__}.{member}", f, "###")


def _doc(thing: Any) -> str:
    """A docstring; what it says of errors as a list."""
    text = inspect.getdoc(thing) or ""
    head, _, errors = text.partition("Raises:\n")
    lines = [f"- raises {line.strip()}" for line in errors.splitlines() if line.strip()]
    return "\n\n".join(filter(None, [head.strip(), "\n".join(lines)]))


def record() -> str:
    """The record: each type with its fields, as its JSON has them."""
    from pydantic import BaseModel

    from pourparlers import record as module

    types = [
        c
        for c in vars(module).values()
        if inspect.isclass(c) and issubclass(c, module.Frozen) and c is not module.Frozen
    ]
    parts = ["# Record", inspect.getdoc(module) or ""]
    order = [module.Record, module.Document, *(t for t in types if t not in (module.Record, module.Document))]
    for t in order:
        assert issubclass(t, BaseModel)
        said, meanings = _attributes(inspect.getdoc(t) or "")
        parts += [f"## {t.__name__}", said]
        names = {f.alias or name: f for name, f in t.model_fields.items()}
        rows = [(f"`{name}`", f"`{_type(f.annotation)}`", meanings[name]) for name, f in names.items()]
        parts.append(table(("field", "type", "meaning"), rows))
    return "\n\n".join(parts) + "\n"


def _attributes(docstring: str) -> tuple[str, dict[str, str]]:
    """What a docstring says before its list of attributes, and the meaning of each of these."""
    said, _, listed = docstring.partition("Attributes:\n")
    pairs = re.findall(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", listed, re.M)
    return said.strip(), {name: re.sub(r"\s+", " ", meaning) for name, meaning in pairs}


def _type(annotation: Any) -> str:
    return _plain(inspect.formatannotation(annotation))


def _plain(annotation: str) -> str:
    """An annotation without the modules of its names, which differ from one Python to the next."""
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Za-z_])", "", annotation.replace("'", ""))


def vocabulary() -> str:
    """The words of the vocabulary with what they mean."""
    from pourparlers import vocabulary as v

    parts = ["# Vocabulary", inspect.getdoc(v) or ""]
    named = {
        "Status of a meeting": v.STATUS,
        "Kind of a meeting": v.MEETING,
        "Kind of a source": v.SOURCE,
        "Form of a statement": v.FORM,
        "Type of an act (PLOVER)": v.ACT,
        "Polarity of an act": v.POLARITY,
        "Certainty of an act": v.CERTAINTY,
    }
    for title, terms in named.items():
        rows = [(f"`{key}`", term.en, term.fr, term.meaning) for key, term in terms.items()]
        parts += [f"## {title}", table(("key", "English", "French", "meaning"), rows)]
    return "\n\n".join(parts) + "\n"


def tables() -> str:
    """The tables of a store as the database has them."""
    from pourparlers.knowledge.tables import rows as rows_of
    from pourparlers.store import tables as module

    meanings = {(row["table"], row["column"]): row["meaning"] for row in rows_of("store_columns.tsv")}
    parts = [
        "# Tables of a store",
        "What `POURPARLERS_STORE` holds, in SQLite and PostgreSQL alike. These tables may change from one "
        "version to the next; migrations see to it. What is meant to be used elsewhere is among "
        "[the exported columns](../columns.md).",
        inspect.getdoc(module) or "",
    ]
    for t in module.metadata.sorted_tables:
        parts += [f"## {t.name}", meanings[t.name, ""]]
        rows = [(f"`{c.name}`", str(c.type).lower(), meanings[t.name, c.name], _keys(c)) for c in t.columns]
        parts.append(table(("column", "type", "meaning", ""), rows))
    return "\n\n".join(parts) + "\n"


def _keys(c: Any) -> str:
    said = ["primary key"] if c.primary_key else ["may be empty"] if c.nullable else []
    said += [f"points to {f.target_fullname}" for f in c.foreign_keys]
    return ", ".join(said)


def status() -> str:
    """How the status of a talk is derived: what the code that does it says."""
    from pourparlers.linking import lifecycle

    text = inspect.getdoc(lifecycle) or ""
    weights = [
        (f"{kind or 'the article itself'}{', for a participant' if speaks else ''}", f"{weight}")
        for (kind, speaks), weight in lifecycle.STANDING.items()
    ]
    sides = [(f"`{s}`", side) for s, side in lifecycle.SIDES.items()]
    return "\n\n".join(
        [
            "# How the status is derived",
            "A talk's status is worked out from its reports by a pure function, anew each time; nothing is "
            "overwritten. How reports become one talk, and what counts as a contradiction, stands in "
            "[How reports become talks](talks.md).",
            text.replace("``STANDING``", "below").replace("``HALF_LIFE``", f"{lifecycle.HALF_LIFE:g}"),
            "## Standing",
            table(("who says so", "weight"), weights),
            "## Sides",
            table(("status", "side of the question"), sides),
            "",
        ]
    )


PAGES: dict[str, Callable[[], str]] = {
    "reference/cli.md": cli,
    "reference/python.md": api,
    "reference/record.md": record,
    "reference/vocabulary.md": vocabulary,
    "reference/tables.md": tables,
    "status.md": status,
}


def stale() -> list[str]:
    """The generated pages that are not what the code says now."""
    written = {name: (FOLDER / name).read_text("utf-8") if (FOLDER / name).exists() else "" for name in PAGES}
    return [name for name, make in PAGES.items() if make() != written[name]]


def main() -> int:
    """Write the pages anew; with --check, only say which are out of date."""
    if sys.argv[1:] == ["--check"]:
        out_of_date = stale()
        print("\n".join(out_of_date))
        return int(bool(out_of_date))
    for name, make in PAGES.items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_text(make(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
