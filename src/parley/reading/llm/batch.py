"""Many documents, asked passage by passage: what is known is not asked, what fails is said.

Every answer is kept as soon as it is there. A batch that is stopped, killed or cut short by a
limit is taken up by running it again: only what is missing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from parley.errors import ParleyError, UsageError
from parley.model import Document, Reading, Sentence, Span
from parley.reading.llm.answers import BrokenAnswerError, parse
from parley.reading.llm.assemble import Assembly
from parley.reading.llm.cache import Cache, key_of
from parley.reading.llm.client import REAL, Client, Reply, Waits
from parley.reading.llm.cost import Estimate, Prices, estimate
from parley.reading.llm.failures import DeclinedError, GaveUpError, StoppedError, TooLongError
from parley.reading.llm.finder import Dropped
from parley.reading.llm.prompt import SCHEMA_VERSION, Message, again, messages, prompt_version
from parley.reading.llm.settings import Settings
from parley.reading.llm.windows import Window, halved, windows
from parley.reading.llm.workers import Workers
from parley.reading.page import Page
from parley.reading.version import VERSION

__all__ = ["Batch", "ModelReading", "Unread", "reader_version", "refuse_private"]

_IN_A_ROW = 5
"""Passages that fail one after the other before the batch stops."""


def reader_version() -> str:
    """The version of every reading that a model gives: of our rules, the codebook, the schema."""
    return f"{VERSION}/prompt-{prompt_version()}/{SCHEMA_VERSION}"


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage without an answer."""

    passage: Span
    why: str
    later: bool
    """Whether asking another time may bring one."""


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What a model found in one document, and what of its answers was left out."""

    reading: Reading
    dropped: tuple[Dropped, ...] = ()
    unread: tuple[Unread, ...] = ()
    passages: int = 0
    """How many were to be read, those in `unread` among them."""
    anchored: tuple[tuple[str, int], ...] = ()
    """How many quotations were found exact, normalised and fuzzy."""

    @property
    def complete(self) -> bool:
        """Whether asking another time would bring nothing more, and something was read."""
        if self.unread and len(self.unread) == self.passages:
            return False
        return not any(each.later for each in self.unread)


@dataclass(frozen=True, slots=True)
class _Text:
    document: Document
    sentences: tuple[Sentence, ...]
    windows: tuple[Window, ...]

    def sent(self, window: Window) -> tuple[Message, ...]:
        context = window.context
        before = self.document.text[context.start : context.end] if context else ""
        return messages(self.words(window), before)

    def words(self, window: Window) -> str:
        return self.document.text[window.span.start : window.span.end]


_Part = tuple[Window, str | Unread]
"""A passage with the text of its answer, or why there is none."""


def refuse_private(documents: Sequence[Document]) -> None:
    """Refuse documents that must not leave the machine.

    Raises
    ------
    UsageError
        Some are marked internal or restricted; it names all of them.
    """
    kept = [f"{d.name!r} is {d.sensitivity}" for d in documents if d.sensitivity != "public"]
    if kept:
        raise UsageError(
            f"{', '.join(kept)}: what is not public is never sent to a language model; read it "
            "with the rules, or leave it out"
        )


class Batch:
    """Documents to be read by one model.

    Parameters
    ----------
    documents : sequence of Document
        Public ones only.
    settings : Settings
        Endpoint, model and limits.
    cache : Cache
        Where answers are kept.
    prices : Prices, optional
        For the estimate.

    Raises
    ------
    UsageError
        A document is not public. Then nothing is sent, of any of them.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        settings: Settings,
        cache: Cache,
        prices: Prices | None = None,
    ) -> None:
        refuse_private(documents)
        self.settings = settings
        self.cache = cache
        self._texts = [_prepared(document) for document in documents]
        missing = [
            (text.sent(window), text.words(window))
            for text in self._texts
            for each in text.windows
            for window in self._missing(text, each)
        ]
        self.estimate: Estimate = estimate(
            missing,
            documents=len(documents),
            known=sum(len(self._known_parts(text)) for text in self._texts),
            prices=prices,
        )
        self._failed = 0

    def run(
        self, *, waits: Waits = REAL, watch: Callable[[int, int], object] | None = None
    ) -> Iterator[ModelReading]:
        """Read the documents one after the other, asking for several passages at once.

        Parameters
        ----------
        waits : Waits
            The clock.
        watch : callable, optional
            Called after each passage with how many are done, and of how many.

        Raises
        ------
        ParleyError
            Nothing further can be asked. Readings given before stay good, and every answer is
            kept.
        """
        if not self.estimate.asked:
            yield from (self._assembled(text, self._known_parts(text)) for text in self._texts)
            return
        limit = self.settings.time_limit
        deadline = None if limit is None else waits.clock() + limit
        client = Client(self.settings, waits, deadline)
        workers: Workers[list[_Part]] = Workers(self.settings.jobs)
        done, total = 0, sum(len(text.windows) for text in self._texts)
        try:
            asked: list[list[Future[list[_Part]]]] = [
                [workers.submit(partial(self._ask, client, text, each)) for each in text.windows]
                for text in self._texts
            ]
            for text, futures in zip(self._texts, asked, strict=True):
                parts: list[_Part] = []
                for future in futures:
                    parts += future.result()
                    done += 1
                    if watch is not None:
                        watch(done, total)
                futures.clear()
                yield self._assembled(text, parts)
        finally:
            workers.close()
            client.close()

    # Asking -----------------------------------------------------------------------------

    def _key(self, text: _Text, window: Window) -> str:
        return key_of(
            document=text.document.id,
            window=[window.span.start, window.span.end],
            sent=text.sent(window),
            endpoint=self.settings.address,
            model=self.settings.model,
            prompt=prompt_version(),
            schema=SCHEMA_VERSION,
        )

    def _keep(self, text: _Text, window: Window, kind: str, said: str, reply: Reply) -> None:
        about: dict[str, Any] = {
            "kind": kind,
            "said": said,
            "document": text.document.id,
            "window": [window.span.start, window.span.end],
            "endpoint": self.settings.address,
            "model": self.settings.model,
            "version": reader_version(),
            "tokens": [reply.tokens_in, reply.tokens_out],
        }
        self.cache.put(self._key(text, window), about)

    def _known(self, text: _Text, window: Window) -> _Part | Literal["halves"] | None:
        """What the cache has for a passage."""
        kept = self.cache.get(self._key(text, window)) or {}
        said = kept.get("said")
        if not isinstance(said, str):
            return None
        if kept.get("kind") == "too long":
            return self._too_long(text, window, said)
        if kept.get("kind") == "declined":
            return window, Unread(window.span, said, later=False)
        return (window, said) if kept.get("kind") == "answer" else None

    def _too_long(self, text: _Text, window: Window, why: str) -> _Part | Literal["halves"]:
        if len(halved(window, text.sentences)) > 1:
            return "halves"
        return window, Unread(window.span, why, later=False)

    def _missing(self, text: _Text, window: Window) -> Iterator[Window]:
        known = self._known(text, window)
        if known is None:
            yield window
        elif known == "halves":
            for half in halved(window, text.sentences):
                yield from self._missing(text, half)

    def _known_parts(self, text: _Text) -> list[_Part]:
        """The parts of a text of which nothing is missing."""
        parts: list[_Part] = []
        rest = list(reversed(text.windows))
        while rest:
            window = rest.pop()
            known = self._known(text, window)
            if known == "halves":
                rest += reversed(halved(window, text.sentences))
            elif known is not None:
                parts.append(known)
        return parts

    def _ask(self, client: Client, text: _Text, window: Window) -> list[_Part]:
        """One passage's answer, from the cache or the model; in halves where it is too long."""
        known = self._known(text, window)
        if known is None:
            try:
                known = self._fresh(client, text, window)
                if isinstance(known[1], Unread) and known[1].later:
                    self._count_failure(client)
                else:
                    self._failed = 0
            except GaveUpError as error:
                if not isinstance(error, StoppedError):
                    self._count_failure(client)
                return [(window, Unread(window.span, str(error), later=True))]
            except DeclinedError as error:
                return [(window, Unread(window.span, str(error), later=False))]
            except ParleyError as error:
                client.stop(str(error))
                raise
        if known == "halves":
            halves = halved(window, text.sentences)
            return [part for half in halves for part in self._ask(client, text, half)]
        return [known]

    def _count_failure(self, client: Client) -> None:
        self._failed += 1
        if self._failed == _IN_A_ROW:
            client.stop(f"{_IN_A_ROW} passages in a row had no answer, so no more was asked")

    def _fresh(self, client: Client, text: _Text, window: Window) -> _Part | Literal["halves"]:
        sent = text.sent(window)
        asked, why = sent, ""
        for _ in range(2):
            reply = _reply(client, asked)
            if reply.cut_off:
                why = reply.declined or "the answer was cut off, even to one sentence alone"
                self._keep(text, window, "too long", why, reply)
                return self._too_long(text, window, why)
            if reply.declined:
                why = f"the model declined: {reply.declined}"
                self._keep(text, window, "declined", why, reply)
                return window, Unread(window.span, why, later=False)
            try:
                parse(reply.text)
            except BrokenAnswerError as error:
                why = str(error)
                asked = again(sent, reply.text, why)
            else:
                self._keep(text, window, "answer", reply.text, reply)
                return window, reply.text
        return window, Unread(window.span, f"no readable answer, asked twice: {why}", later=True)

    def _assembled(self, text: _Text, parts: Sequence[_Part]) -> ModelReading:
        assembly = Assembly.of(text.document)
        unread = []
        for window, said in parts:
            if isinstance(said, Unread):
                unread.append(said)
            else:
                assembly.add(window, parse(said))
        version = reader_version()
        if unread:  # it sorts before that of a whole reading, which takes its place in a ledger
            version += f"/part-{len(parts) - len(unread)}-of-{len(parts)}"
        reading = assembly.reading(self.settings.reader, version)
        counts = tuple(sorted(assembly.desk.anchored.items()))
        return ModelReading(reading, assembly.dropped, tuple(unread), len(parts), counts)


def _reply(client: Client, asked: Sequence[Message]) -> Reply:
    """An answer; a passage that is too long to be asked about is one whose answer is cut off."""
    try:
        return client.ask(asked)
    except TooLongError as error:
        return Reply("", cut_off=True, declined=str(error))


def _prepared(document: Document) -> _Text:
    page = Page.of(document)
    return _Text(document, page.sentences, windows(page.sentences))
