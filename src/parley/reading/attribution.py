"""The engine of attribution: rules peel one layer at a time, from the outside in.

A sentence is a region of tokens with the chain of sources found so far. A rule finds one
attribution in it (*…, the paper said*): its new links, its cue and the region that was said.
That region is read again with the longer chain, so that a paper citing officials citing a party
becomes three links. Rules live one construct a file in `parley.reading.rules` and are found
there; each has an ``ORDER`` and a ``find(scene, region)``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module

from parley.model import Link, Span, Statement
from parley.reading.lexicon import lemma
from parley.reading.page import Page, Range
from parley.reading.resolve import Resolver

__all__ = ["Found", "Region", "Scene", "add", "attribute"]


@dataclass(frozen=True, slots=True)
class Region:
    """Tokens i .. j to be read, under the chain of sources found so far."""

    i: int
    j: int
    chain: tuple[Link, ...] = ()
    subject: tuple[str, ...] = ()
    """Who the region's first verb belongs to, where the phrase stands outside the region."""
    parent: str | None = None
    """The statement that this region is the content of."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution."""

    rule: str
    links: tuple[Link, ...]
    cue: Range
    content: Range
    speech_act: str
    act: str = "comment"
    cues: tuple[Range, ...] = ()
    """Further cue words (*citing*)."""
    to: tuple[str, ...] = ()
    mode: str = "indirect"
    rest: tuple[Region, ...] = ()
    """What else of the region is to be read under the same outer chain."""
    inner: tuple[Region, ...] | None = None
    """What to read inside; the content itself where None."""
    reciprocal: bool = False
    sources: tuple[str, ...] = ()
    """All members where the last link is several acting together."""
    outer: tuple[Link, ...] | None = None
    """The chain to stand under, where it is not the region's own."""
    more: tuple[Range, ...] = ()
    """Further contents of the same saying (*"…," she said, "…"*)."""
    silent: bool = False
    """The words are no statement (*did not say*); only the rest is read."""


@dataclass(eq=False)
class Scene:
    """What rules may look at: the page, the resolver and what has been found so far."""

    page: Page
    resolver: Resolver
    statements: list[Statement] = field(default_factory=list)
    by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Statement id → every actor whose statement it is."""
    places: dict[str, Range] = field(default_factory=dict)
    """Statement id → tokens of its content."""
    _starts: dict[int, list[str]] = field(default_factory=dict)
    _indexed: int = 0

    def within(self, first: int, last: int) -> list[Statement]:
        """Statements whose content begins between two tokens, in the order found."""
        for statement in self.statements[self._indexed :]:
            at = self.page.sentence_of(self.places[statement.id][0])
            self._starts.setdefault(at, []).append(statement.id)
        self._indexed = len(self.statements)
        here = range(self.page.sentence_of(first), self.page.sentence_of(max(first, last - 1)) + 1)
        ids = [ident for n in here for ident in self._starts.get(n, ())]
        return [self.statement(ident) for ident in ids if first <= self.places[ident][0] < last]

    def statement(self, ident: str) -> Statement:
        """A statement by its id."""
        found = self.statements[int(ident[1:]) - 1]
        return found if found.id == ident else next(s for s in self.statements if s.id == ident)

    def innermost(self, token: int) -> Statement | None:
        """The shortest statement whose content holds a token."""
        sentence = self.page.sentences[self.page.sentence_of(token)]
        inside = [s for s in self.within(sentence.first, token + 1) if token < self.places[s.id][1]]
        return min(inside, key=lambda s: self.places[s.id][1] - self.places[s.id][0], default=None)

    def previous(self, token: int) -> Statement | None:
        """The last outermost statement of the sentence before, in the same paragraph."""
        page = self.page
        index = page.sentence_of(token)
        if index == 0 or page.sentences[index - 1].paragraph != page.sentences[index].paragraph:
            return None
        before = page.sentences[index - 1]
        return next((s for s in self.within(before.first, before.last) if s.chain), None)


Rule = Callable[[Scene, Region], Found | None]


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    from parley.reading import rules

    modules = [
        import_module(f"{rules.__name__}.{info.name}")
        for info in pkgutil.iter_modules(rules.__path__)
        if not info.name.startswith("_")
    ]
    return tuple(m.find for m in sorted(modules, key=lambda m: (m.ORDER, m.__name__)))


def attribute(scene: Scene, region: Region, depth: int = 0) -> None:
    """Find every attribution in a region, outermost first."""
    if depth > 8 or region.j - region.i < 2:
        return
    for find in _rules():
        found = find(scene, region)
        if found is None:
            continue
        ahead = [r for r in found.rest if r.i <= region.i or r.j <= found.content[0]]
        for rest in ahead:
            attribute(scene, rest, depth + 1)
        if not found.silent:
            _keep(scene, region, found, depth)
        for rest in found.rest:
            if rest not in ahead:
                attribute(scene, rest, depth + 1)
        return


def _keep(scene: Scene, region: Region, found: Found, depth: int) -> None:
    page = scene.page
    i, j = page.trimmed(*found.content)
    if i >= j:
        return
    if _own_readiness(scene, region, found):
        return
    if _own_view(scene, region, found):
        attribute(scene, Region(i, j, region.chain, parent=region.parent), depth + 1)
        return
    chain = found.outer if found.outer is not None else region.chain
    chain = chain or _carried(scene, found)
    for link in found.links:
        if not chain or chain[-1].actor != link.actor:
            chain = (*chain, link)
    cues = tuple(cue for cue in (found.cue, *found.cues) if cue[0] < cue[1])
    ident = add(scene, found.rule, chain, (i, j), found.speech_act, found.act, *cues,
                sources=found.sources, mode=found.mode, to=found.to,
                reciprocal=found.reciprocal)  # fmt: skip
    for content in found.more:
        more = page.trimmed(*content)
        if more[0] < more[1]:
            name = add(scene, found.rule, chain, more, found.speech_act, found.act, *cues,
                       sources=found.sources, mode=found.mode)  # fmt: skip
            attribute(scene, Region(*more, chain, parent=name), depth + 1)
    inner = found.inner if found.inner is not None else (Region(i, j),)
    for part in inner:
        attribute(scene, replace(part, chain=chain, parent=ident), depth + 1)


def add(
    scene: Scene,
    rule: str,
    chain: tuple[Link, ...],
    content: Range,
    speech: str,
    act: str = "comment",
    *cues: Range,
    sources: tuple[str, ...] = (),
    mode: str = "indirect",
    to: tuple[str, ...] = (),
    reciprocal: bool = False,
) -> str:
    """Keep one statement and remember where it stands; its id."""
    page, (i, j) = scene.page, _with_marks(scene.page, *content)
    statement = Statement(
        id=f"s{len(scene.statements) + 1}",
        content=page.span(i, j),
        speech_act=speech,
        act=act,
        chain=chain,
        cues=tuple(page.span(*cue) for cue in cues),
        quote_mode=_mode(page, i, j, mode),  # type: ignore[arg-type]
        quoted=_quoted(page, i, j),
        to=to,
        reciprocal=reciprocal,
        rule=rule,
    )
    scene.statements.append(statement)
    scene.places[statement.id] = (i, j)
    scene.by[statement.id] = sources or ((chain[-1].actor,) if chain else ())
    if sources and cues:
        scene.resolver.note(cues[0][0], sources)
    return statement.id


def _own_readiness(scene: Scene, region: Region, found: Found) -> bool:
    """Whether the speaker only speaks of its own side's readiness: then saying so is the act."""
    if found.act != "signal_readiness" or region.parent is None or not region.chain:
        return False
    speaker = scene.page.actors.get(region.chain[-1].actor)
    mine = speaker is not None and any(a in (speaker.id, speaker.represents) for a in found.sources)
    if not mine:
        return False
    at = int(region.parent[1:]) - 1
    if scene.statements[at].act in ("comment", "signal_readiness"):
        scene.statements[at] = replace(scene.statements[at], act="signal_readiness")
        return True
    return False


def _own_view(scene: Scene, region: Region, found: Found) -> bool:
    """Whether *he hopes*, *they wanted* only says how the speaker holds what is said."""
    page = scene.page
    k = found.cue[1] - 1
    if region.parent is None or found.rule != "active" or found.more:
        return False
    if lemma(page.words[k]) not in _VIEWS or found.speech_act not in ("belief", "demand"):
        return False
    at = int(region.parent[1:]) - 1
    told = scene.statements[at]
    subject = page.words[found.cue[0] - 1]
    if told.quote_mode == "direct" and subject in ("i", "we"):
        return True  # "We expect them to keep it": words of what is quoted
    if told.act != "comment" or found.cue[0] - 1 != region.i or subject not in _PRONOUNS:
        return False
    if not set(found.sources) <= {*scene.by[told.id], told.source}:
        return False
    scene.statements[at] = replace(told, speech_act=found.speech_act, act=found.act)
    return True


_VIEWS = frozenset("hope expect want think believe feel wish fear doubt".split())
_PRONOUNS = frozenset("he she they it we i".split())
_GOING_ON = frozenset(("further", "also", "additionally", "furthermore", "moreover"))


def _carried(scene: Scene, found: Found) -> tuple[Link, ...]:
    """*They further asked …*: whoever reported the sentence before goes on reporting."""
    page = scene.page
    if not found.sources or not _GOING_ON & set(page.words[found.cue[0] : found.cue[1]]):
        return ()
    outer = scene.previous(found.cue[0])
    if outer is None or not outer.chain:
        return ()
    near = scene.within(scene.places[outer.id][0], found.cue[0])
    nested = [s for s in near if s.chain[: len(outer.chain)] == outer.chain]
    if any(
        set(scene.by[s.id]) & set(found.sources) for s in nested if len(s.chain) > len(outer.chain)
    ):
        return tuple(replace(link, link="carried_over", span=None) for link in outer.chain)
    return ()


def _marks(page: Page, i: int, j: int) -> list[int]:
    """Quotation marks in and right around a content."""
    return [k for k in range(max(0, i - 2), min(len(page.tags), j + 2)) if page.tags[k] == '"']


def _with_marks(page: Page, i: int, j: int) -> Range:
    """A content that is all one quotation, with its marks and the stop or comma before the last."""
    tags = page.tags
    if i == 0 or tags[i - 1] != '"' or '"' in tags[i:j]:
        return i, j
    end = j + 1 if page.words[j : j + 1] in ((",",), (".",)) else j
    return (i - 1, end + 1) if tags[end : end + 1] == ('"',) else (i, j)


def _mode(page: Page, i: int, j: int, given: str) -> str:
    marks = _marks(page, i, j)
    if len(marks) < 2:
        return given
    return "direct" if marks[0] <= i and marks[-1] >= j - 2 and len(marks) == 2 else "mixed"


def _quoted(page: Page, i: int, j: int) -> tuple[Span, ...]:
    """The stretches inside quotation marks, as far as they belong to the content."""
    marks = _marks(page, i, j)
    pairs = ((max(a + 1, i), min(b, j)) for a, b in zip(marks[::2], marks[1::2], strict=False))
    return tuple(page.span(a, b) for a, b in pairs if b > a)


def verb_group(page: Page, k: int, floor: int) -> int:
    """Where the verb group that ends with the verb at k begins (*has not yet said*)."""
    start = k
    while start > floor and (
        page.tags[start - 1] in ("MD", "RB", "TO", "RBR")
        or lemma(page.words[start - 1]) in ("have", "be", "do")
        or page.words[start - 1] in ("n't", "also", "further", "previously", "since", "now")
    ):
        start -= 1
    return start
