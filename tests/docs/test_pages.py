"""Each command and snippet of the pages runs, and prints what the page says it prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pourparlers.samples import budapest
from store.cluster import cluster

from .conftest import script

snippets = script("snippets")
ROOT: Path = snippets.ROOT
PAGES = [p for p in snippets.pages() if "```" in p.read_text("utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_page_tells_to_do_can_be_done(page: Path) -> None:
    text = page.read_text("utf-8")
    with snippets.Runner(snippets.language_of(page)) as runner:
        for block in snippets.blocks(text):
            if block.language == "console":
                snippets.check_options(block.code)
            elif block.language in ("sh", "python") and page.name != "CONTRIBUTING.md":
                printed = runner.run(block)
                if block.output is not None:
                    assert snippets.same(block.output, printed), f"run make outputs; it prints:\n{printed}"


def test_the_commands_for_postgresql_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with cluster() as running:
        if running is None:
            pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
        page = (ROOT / "docs" / "how-to" / "postgresql.md").read_text("utf-8")
        lines = [line for b in snippets.blocks(page) for line in snippets.commands(b.code)]
        assert [line.split()[0] for line in lines] == ["pip", "createdb", "export", *["pourparlers"] * 3]
        with snippets.Runner() as runner:
            monkeypatch.setenv("POURPARLERS_STORE", running.database())
            Path("articles.jsonl").write_text("\n".join(a.model_dump_json() for a in budapest()[:3]), "utf-8")
            for line in lines[3:-1]:
                printed = runner.run(snippets.Block("sh", line, None, (0, 0)))
            assert "Budapest" in printed


def test_the_commands_of_contributing_work() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    with snippets.Runner() as runner:
        for block in snippets.blocks(text):
            if block.language == "sh":
                runner.run(block)
    asked = re.findall(r"`\.venv/bin/python -m pytest (-q [^`\n]*)`", text)
    assert len(asked) >= 5
    for line in asked:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", *shlex.split(line)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stdout[-500:]}"


def test_the_steps_of_contributing_name_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    files = re.findall(r"`((?:src|tests|docs|bench)/[\w/.-]+\.\w+)`", text)
    tests = [t for line in re.findall(r"pytest -q ([^`\n]*)", text) for t in re.findall(r"tests/[\w/.]+", line)]
    tables = re.findall(r"`(\w+\.tsv)`", text)
    assert len(files) > 10
    missing = [f for f in (*files, *tests) if "NAME" not in f and not (ROOT / f).exists()]
    known = {p.name for p in (ROOT / "src").rglob("*.tsv")}
    assert missing + [t for t in tables if t not in known] == []


@pytest.mark.parametrize(
    ("said", "printed", "true"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "b\nc\nd\n", False),
        ("a (b)*\n", "a (b)*  \n\n", True),
    ],
)
def test_lines_may_be_left_out_of_what_is_printed(said: str, printed: str, true: bool) -> None:
    assert snippets.same(said, printed) is true


@pytest.mark.parametrize(
    "code", ["pourparlers talk", "pourparlers talks --whom X", "pourparlers judge", "make nothing"]
)
def test_a_command_that_is_none_is_found_out(code: str) -> None:
    with pytest.raises(snippets.SnippetError):
        snippets.check_options(code)
