"""A record as a person reads it in a terminal: what is on and off, who says what, each line with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from pourparlers.i18n import gettext as _
from pourparlers.i18n import language
from pourparlers.record import Act, Attribution, Meeting, Record, Report
from pourparlers.vocabulary import ACT, MEETING, SOURCE, STATUS, Term

T = TypeVar("T")

STYLES = {
    "floated": "yellow",
    "planned": "blue",
    "under_way": "bright_cyan",
    "held": "green",
    "postponed": "magenta",
    "suspended": "bright_black",
    "cancelled": "red",
    "ruled_out": "dark_orange3",
}
SHAPES = {"named": "●", "institution": "■", "anonymous": "○", "media": "▲", "document": "◆", "other": "·"}


def show(record: Record, console: Console, *, explain: bool = False) -> None:
    """Print a record; with ``explain``, the cue and the rule under each item."""
    for line in lines(record, explain=explain):
        console.print(line)


def lines(record: Record, *, explain: bool = False) -> Iterator[Text]:
    """The lines of a record's view."""
    about = record.document
    head = " · ".join(filter(None, [about.title or about.id, about.publisher, str(about.published or "")]))
    yield Text(head, style="bold underline")
    if not (record.meetings or record.attributions or record.acts):
        yield Text("  " + _("nothing diplomatic found"), style="dim")
    view = _View(record, explain)
    yield from view.section(_("Meetings"), record.meetings, view.meeting)
    yield from view.section(_("Who says what"), record.attributions, view.attribution)
    yield from view.section(_("Who asks, offers, refuses what"), record.acts, view.act)
    yield Text("")


class _View:
    def __init__(self, record: Record, explain: bool) -> None:
        self.explain = explain
        self.names = {e.id: e.name for e in record.entities}
        self.unattributed = _("the article")

    def section(self, title: str, items: Sequence[T], one: Callable[[T], Iterator[Text]]) -> Iterator[Text]:
        if items:
            yield Text(title, style="bold")
            for item in items:
                yield from one(item)

    def meeting(self, m: Meeting) -> Iterator[Text]:
        line = Text("  ")
        line.append(f"[{_word(STATUS[m.status]).upper()}]", style=f"bold {STYLES[m.status]}")
        parts = [" – ".join(self._who(m.participants)) or "?", _word(MEETING[m.kind])]
        parts += filter(None, [m.place.text if m.place else None, m.date])
        line.append(" " + " · ".join(parts))
        yield line
        for report in m.reports:
            yield from self.report(report)

    def report(self, r: Report) -> Iterator[Text]:
        line = Text("      ")
        line.append(_word(STATUS[r.status]), style=STYLES[r.status])
        line.append(f" · {r.source or self.unattributed} : ")
        line.append(_quoted(r.evidence.text), style="italic")
        yield line
        yield from self._why(r.cue.text if r.cue else None, r.rule)

    def attribution(self, a: Attribution) -> Iterator[Text]:
        line = Text("  ")
        if a.source:
            line.append(f"{SHAPES[a.source.kind]} ")
            name = self.names.get(a.source.entity or "", a.source.text)
            line.append(name, style="bold")
            line.append(f" ({_word(SOURCE[a.source.kind])})", style="dim")
        else:
            line.append("? ")
        line.append(f" {a.cue.text if a.cue else ''} : ")
        line.append(_quoted(" … ".join(c.text for c in a.content)), style="italic")
        yield line
        yield from self._why(a.cue.text if a.cue else None, a.rule)

    def act(self, c: Act) -> Iterator[Text]:
        line = Text("  ")
        line.append(_word(ACT[c.type]), style="bold")
        to = " → " + ", ".join(self._who(c.recipients)) if c.recipients else ""
        line.append(f" · {', '.join(self._who(c.actors))}{to} : ")
        line.append(_quoted(c.evidence.text), style="italic")
        marks = [_("denied")] if c.polarity == "negative" else []
        marks += [_("hearsay")] if c.hearsay else []
        marks += [_("says {source}").format(source=c.source)] if c.source else []
        if marks:
            line.append(f" ({', '.join(marks)})", style="dim")
        yield line
        yield from self._why(c.cue.text if c.cue else None, c.rule)

    def _who(self, ids: tuple[str, ...]) -> list[str]:
        return [self.names[i] for i in ids]

    def _why(self, cue: str | None, rule: str) -> Iterator[Text]:
        if self.explain:
            because = _("because of")
            yield Text(f"        {because} “{cue or '—'}”  [{rule or '—'}]", style="dim")


def _word(term: Term) -> str:
    return term.en if language() == "en" else term.fr


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return f"“{plain}”" if language() == "en" else f"« {plain} »"
