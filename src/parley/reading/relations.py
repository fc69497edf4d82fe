"""How the things found relate: tellings that may be one, acts in two places, loaded words."""

from __future__ import annotations

from parley.model import Precondition, Proposal, Relation, Span
from parley.reading.amount_relations import amount_relations
from parley.reading.lexicon import lemma
from parley.reading.page import Page

__all__ = ["LOADED", "find_relations"]

LOADED: dict[str, str] = {
    "captive": "people held", "captives": "people held", "hostage": "people held",
    "hostages": "people held", "prisoner": "people held", "prisoners": "people held",
    "detainee": "people held", "detainees": "people held", "inmates": "people held",
    "terrorist": "member of an armed group", "terrorists": "members of an armed group",
    "militant": "member of an armed group", "militants": "members of an armed group",
    "gunmen": "armed people", "regime": "government", "martyrs": "people killed",
    "liberated": "taken or freed", "neutralized": "killed", "eliminated": "killed",
}  # fmt: skip
"""Words that take a side or weigh, and the neutral words that Parley prints for them."""
_SAID = frozenset(("claim", "admit", "boast", "concede", "complain"))


def find_relations(
    page: Page, proposals: tuple[Proposal, ...], preconditions: tuple[Precondition, ...]
) -> tuple[Relation, ...]:
    """Relations between what was found."""
    return (
        *_same(proposals, preconditions),
        *_incompatible(proposals, preconditions),
        *amount_relations(page, _in_terms(proposals)),
        *(Relation("metonym", (actor,), span) for span, actor in page.metonyms),
        *_loaded(page),
    )


def _same(
    proposals: tuple[Proposal, ...], preconditions: tuple[Precondition, ...]
) -> list[Relation]:
    pairs = []
    known = {p.id: p for p in proposals}
    for p in proposals:
        pairs += [
            Relation("possibly_same_offer", (p.id, q), note=_shared(p, known[q]))
            for q in p.possible_same_as
            if p.id < q
        ]
    for c in preconditions:
        pairs += [Relation("same_precondition", (c.id, d)) for d in c.same_as if c.id < d]
    return pairs


def _shared(p: Proposal, q: Proposal) -> str:
    """What two tellings have in common, and what only one of them has."""
    mine = {t.issue for t in (*p.gives, *p.wants)}
    theirs = {t.issue for t in (*q.gives, *q.wants)}
    told = [f"both: {', '.join(sorted(mine & theirs))}"]
    for name, only in ((p.id, mine - theirs), (q.id, theirs - mine)):
        if only:
            told.append(f"only {name}: {', '.join(sorted(only))}")
    return "; ".join(told)


def _in_terms(proposals: tuple[Proposal, ...]) -> frozenset[str]:
    """Figures that are offered or asked for."""
    terms = (t for p in proposals for t in (*p.gives, *p.wants))
    return frozenset(t.figure for t in terms if t.figure)


def _incompatible(
    proposals: tuple[Proposal, ...], preconditions: tuple[Precondition, ...]
) -> list[Relation]:
    """An act that one side gives in return and another asks for first."""
    found = []
    for condition in preconditions:
        for proposal in proposals:
            if set(condition.holder) & set(proposal.by) or not proposal.wants:
                continue
            if proposal.status != "declared_readiness" and condition.required_first.issue in {
                term.issue for term in proposal.gives
            }:
                found.append(
                    Relation(
                        "incompatible_sequence",
                        (proposal.id, condition.id),
                        note=condition.required_first.issue,
                    )
                )
    return found


def _loaded(page: Page) -> list[Relation]:
    """Each loaded word once, at its first place, with the neutral words for it."""
    seen: dict[str, Relation] = {}
    for k, word in enumerate(page.words):
        base = lemma(word)
        if word in LOADED and word not in seen:
            seen[word] = Relation("loaded_wording", (), _at(page, k), LOADED[word])
        elif base in _SAID and page.tags[k] in ("VBD", "VBZ", "VBP") and base not in seen:
            seen[base] = Relation("loaded_wording", (), _at(page, k), "said")
    return sorted(seen.values(), key=lambda r: r.span or Span(0, 0))


def _at(page: Page, k: int) -> Span:
    return page.tokens[k].span
