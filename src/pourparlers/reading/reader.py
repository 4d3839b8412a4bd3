"""The reader: from articles to records, the steps in their order.

prose → tokens → parse → entities, times → attributions → meetings, acts → record
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pourparlers import __version__
from pourparlers.knowledge.gazetteer import gazetteer
from pourparlers.reading import acts, attributions, entities, meetings, times
from pourparlers.reading.intake import UnreadableError, check, to_article
from pourparlers.reading.parsed import Parsed, tokenize
from pourparlers.reading.prose import segment
from pourparlers.record import Article, Document, Record

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINE = "fr_core_news_md"
BATCH = 32


class Reader:
    """Reads French news articles; the language pipeline is loaded once, when it is first needed.

    ``knowledge`` is a folder with tables of the user's own, named and laid out as those in the package.

    Raises:
        TableError: a table of the user's cannot be read.
    """

    def __init__(self, knowledge: Path | None = None) -> None:
        self.knowledge = knowledge
        gazetteer(knowledge)

    def read(self, text: str, **about: Any) -> Record:
        """Read one text; ``about`` may give id, title, url, publisher and published, as in ``Article``.

        Raises:
            UnreadableError: the text is empty, too long, not text or not French; the date is none.
        """
        return next(self.read_many([{"text": text, **about}]))

    def read_many(
        self,
        articles: Iterable[Article | Mapping[str, Any]],
        skipped: Callable[[UnreadableError], None] | None = None,
    ) -> Iterator[Record]:
        """Read articles (or mappings with their fields); records come one by one, in the same order.

        An article that cannot be read is handed to ``skipped`` as an error that names it, and left out.

        Raises:
            UnreadableError: at an article that cannot be read, if no ``skipped`` takes it.
        """
        for parsed in self.parse_many(_readable(articles, skipped)):
            yield self.record_of(parsed)

    def parse_many(self, articles: Iterable[Article]) -> Iterator[Parsed]:
        """The first half of reading: prose, tokens and parse."""
        nlp = pipeline()
        prepared = (tokenize(nlp, article, segment(article.text)) for article in articles)
        pairs = ((parsed.doc, parsed) for parsed in prepared)
        for _, parsed in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield parsed

    def record_of(self, parsed: Parsed) -> Record:
        """The second half of reading: the steps that fill the record."""
        who = entities.find(parsed, gazetteer(self.knowledge))
        when = times.find(parsed)
        said = attributions.find(parsed, who, when)
        met = meetings.find(parsed, who, when, said)
        done = acts.find(parsed, who, when, said, met)
        return Record(
            document=_document(parsed.article),
            entities=who.entities(),
            times=tuple(when),
            attributions=tuple(said),
            meetings=tuple(met),
            acts=tuple(done),
        )


def _readable(
    articles: Iterable[Article | Mapping[str, Any]], skipped: Callable[[UnreadableError], None] | None
) -> Iterator[Article]:
    for given in articles:
        try:
            yield check(to_article(given))
        except UnreadableError as error:
            if skipped is None:
                raise
            skipped(error)


@cache
def pipeline() -> Language:
    """The French pipeline, without its named entities: the tables name better than it does."""
    import spacy

    return spacy.load(PIPELINE, exclude=["ner"])


def _document(article: Article) -> Document:
    digest = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    return Document(
        id=article.id or digest[:16],
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        sha256=digest,
        reader=f"pourparlers {__version__}, {PIPELINE} {pipeline().meta['version']}",
    )
