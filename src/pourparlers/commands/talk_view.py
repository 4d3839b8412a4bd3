"""Talks and positions as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pourparlers.commands.view import SHAPES, STYLES
from pourparlers.i18n import gettext as _
from pourparlers.i18n import language, ngettext
from pourparlers.linking.positions import ActLine, Position
from pourparlers.linking.talks import Contradiction, HistoryLine, Participant, Talk
from pourparlers.store.views import TalkSummary
from pourparlers.vocabulary import ACT, MEETING, STATUS, Status, Term

SHORT = 8
"""Letters of an id that are shown; the start of an id stands for it."""


def summary_lines(t: TalkSummary) -> Iterator[Text]:
    """A talk in a list: its status, who, where, when; under it the last word."""
    line = Text()
    line.append(t.id[:SHORT], style="dim")
    line.append(" ")
    line.append(_status(t.status), style=f"bold {STYLES[t.status]}")
    line.append(" " + " · ".join(filter(None, [_who(t.participants), word(MEETING[t.kind]), t.place, t.date])))
    if t.contradictions:
        line.append("  " + _("contradicted"), style="bold red")
    if t.corrected_by:
        line.append("  " + _("corrected by {name}").format(name=t.corrected_by), style="italic")
    if t.no_news_since:
        line.append("  " + _("no news since {day}").format(day=t.no_news_since), style="italic")
    yield line
    last = t.last_word
    said = Text(f"         {last.on} ")
    said.append(f"{SHAPES[last.source_kind or 'other']} {last.source or _('the article')} : ")
    said.append(quoted(_shortened(last.words)), style="italic")
    counts = [ngettext("{n} report", "{n} reports", t.reports).format(n=t.reports)]
    counts += [_outlets(t.outlets)] if t.outlets > 1 else []
    said.append(f" ({', '.join(counts)})", style="dim")
    yield said


def talk_lines(t: Talk) -> Iterator[RenderableType]:
    """A talk: its head, its history line by line, what changed, contradictions side by side."""
    head = Text(_status(t.status), style=f"bold {STYLES[t.status]}")
    head.append(" " + " · ".join(filter(None, [_who(t.participants), word(MEETING[t.kind]), t.place, t.date])))
    yield head
    yield Text(f"{t.id[:SHORT]} · {_counts(t)}", style="dim")
    if t.corrected_by:
        said = _("{name} says {status}; the reports come to {machine}")
        yield Text(said.format(name=t.corrected_by, status=_status(t.status), machine=_status(t.machine_status)))
    if t.no_news_since:
        yield Text(_("Its date has gone by; no news since {day}.").format(day=t.no_news_since), style="italic")
    yield Text("")
    odds = {i for c in t.contradictions for i in (c.first, c.second)}
    for i, x in enumerate(t.history):
        yield from history_lines(i, x, at_odds=i in odds)
    if t.shifts:
        yield Text("")
        yield Text(_("What changed"), style="bold")
        for s in t.shifts:
            what = _("date") if s.what == "date" else _("place")
            yield Text(f"  {t.history[s.line].on}  {what} : {s.before} → {s.after}")
    if t.contradictions:
        yield Text("")
        yield Text(_("Where sources disagree"), style="bold")
        for c in t.contradictions:
            yield _pair(t, c)


def history_lines(i: int, x: HistoryLine, *, at_odds: bool = False) -> Iterator[Text]:
    """One report: day, status, who, the words; under it where it stands."""
    line = Text(f"{i + 1:>3}  {x.on or '?':<10} ", style="strike" if x.rejected else "")
    line.append(f"{_status(x.status):<11}", style=STYLES[x.status])
    line.append("! " if at_odds else "  ", style="bold red")
    line.append(f"{SHAPES[x.source_kind or 'other']} {x.source or _('the article')} : ")
    line.append(quoted(x.evidence.text), style="italic")
    yield line
    copies = len(set(x.outlets) - {x.outlet})
    outlet = f"{x.outlet} (+{copies})" if copies else x.outlet
    where = " · ".join(filter(None, [outlet, x.document, x.url]))
    name = f"{x.meeting[:SHORT]}.{x.report.rpartition('.')[2]}"
    rejected = " · " + _("rejected") if x.rejected else ""
    yield Text(f"{'':18}{where} · {name}{rejected}", style="dim")


def _pair(t: Talk, c: Contradiction) -> RenderableType:
    sides = [_side(c.first, t.history[c.first]), _side(c.second, t.history[c.second])]
    days = ngettext("{n} day apart", "{n} days apart", c.days).format(n=c.days) if c.days else _("on the same day")
    a, b = t.history[c.first].status, t.history[c.second].status
    both = Table.grid(expand=True)
    both.add_column(ratio=1)
    both.add_column(ratio=1)
    both.add_row(*sides)
    return Group(Text(f"  {_status(a)} / {_status(b)}, {days}"), both)


def _side(i: int, x: HistoryLine) -> Panel:
    text = Text(quoted(x.evidence.text), style="italic")
    return Panel(text, title=f"{i + 1} · {x.on} · {x.source} · {_status(x.status)}", subtitle=x.outlet)


def position_lines(p: Position) -> Iterator[Text]:
    """A position: who, what, of whom; since when and last when; under it each report."""
    line = Text(word(ACT[p.type]), style="bold")
    to = f" → {p.recipient_names[0]}" if p.recipient_names else ""
    line.append(f" · {p.actor_names[0]}{to}")
    line.append(f" : {quoted(p.object)}" if p.object else "", style="italic")
    line.append("  " + _("since {first}, last on {last}").format(first=p.since or "?", last=p.last or "?"), style="dim")
    if p.moved:
        line.append("  " + _("has moved"), style="bold magenta")
    if p.contradictions:
        line.append("  " + _("contradicted"), style="bold red")
    yield line
    for x in p.lines:
        yield _act_line(x)


def _act_line(x: ActLine) -> Text:
    line = Text(f"   {x.on or '?':<10} {SHAPES[x.source_kind or 'other']} {x.source or _('the article')} : ")
    line.append(quoted(x.evidence.text), style="italic")
    marks = [_("denied")] if x.polarity == "negative" else []
    marks += [_("hearsay")] if x.hearsay else []
    line.append(f" ({', '.join([*marks, x.outlet or x.document])})", style="dim")
    return line


def _counts(t: Talk) -> str:
    sources = len({x.source for x in t.history if x.source})
    articles = len({x.article for x in t.history})
    return ", ".join(
        (
            ngettext("{n} report", "{n} reports", len(t.history)).format(n=len(t.history)),
            ngettext("{n} source", "{n} sources", sources).format(n=sources),
            ngettext("{n} article", "{n} articles", articles).format(n=articles),
            _outlets(len(t.outlets)),
        )
    )


def _outlets(number: int) -> str:
    return ngettext("{n} outlet", "{n} outlets", number).format(n=number)


def _who(participants: tuple[Participant, ...]) -> str:
    names = [p.name for p in participants[:4]]
    more = len(participants) - len(names)
    return " – ".join(names) + (f" (+{more})" if more else "") or "?"


def _status(status: Status) -> str:
    return word(STATUS[status])


def _shortened(words: str) -> str:
    plain = words.split()
    return " ".join(plain[:14]) + (" …" if len(plain) > 14 else "")


def word(term: Term) -> str:
    """A term in the language of the interface."""
    return term.en if language() == "en" else term.fr


def quoted(words: str) -> str:
    """Words in the quotation marks of the interface's language."""
    plain = " ".join(words.split())
    return f"“{plain}”" if language() == "en" else f"« {plain} »"
