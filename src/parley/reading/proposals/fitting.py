"""Which statements tell of a position in the dispute, and which only sound like one."""

from __future__ import annotations

from parley.model import Proposal, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.lexicon import lemma
from parley.reading.opponents import Opponents, nameless
from parley.reading.page import Page

__all__ = ["fits", "told_again", "told_by_paper", "told_inside"]

_SPEAKING = ("offer", "counter_offer", "demand", "signal_readiness")
_PAPERS = frozenset("draft plan proposal letter package text document framework".split())
_VAGUE = frozenset(("listen", "consider", "study", "examine", "look", "help", "respond", "discuss"))
_KEEPING = frozenset("keep maintain continue hold fight defend oppose resist stay remain".split())
_NAMELESS = frozenset(("name", "identify", "quote", "print", "publish", "confirm", "comment"))
_STAYING = frozenset("stay remain wait reconvene reassemble continue return come".split())
_SITTING = frozenset(
    "ministers delegates negotiators delegations envoys both sides parties teams".split()
)
_ASKING = frozenset("ask beg implore tell".split())
_BOTH_SIDES = frozenset("both sides parties all".split())


def told_inside(scene: Scene, statement: Statement) -> bool:
    """Whether the statement only passes on an act of the same kind that is read inside it."""
    i, j = scene.places[statement.id]
    depth = len(statement.chain)
    return any(
        other.id != statement.id
        and other.act in _SPEAKING
        and len(other.chain) > depth
        and other.content in statement.content
        and other.chain[:depth] == statement.chain
        for other in scene.within(i, j)
    )


def told_by_paper(scene: Scene, statement: Statement) -> bool:
    """Whether the one who offers is the draft itself, and not its maker."""
    return bool(set(scene.by[statement.id]) & _PAPERS)


def told_again(scene: Scene, statement: Statement, found: list[Proposal]) -> bool:
    """Whether an outer statement has already given these very words as its own proposal."""
    return any(
        statement.content in other.content and scene.by[s] == scene.by[statement.id]
        for proposal in found[-8:]
        for s in proposal.statements
        if (other := scene.statement(s)).id != statement.id
    )


def fits(scene: Scene, opponents: Opponents, statement: Statement, made: Proposal) -> bool:
    """Whether what was read is a position of somebody in the dispute."""
    terms = (*made.gives, *made.wants)
    if not made.by or opponents.outsider(statement, made.by) or not _somebody(scene, made):
        return False
    if made.kind == "demand" and all(t.action == "strike" and not t.negated for t in terms):
        return False  # a call for a strike is no demand on the other side
    if made.kind == "offer" and _only_mediates(scene, statement):
        return False
    if made.kind == "demand" and _no_term(scene, statement):
        return False
    if made.status == "declared_readiness" and _only_talk(scene, statement):
        return False
    plain = all(t.action == "other" for t in terms)
    if not plain and not all(t.action in ("other", "tariffs") for t in terms):
        return True
    if all(_verb(scene, t) in _NAMELESS for t in terms) and _not_to(scene, statement):
        return False  # "asked not to be named"
    if made.kind == "offer" and not made.wants and all(_verb(scene, t) in _KEEPING for t in terms):
        return False  # "vowed to keep the levy" gives nothing
    if any(t.figure for t in terms):
        return True
    if made.kind == "demand" and _of_a_bystander(scene, statement):
        return False  # "asked the hotel to keep his room"
    return opponents.bargain or (made.kind == "offer" and bool(made.to))


def _only_mediates(scene: Scene, statement: Statement) -> bool:
    """*has offered to mediate*: a service, and no term of anybody's."""
    page, (i, j) = scene.page, scene.places[statement.id]
    i += page.words[i] == "to"
    return 0 < j - i <= 4 and lemma(page.words[i]) == "mediate"


def _no_term(scene: Scene, statement: Statement) -> bool:
    """*urged X to return to talks*, *asked X to form a government*: nothing to bargain over."""
    page, (i, j) = scene.page, scene.places[statement.id]
    for k in range(i, min(j, i + 12)):
        ahead = set(page.words[k + 1 : k + 5])
        verb = page.tags[k].startswith("VB") and page.words[k - 1] == "to"
        if verb and lemma(page.words[k]) == "form" and ahead & {"government", "cabinet"}:
            return True
        if verb and lemma(page.words[k]) in _STAYING and _SITTING & set(page.words[i:k]):
            return True
        returns = page.words[k] == "return" and page.words[k - 1] == "to"
        if returns and ahead & {"talks", "table"}:
            return True
    return False


def _only_talk(scene: Scene, statement: Statement) -> bool:
    """*ready to listen*, *open to discussing the drivers*: nothing of what would be done."""
    page, (i, j) = scene.page, scene.places[statement.id]
    verb = next((k for k in range(i, min(j, i + 12)) if _says_what(page, k)), None)
    return verb is not None and lemma(page.words[verb]) in _VAGUE


def _says_what(page: Page, k: int) -> bool:
    """Whether token k is the verb behind *ready to*, *open to*."""
    ahead = page.tags[k] in ("VB", "VBP", "VBG", "NN") and page.words[k - 1] == "to"
    return ahead and page.words[k - 2 : k - 1] != ("as",)


def _of_a_bystander(scene: Scene, statement: Statement) -> bool:
    """*asked the hotel to keep his room*: what is asked of somebody outside the dispute."""
    page, (i, j) = scene.page, scene.places[statement.id]
    if statement.to or not statement.cues:
        return False
    a, b = page.range(statement.cues[0])
    if not any(lemma(page.words[k]) in _ASKING for k in range(a, b)) or page.words[i] == "to":
        return False
    to = next((k for k in range(i, min(j, i + 8)) if page.words[k] == "to"), None)
    if to is None or any(page.tags[k].startswith(("VB", "MD", "IN")) for k in range(i, to)):
        return False
    return not _BOTH_SIDES & set(page.words[i:to])


def _not_to(scene: Scene, statement: Statement) -> bool:
    """*not to be named*, *not to print it*."""
    page, (i, j) = scene.page, scene.places[statement.id]
    return any(page.words[k : k + 2] == ("not", "to") for k in range(i, min(j, i + 8)))


def _somebody(scene: Scene, made: Proposal) -> bool:
    """Whether its maker is more than *officials* who pass something on."""
    found = [scene.page.actors[b] for b in made.by if b in scene.page.actors]
    return any(a.type not in ("news_organisation", "population") and not nameless(a) for a in found)


def _verb(scene: Scene, term: Term) -> str:
    """The first verb of a term's words."""
    i, j = scene.page.range(term.span)
    verb = next((k for k in range(i, j) if scene.page.tags[k].startswith("VB")), i)
    return lemma(scene.page.words[verb])
