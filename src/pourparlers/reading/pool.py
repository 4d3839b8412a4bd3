"""All cores: the reader in several processes, each with the pipeline loaded once.

Each worker has a pipe of its own and at most two tasks on it, so that memory is bounded and it is always known who
was reading what. If a worker dies, what it had is read again, what it had in hand article by article: the one that
kills again is reported as unreadable, and nothing else is lost.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from pourparlers.reading.intake import UnreadableError
from pourparlers.record import Article, Record

Batch = Sequence[Article | Record]
Skipped = Callable[[UnreadableError], None] | None

ON_THE_PIPE = 2
"""Tasks that a worker has: the one that it reads, and the next."""
AHEAD = 4
"""Batches that are taken ahead of the one that is due, for each worker."""
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(slots=True)
class _Task:
    """Articles to read in one go, from the batch of a number, with their places there; ``retried`` after a crash."""

    number: int
    places: list[int]
    articles: list[Article]
    retried: bool = False

    def parts(self) -> list[_Task]:
        """A task for each article, to find the one that kills."""
        return [_Task(self.number, [p], [a], True) for p, a in zip(self.places, self.articles, strict=True)]


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and the tasks that it has, the first of them in hand."""

    process: SpawnProcess
    pipe: Connection
    tasks: deque[_Task] = field(default_factory=deque)

    def has_room(self, task: _Task) -> bool:
        """May it have this task too? One that is read again after a crash is alone with a worker, to be sure of it."""
        return not self.tasks or not (len(self.tasks) >= ON_THE_PIPE or task.retried or self.tasks[0].retried)


@dataclass(slots=True)
class _Filling:
    """A batch on its way: records in their places, how many are missing."""

    items: list[Article | Record | None]
    missing: int


def read_batches(batches: Iterable[Batch], workers: int, knowledge: Path | None, skipped: Skipped) -> Iterator[Record]:
    """Read batches of articles; a record that stands among them is passed on in its place.

    Raises:
        UnreadableError: an article kills the worker that reads it (reason "crash"), if no ``skipped`` takes it.
        RuntimeError: a worker meets an error that is none of an article's.
    """
    pool = _Pool(workers, knowledge, skipped)
    try:
        yield from pool.run(iter(batches))
    finally:
        pool.close()


class _Pool:
    def __init__(self, most: int, knowledge: Path | None, skipped: Skipped) -> None:
        self.most, self.knowledge, self.skipped = most, knowledge, skipped
        self.workers: list[_Worker] = []
        self.waiting: deque[_Task] = deque()
        self.fillings: deque[_Filling] = deque()
        self.first = 0

    def run(self, batches: Iterator[Batch]) -> Iterator[Record]:
        """Give out batches while there are any, and hand on, in order, what is done."""
        more = True
        while more or self.fillings:
            while more and not self.waiting and len(self.fillings) < AHEAD * self.most:
                more = self._take(batches)
                self._give()
            self._give()
            while self.fillings and not self.fillings[0].missing:
                self.first += 1
                yield from (item for item in self.fillings.popleft().items if isinstance(item, Record))
            if self.fillings and (not more or self.waiting or len(self.fillings) >= AHEAD * self.most):
                self._receive()

    def close(self) -> None:
        """End all workers, at once."""
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()

    def _take(self, batches: Iterator[Batch]) -> bool:
        """Take the next batch; False if there is none."""
        batch = next(batches, None)
        if batch is None:
            return False
        places = [i for i, item in enumerate(batch) if isinstance(item, Article)]
        self.fillings.append(_Filling(list(batch), len(places)))
        if places:
            number = self.first + len(self.fillings) - 1
            self.waiting.append(_Task(number, places, [a for a in batch if isinstance(a, Article)]))
        return True

    def _give(self) -> None:
        """Send what waits to workers that have room; a worker more is only started if all others are busy."""
        while self.waiting:
            worker = min(self.workers, key=lambda w: len(w.tasks), default=None)
            if (worker is None or worker.tasks) and len(self.workers) < self.most:
                worker = self._start()
            if worker is None or not worker.has_room(self.waiting[0]):
                return
            task = self.waiting.popleft()
            worker.tasks.append(task)
            with suppress(OSError):  # it has died: the end of its pipe will say so
                worker.pipe.send(task.articles)

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.knowledge), daemon=True)
        with _one_thread_each():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _receive(self) -> None:
        """Wait until a worker has something, and take it."""
        by_pipe = {w.pipe: w for w in self.workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(result, str):
                raise RuntimeError(f"a worker failed:\n{result}")
            task = worker.tasks.popleft()
            self._fill(task, result)

    def _fill(self, task: _Task, records: Sequence[Record | None]) -> None:
        filling = self.fillings[task.number - self.first]
        for place, record in zip(task.places, records, strict=True):
            filling.items[place] = record
        filling.missing -= len(task.places)

    def _bury(self, worker: _Worker) -> None:
        """A worker died: what it had is to be read again, and first of all by others."""
        self.workers.remove(worker)
        worker.process.join()
        worker.pipe.close()
        in_hand, others = list(worker.tasks)[:1], list(worker.tasks)[1:]
        self.waiting.extendleft(reversed(others))
        for task in in_hand:
            if task.retried:
                self._give_up(task, worker.process.exitcode)
            else:
                self.waiting.extendleft(reversed(task.parts()))

    def _give_up(self, task: _Task, code: int | None) -> None:
        error = UnreadableError("crash", f"{code}", task.articles[0].id)
        error.given = task.articles[0]
        if self.skipped is None:
            raise error
        self.skipped(error)
        self._fill(task, [None])


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that start meanwhile multiply matrices in one thread: the workers have the cores already."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _work(pipe: Connection, knowledge: Path | None) -> None:
    """A worker's life: read what comes until the pipe is closed. Ctrl-C is for the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: SimpleQueue[list[Article] | None] = SimpleQueue()
    Thread(target=_unload, args=(pipe, inbox), daemon=True).start()
    with suppress(BrokenPipeError):
        try:
            from pourparlers.reading.reader import Reader

            reader = Reader(knowledge)
            while (articles := inbox.get()) is not None:
                pipe.send(reader.read_batch(articles))
        except BrokenPipeError:
            raise
        except Exception:
            pipe.send(traceback.format_exc())


def _unload(pipe: Connection, inbox: SimpleQueue[list[Article] | None]) -> None:
    """Take what comes off the pipe at once, so that the sender never waits while this one sends, too."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put(pipe.recv())
    inbox.put(None)
