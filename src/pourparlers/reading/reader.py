"""The reader: from articles to records, the steps in their order.

prose → tokens → parse → entities, times → attributions → meetings, acts → record
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pourparlers.knowledge.gazetteer import gazetteer
from pourparlers.reading import acts, attributions, entities, meetings, times
from pourparlers.reading.embedding import remember
from pourparlers.reading.encoding import quicken
from pourparlers.reading.gate import Gate
from pourparlers.reading.intake import UnreadableError, check, to_article
from pourparlers.reading.parsed import Parsed, tokenize
from pourparlers.reading.prose import segment
from pourparlers.record import Article, Document, Record
from pourparlers.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINE = "fr_core_news_md"
BATCH = 32
"""Articles that are parsed together."""
CHARACTERS = 80_000
"""The characters of a batch, roughly, where articles are long or most of them are stopped."""

FORMS = 30_000
"""The forms of words that the pipeline keeps; those that it meets later are forgotten with their batch."""

_STOPPED = 300
"""What a stopped article weighs beside them, so that no stream of them is held back for long."""

Batch = list[Article | Record]


class Reader:
    """Reads French news articles; the language pipeline is loaded once, when it is first needed.

    ``knowledge`` is a folder with tables of the user's own, named and laid out as those in the package. With ``gate``,
    articles whose words hold nothing diplomatic are not parsed: their records are empty and say so.

    Raises:
        TableError: a table of the user's cannot be read.
    """

    def __init__(self, knowledge: Path | None = None, *, gate: bool = False) -> None:
        self.knowledge = knowledge
        gazetteer(knowledge)
        self.gate = Gate(knowledge) if gate else None

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
        *,
        workers: int = 1,
    ) -> Generator[Record, None, None]:
        """Read articles (or mappings with their fields); records come one by one, in the same order.

        An article that cannot be read is handed to ``skipped`` as an error that names it, and left out. With several
        ``workers`` as many processes read; articles are then taken up to a few batches for each ahead of the records.

        Raises:
            UnreadableError: at an article that cannot be read, if no ``skipped`` takes it.
        """
        batches = self._batches(articles, skipped)
        if workers > 1:
            from pourparlers.reading.pool import read_batches

            yield from read_batches(batches, workers, self.knowledge, skipped)
            return
        for batch in batches:
            read = iter(self.read_batch([item for item in batch if isinstance(item, Article)]))
            yield from (item if isinstance(item, Record) else next(read) for item in batch)

    def read_batch(self, articles: Sequence[Article]) -> list[Record]:
        """Read articles that were checked, all in one go; what the parser holds in memory for them is freed."""
        if not articles:
            return []
        nlp = pipeline()
        with nlp.memory_zone() if len(nlp.vocab) > FORMS else nullcontext():
            return [self.record_of(parsed) for parsed in self.parse_many(articles)]

    def _batches(
        self, articles: Iterable[Article | Mapping[str, Any]], skipped: Callable[[UnreadableError], None] | None
    ) -> Iterator[Batch]:
        """Articles to read, and empty records of those that the gate stops, in their order and in small lists."""
        batch: Batch = []
        size = 0
        for article in self._taken(articles, skipped):
            batch.append(article)
            size += len(article.text) if isinstance(article, Article) else _STOPPED
            if size >= CHARACTERS or (self.gate is None and len(batch) >= BATCH):
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _taken(
        self, articles: Iterable[Article | Mapping[str, Any]], skipped: Callable[[UnreadableError], None] | None
    ) -> Iterator[Article | Record]:
        for given in articles:
            try:
                article = to_article(given)
                yield check(article) if self.gate is None or self.gate.passes(article.text) else self._stopped(article)
            except UnreadableError as error:
                error.given = given
                if skipped is None:
                    raise
                skipped(error)

    def _stopped(self, article: Article) -> Record:
        """The empty record of an article that the gate stops."""
        check(article)
        return Record(document=_document(article).model_copy(update={"gate": "stopped"}))

    def parse_many(self, articles: Iterable[Article]) -> Iterator[Parsed]:
        """The first half of reading: prose, tokens and parse."""
        nlp = pipeline()
        drafts = (tokenize(nlp, article, segment(article.text)) for article in articles)
        pairs = ((draft.doc, draft) for draft in drafts)
        for _, draft in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield draft.parsed()

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


@cache
def pipeline() -> Language:
    """The French pipeline without what no step uses: its named entities (the tables name better), its tags (the parts
    of speech over again). Matrices are multiplied by NumPy's library, which is the faster one, to the same parses.
    """
    import spacy
    from thinc.api import Model, NumpyOps

    nlp = spacy.load(PIPELINE, exclude=["ner", "attribute_ruler"])
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            layer.ops = ops
    remember(nlp)
    quicken(nlp)
    return nlp


@cache
def _pipeline_version() -> str:
    return version(PIPELINE)


def _document(article: Article) -> Document:
    digest = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    return Document(
        id=article.id or digest[:16],
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        sha256=digest,
        reader=f"pourparlers {__version__}, {PIPELINE} {_pipeline_version()}",
    )
