"""The commands and snippets of the pages, run: in order, a page in a folder and a store of its own.

    python docs/snippets.py    run all pages and write down anew what their commands print

A block ``sh`` holds commands of pourparlers and is run; a block ``python`` is run too. A block ``text`` that follows
one of them after ``<!-- output -->`` is what it printed; ``…`` on a line of its own stands for lines left out. A block
``console`` holds commands that need what a test does not have (a network, a server, a terminal): only their names and
options are checked. ``TALK`` stands for the id of the talk with the most reports, ``OTHER`` for that of the one with
the fewest, ``REPORT`` for the last report of ``TALK``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WIDTH = "110"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n?<!-- output -->\n```text\n(.*?)^```\n)?", re.M | re.S)
_PROGRAMS = ("pourparlers", ".venv/bin/pourparlers")


class SnippetError(AssertionError):
    """A snippet that cannot be run, or fails."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its lines, what it is said to print (None: nothing is said), and where that is."""

    language: str
    code: str
    output: str | None
    span: tuple[int, int]


def pages() -> list[Path]:
    """All pages written by hand."""
    docs = sorted((ROOT / "docs").rglob("*.md"))
    return [ROOT / "README.md", ROOT / "README.fr.md", ROOT / "CONTRIBUTING.md", *docs]


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for m in _BLOCK.finditer(page):
        yield Block(m[1], m[2], m[3], m.span(3))


def commands(code: str) -> Iterator[str]:
    """The commands of a block, a line each; a line that ends in a backslash goes on in the next one."""
    for line in code.replace("\\\n", " ").splitlines():
        bare = re.sub(r"\s+#\s.*$", "", line).strip()
        if bare and not bare.startswith("#"):
            yield bare


class Runner:
    """Runs the blocks of one page; use as a context, for it moves to a folder of its own."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._stack = contextlib.ExitStack()
        self._names: dict[str, Any] = {}

    def __enter__(self) -> Runner:
        """Move to an empty folder, with an empty store."""
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        kept = dict(os.environ)
        self._stack.callback(lambda: (os.environ.clear(), os.environ.update(kept)))
        self._stack.enter_context(contextlib.chdir(folder))
        os.environ.update(POURPARLERS_LANG=self._language, COLUMNS=WIDTH, POURPARLERS_BY="Ana")
        os.environ["POURPARLERS_STORE"] = str(Path(folder) / "store.db")
        self._names = {"__name__": "snippet"}
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def run(self, block: Block) -> str:
        """What a block prints.

        Raises:
            SnippetError: it fails.
        """
        if block.language == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block.code, "snippet", "exec"), self._names)
            return out.getvalue()
        return "".join(self._command(c) for c in commands(block.code))

    def _command(self, line: str) -> str:
        given = ""
        if "<<<" in line:
            line, _, words = line.partition("<<<")
            given = shlex.split(words)[0] + "\n"
        first, *pipes = [shlex.split(part) for part in re.split(r"\s\|\s", line)]
        if first[0] == "make":
            _target(first[1])
            return ""
        if first[0] == "cat":
            given = Path(first[1]).read_text("utf-8")
            first, *pipes = pipes
        words, target = _redirected(first)
        out = self._program(words, given)
        if target:
            Path(target).write_text(out, "utf-8")
            return ""
        for pipe in pipes:
            if pipe[:2] != ["head", "-n"]:
                raise SnippetError(f"cannot run {pipe}")
            out = "".join(out.splitlines(keepends=True)[: int(pipe[2])])
        return out

    def _program(self, words: list[str], given: str) -> str:
        from typer.testing import CliRunner

        from pourparlers.cli import app

        if words[0] not in _PROGRAMS:
            raise SnippetError(f"no command of pourparlers: {words}")
        arguments = [self._filled(w) for w in words[1:]]
        done = CliRunner().invoke(app, arguments, input=given, prog_name="pourparlers")
        if done.exit_code:
            raise SnippetError(f"{' '.join(words)}: exit code {done.exit_code}\n{done.output}\n{done.exception!r}")
        return done.stdout

    def _filled(self, word: str) -> str:
        """A word with the placeholders filled in."""
        if word not in ("TALK", "OTHER", "REPORT"):
            return word
        from pourparlers.store import open_store

        with open_store(os.environ["POURPARLERS_STORE"]) as store:
            by_size = sorted(store.talks(), key=lambda t: (t.reports, t.id))
            talk = store.talk(by_size[0 if word == "OTHER" else -1].id)
        last = talk.history[-1]
        return talk.id if word != "REPORT" else f"{last.meeting[:8]}.{last.report.rpartition('.')[2]}"


def _redirected(words: list[str]) -> tuple[list[str], str | None]:
    return (words[:-2], words[-1]) if len(words) > 2 and words[-2] == ">" else (words, None)


def _target(name: str) -> None:
    if not re.search(rf"^{re.escape(name)}:", (ROOT / "Makefile").read_text("utf-8"), re.M):
        raise SnippetError(f"make {name}: no such target")


def check_options(code: str) -> None:
    """Does each command of a block, and each of its options, exist?

    Raises:
        SnippetError: one does not.
    """
    import typer

    from pourparlers.cli import app

    for line in commands(code):
        words = shlex.split(re.split(r"\s[|>]\s", line)[0])
        words = words[next((i for i, w in enumerate(words) if "=" not in w), 0) :]
        if words[0] == "make":
            _target(words[1])
        if words[0] not in _PROGRAMS:
            continue
        command: Any = typer.main.get_command(app)
        rest = words[1:]
        while rest and rest[0] in getattr(command, "commands", {}):
            command = command.commands[rest.pop(0)]
        known = {o for p in command.params for o in p.opts} | {"--help"}
        unknown = [w for w in rest if re.match(r"--?[a-z]", w) and w.partition("=")[0] not in known]
        if unknown or getattr(command, "commands", None):
            raise SnippetError(f"{line}: no such command or option {unknown}")


def same(said: str, printed: str) -> bool:
    """Is this what is printed? ``…`` on a line of its own stands for any lines."""
    parts = [re.escape(p.strip("\n")) for p in re.split(r"(?m)^…$\n?", _trimmed(said))]
    return re.fullmatch(r"\n?(?:.*\n)?".join(parts) + r"\n*", _trimmed(printed), re.S) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"


def refreshed(page: str, language: str) -> str:
    """A page with what its commands print now; an output with lines left out is kept as long as it is true."""
    parts, at = [], 0
    with Runner(language) as runner:
        for block in blocks(page):
            if block.language not in ("sh", "python"):
                continue
            printed = runner.run(block)
            if block.output is not None and not same(block.output, printed):
                parts += [page[at : block.span[0]], _trimmed(printed)]
                at = block.span[1]
    return "".join(parts) + page[at:]


def language_of(page: Path) -> str:
    """The language of the interface that a page speaks of."""
    return "fr" if page.name.endswith(".fr.md") else "en"


def main() -> None:
    """Write down anew what the commands of all pages print; a language of the interface is a process of its own."""
    wanted = os.environ.get("POURPARLERS_LANG", "en")
    for page in pages():
        if language_of(page) == wanted:
            before = page.read_text("utf-8")
            after = refreshed(before, wanted)
            if after != before:
                page.write_text(after, "utf-8")
                sys.stdout.write(f"{page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
