"""The store as other parts see it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from pourparlers.linking.judgements import Judgement
from pourparlers.linking.positions import ActLine, Position, positions
from pourparlers.linking.talks import Talk
from pourparlers.record import Article, Record
from pourparlers.sources.duplicates import Known
from pourparlers.store import copying, decisions, judging, people, rows, search, views, writing
from pourparlers.store.assemble import assemble
from pourparlers.store.engine import WAIT, connect, reading, where
from pourparlers.store.engine import writing as transaction
from pourparlers.store.errors import StoreError
from pourparlers.store.people import Contact, Statement
from pourparlers.store.rows import Rows
from pourparlers.store.settle import BATCH, derive, pending, settle, start_over, up_to_date
from pourparlers.store.tables import articles, copies
from pourparlers.store.views import ArticleSummary, Filters, Reported, TalkSummary
from pourparlers.store.writing import Added
from pourparlers.vocabulary import Status

PAGE = 50
"""Items in a page of a list."""

SPANS = 64
"""Spans of days of which the contacts are kept at hand."""


def open_store(store: str | os.PathLike[str] | None = None, *, create: bool = True, wait: float = WAIT) -> Store:
    """Open a store: a SQLite file by its path, or a database by its URL; else the one that the user has.

    Args:
        store: path or URL; without it the variable POURPARLERS_STORE, else a file in the user's data folder.
        create: make it if it is not there.
        wait: seconds to wait while another process writes.

    Raises:
        StoreError: it is not there, not a store, made by a newer version, damaged, in use or out of reach.
    """
    place = where(store)
    opened = Store(connect(place, create=create, wait=wait), place)
    if create:
        opened.keep_up()
    return opened


class Store:
    """Articles, what was read in them, and the talks that come of it.

    Every method raises StoreError where the store fails; nothing is then half-written. Readers may read while one
    process writes. A store can be used in a ``with`` block, at the end of which it is closed.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place
        self._contacts: dict[tuple[str | None, str | None, str | None], list[Contact]] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def keep_up(self) -> None:
        """Have a store that was linked by older rules linked anew; with many articles, that takes a while."""
        with reading(self.engine) as connection:
            if up_to_date(connection):
                return
        with transaction(self.engine) as connection:
            if not up_to_date(connection):
                start_over(connection)

    # Putting in

    def add(
        self, article: Article, record: Record | dict[str, Any], *, link: bool = True, again: bool = False
    ) -> Added:
        """Put in an article and its record: all of it or nothing, once.

        Args:
            article: the article.
            record: what was read in it; checked against its schema.
            link: link it to the talks at once. Otherwise ``link()`` does so later, as does any look at the talks.
            again: replace the record that is there, even if the reader is not newer.

        Returns:
            "new", "known" (at most it was printed in one more place), "again" (a new record replaced the old one) or
            "update" (another text at the same address, which takes the older one's place).
        """
        checked = _checked(record)
        clean = article.model_copy(update={"title": article.title.replace("\x00", "")})
        try:
            added = self._add(clean, checked, again)
        except IntegrityError:
            added = self._add(clean, checked, again)
        if link:
            self.link()
        return added

    def _add(self, article: Article, record: Record, again: bool) -> Added:
        with transaction(self.engine) as connection:
            added = writing.add(connection, article, record, again=again)
            if added == "again":
                judging.carry_over(connection, record.document.sha256)
        return added

    def knows(self, article: Article, reader: str | None = None) -> bool:
        """Is the article in the store, from this address and day, read by this reader or a newer one?"""
        with reading(self.engine) as connection:
            return writing.knows(connection, article, reader)

    def alike(self, day: dt.date | None, runs: Sequence[int]) -> list[tuple[Known, int]]:
        """The texts of a day (None: of those without one) that share the most of some runs of words, and how many.

        See ``pourparlers.sources.duplicates``, which tells from these what is a copy.
        """
        with reading(self.engine) as connection:
            return copying.alike(connection, day, runs)

    def add_copy(self, sha256: str, article: Article) -> bool:
        """Keep another place in which a text of the store was printed; False if it was known already.

        Raises:
            StoreError: the text is not there ("unknown").
        """
        with transaction(self.engine) as connection:
            added = copying.add_copy(connection, sha256, article)
        if added is None:
            raise StoreError("unknown", sha256)
        return added

    def printed_at(self, url: str) -> bool:
        """Is there a text from this address?"""
        with reading(self.engine) as connection:
            return connection.execute(select(copies.c.article).where(copies.c.url == url).limit(1)).first() is not None

    def read_by(self, sha256: str) -> str | None:
        """The name of the reader that read a text; None if the text is not there."""
        with reading(self.engine) as connection:
            return connection.execute(select(articles.c.reader).where(articles.c.sha256 == sha256)).scalar()

    def link(self, most: int = BATCH) -> int:
        """Link what is not linked yet; how many meetings of articles were looked at."""
        looked = 0
        while True:
            with reading(self.engine) as connection:
                if not pending(connection):
                    return looked
            with transaction(self.engine) as connection:
                looked += settle(connection, most)

    def _linked(self) -> None:
        """Link what an interrupted process left, if this one may write."""
        try:
            self.link()
        except StoreError as error:
            if error.reason not in ("readonly", "locked"):
                raise

    # Talks

    def talks(
        self,
        filters: Filters = Filters(),  # noqa: B008 (frozen)
        *,
        limit: int | None = None,
        offset: int = 0,
        today: dt.date | None = None,
    ) -> Rows[TalkSummary]:
        """The talks that the filters let through, the last spoken of first; all of them, or so many."""
        self._linked()
        with reading(self.engine) as connection:
            found = views.list_talks(connection, filters, limit, offset, today or dt.date.today())
        return Rows(found, rows.TALKS)

    def reports(self, filters: Filters = Filters()) -> Rows[Reported]:  # noqa: B008 (frozen)
        """The reports of the talks that the filters let through, talk by talk, line by line of its history."""
        told = self.histories(filters)
        return Rows((Reported(talk.id, line) for talk in told for line in talk.history), rows.REPORTS)

    def count(self, filters: Filters = Filters()) -> int:  # noqa: B008 (frozen)
        """How many talks the filters let through."""
        self._linked()
        with reading(self.engine) as connection:
            return views.count_talks(connection, filters)

    def histories(
        self,
        filters: Filters = Filters(),  # noqa: B008 (frozen)
        *,
        limit: int | None = None,
        today: dt.date | None = None,
    ) -> Iterator[Talk]:
        """The talks that the filters let through with their whole history, the last spoken of first."""
        self._linked()
        with reading(self.engine) as connection:
            ids = views.talk_ids(connection, filters, limit, 0)
            for n in range(0, len(ids), PAGE):
                part = ids[n : n + PAGE]
                found = assemble(connection, part, today or dt.date.today())
                yield from (found[i] for i in part if i in found)

    def talk(self, given: str, *, today: dt.date | None = None) -> Talk:
        """A talk with its history, by its id, the id of one of its meetings, or the start of either.

        Raises:
            StoreError: there is none ("unknown"), or there are several ("ambiguous").
        """
        self._linked()
        with reading(self.engine) as connection:
            talk = views.resolve(connection, given)
            found = assemble(connection, [talk], today or dt.date.today())
        if talk not in found:
            raise StoreError("unknown", given)
        return found[talk]

    def by_status(self, filters: Filters = Filters()) -> dict[Status, int]:  # noqa: B008 (frozen)
        """How many talks of each status the filters let through, whatever status they ask for."""
        self._linked()
        with reading(self.engine) as connection:
            return views.count_by_status(connection, filters)

    def contacts(self, since: str | None = None, until: str | None = None) -> Rows[Contact]:
        """Pairs of states with the number of their talks last spoken of between two days, the most first.

        Worked out once, and anew when a talk has changed.
        """
        self._linked()
        with reading(self.engine) as connection:
            asked = views.newest_change(connection), since or None, until or None
            found = self._contacts.get(asked)
            if found is None:
                found = people.contacts(connection, *asked[1:])
                if len(self._contacts) >= SPANS:
                    self._contacts.clear()
                self._contacts[asked] = found
        return Rows(found, rows.CONTACTS)

    # Articles and words

    def article(self, number: int) -> tuple[Article, Record]:
        """An article with its text, and its record.

        Raises:
            StoreError: there is none with this number.
        """
        with reading(self.engine) as connection:
            row = connection.execute(select(articles).where(articles.c.id == number)).first()
        if row is None:
            raise StoreError("unknown", str(number))
        record = Record.model_validate_json(row.record)
        return writing.article_of(row), record

    def articles(self, numbers: Sequence[int]) -> Rows[ArticleSummary]:
        """Articles by their numbers, with the talks that they speak of."""
        with reading(self.engine) as connection:
            return Rows(views.article_summaries(connection, numbers), rows.ARTICLES)

    def search(self, words: str, *, limit: int = PAGE, offset: int = 0) -> Rows[ArticleSummary]:
        """The articles that hold all the words, best first; accents and capitals do not matter, "phrases" do."""
        with reading(self.engine) as connection:
            ids = search.find(connection, search.ARTICLES, words, limit, offset)
            return Rows(views.article_summaries(connection, ids), rows.ARTICLES)

    def search_statements(self, words: str, *, limit: int = PAGE, offset: int = 0) -> Rows[Statement]:
        """The statements that hold all the words, best first."""
        with reading(self.engine) as connection:
            return Rows(people.find_statements(connection, words, limit, offset), rows.STATEMENTS)

    def statements(
        self, source: str | None = None, country: str | None = None, *, limit: int | None = None, offset: int = 0
    ) -> Rows[Statement]:
        """What a source said, or all did, the newest first; all of it, or so many."""
        with reading(self.engine) as connection:
            return Rows(people.statements_by(connection, source, country, limit, offset), rows.STATEMENTS)

    def acts(
        self,
        who: str | None = None,
        with_: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Rows[ActLine]:
        """The acts of ``who`` towards ``with_`` (names or states), the newest first; all of them, or so many."""
        with reading(self.engine) as connection:
            found = people.act_lines(connection, who, with_, since, until, limit)
        return Rows(found, rows.ACTS)

    def positions(
        self,
        who: str | None = None,
        with_: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        most: int = people.MOST,
    ) -> Rows[Position]:
        """What ``who`` asks of, offers to, refuses ``with_`` (names or states), the last spoken of first.

        The newest ``most`` acts are gathered; a span of days reaches the older ones.
        """
        with reading(self.engine) as connection:
            lines = people.act_lines(connection, who, with_, since, until, most)
        return Rows(positions(lines), rows.POSITIONS)

    def outlets(self) -> list[tuple[str, int]]:
        """The outlets, with the number of their articles."""
        with reading(self.engine) as connection:
            return people.outlets(connection)

    def counts(self) -> dict[str, int]:
        """How many articles, statements, acts and talks there are."""
        self._linked()
        with reading(self.engine) as connection:
            return people.counts(connection)

    # Judgements

    def join(self, talks: Sequence[str], by: str, note: str = "") -> int:
        """Make several talks one; the number of the judgement."""
        return self._decide(decisions.join, talks, by, note)

    def split(self, talk: str, meetings: Sequence[str], by: str, note: str = "") -> int:
        """Take meetings of articles out of a talk into one of their own."""
        return self._decide(decisions.split, talk, meetings, by, note)

    def reject(self, reports: Sequence[str], by: str, note: str = "") -> int:
        """Disregard reports, by their ids."""
        return self._decide(decisions.reject, reports, by, note)

    def correct(self, talk: str, status: Status, by: str, note: str = "") -> int:
        """Give a talk a status, whatever its reports come to."""
        return self._decide(decisions.correct, talk, status, by, note)

    def undo(self, number: int, by: str, note: str = "") -> int:
        """Undo a judgement, by its number; an undoing can be undone too."""
        return self._decide(decisions.undo, number, by, note)

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first."""
        with reading(self.engine) as connection:
            return judging.load(connection)

    def _decide(self, decision: Any, *args: Any) -> int:
        self.link()
        with transaction(self.engine) as connection:
            number, talks = decision(connection, *args)
            if pending(connection):
                settle(connection)
            derive(connection, talks)
        self.link()
        return int(number)


def _checked(record: Record | dict[str, Any]) -> Record:
    if isinstance(record, Record):
        return record
    try:
        return Record.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(x) for x in first["loc"]) or "record"
        raise StoreError("record", f"{at}: {first['msg']}") from error
