"""Who sets a precondition: the innermost speaker, or whoever would do what waits for it."""

from __future__ import annotations

from parley.model import Proposal, Statement, Term
from parley.reading.anybody import anybody
from parley.reading.attribution import Scene
from parley.reading.conditions._frame import Ordered
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.opponents import nameless
from parley.reading.page import Page, Range, parties_of, party_of
from parley.reading.spoken_for import spoken_for

__all__ = ["holder_of", "takes_a_position"]

_DOCUMENTS = frozenset(
    """plan proposal draft deal offer agreement text package compromise terms letter
    framework""".split()
)


def takes_a_position(scene: Scene, statement: Statement) -> bool:
    """Whether it is the speaker's own position, and not a report of somebody else's."""
    actor = scene.page.actors.get(statement.source)
    if actor is None or actor.type == "news_organisation":
        return False
    relays = statement.speech_act == "report" and nameless(actor)
    return not relays and statement.speech_act not in ("belief", "estimate")


def _told_by(
    scene: Scene,
    statement: Statement | None,
    ordered: Ordered,
    then: Term,
    proposals: tuple[Proposal, ...],
) -> tuple[str, ...]:
    """Whoever the words around the condition name."""
    page = scene.page
    if ordered.setter is not None:
        named = parties_of(page, scene.resolver.resolve(*ordered.setter, create=False))
        if not named and ordered.order == "until":  # "lenders have frozen": somebody new
            new = anybody(scene.resolver, *_head(page, *ordered.setter), documents=False)
            named = (new,) if new is not None else ()
        if named:
            return named
    speaker = parties_of(page, scene.by[statement.id]) if statement is not None else ()
    others = spoken_for(scene, statement) if statement is not None else ()
    if others:
        return others
    own = statement is not None and takes_a_position(scene, statement)
    if own and statement is not None and statement.speech_act == "demand" and not then.actor:
        return speaker
    mine = own and (
        bool(set(then.actor) & set(speaker)) or _of_the_side(scene, then.actor, speaker)
    )
    if then.actor and not mine:
        return then.actor
    if own:
        return speaker
    return then.actor or _said_before(scene, ordered) or _drafted(scene, ordered, proposals)


def _head(page: Page, i: int, j: int) -> Range:
    """*Lenders including the World Bank*: without those who are only some of them."""
    stop = next((k for k in range(i + 1, j) if page.words[k] in ("including", ",", "such")), j)
    return i, stop


def _said_before(scene: Scene, ordered: Ordered) -> tuple[str, ...]:
    """*X, said …, adding that …*: the speaker of the sentence, where no statement was read."""
    page, k = scene.page, min(ordered.then[0], ordered.markers[0][0])
    first = page.sentences[page.sentence_of(k)].first
    said = next(
        (
            m
            for m in range(k - 1, first, -1)
            if page.tags[m] in ("VBD", "VBZ", "VBG")
            and any(cue.speech == "assert" for cue in cues().get(lemma(page.words[m]), ()))
        ),
        None,
    )
    if said is None or k - said > 3:
        return ()
    named = [m.actor for m in page.mentions_in(first, said)]
    people = [a for a in named if page.actors[a].type == "person"]
    return parties_of(page, people[-1:])


def holder_of(
    scene: Scene,
    statement: Statement | None,
    ordered: Ordered,
    then: Term,
    proposals: tuple[Proposal, ...],
) -> tuple[str, ...]:
    """The actors whose condition it is; empty where the text does not say."""
    found = _told_by(scene, statement, ordered, then, proposals)
    if set(found) & _DOCUMENTS:  # "the draft says": whoever drew it up
        return _drafted(scene, ordered, proposals)
    return found


def _of_the_side(scene: Scene, doers: tuple[str, ...], speaker: tuple[str, ...]) -> bool:
    """Whether those who would do it belong to the speaker's side (*our troops*)."""
    actors = scene.page.actors
    return any(
        actors[d].part_of in speaker or party_of(scene.page, d) in speaker
        for d in doers
        if d in actors
    )


def _drafted(scene: Scene, ordered: Ordered, proposals: tuple[Proposal, ...]) -> tuple[str, ...]:
    """*The draft would …, once …*: whoever made the proposal that is being told of."""
    page = scene.page
    index = page.sentence_of(ordered.markers[0][0])
    sentence = page.sentences[index]
    before = page.sentences[max(0, index - 1)]
    spoken = set(page.words[sentence.first : sentence.first + 6])
    spoken |= set(page.words[before.first : before.last])
    for proposal in reversed(proposals):
        at = page.sentence_of(page.range(proposal.span)[0]) if proposal.span else index + 1
        if at == index or (
            at < index
            and index - at <= 6
            and (page.sentences[at].paragraph == sentence.paragraph or _DOCUMENTS & spoken)
        ):
            return proposal.by
    return ()
