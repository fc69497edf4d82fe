"""Clauses around an order word: where one begins and ends, and who interrupts it."""

from __future__ import annotations

from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.page import Page, Range

__all__ = [
    "MODALS", "any_verb", "clause_end", "clause_start", "joined", "main_after", "modal_in",
    "negated_in",
]  # fmt: skip

MODALS = frozenset("will would could can may might shall 'll 'd".split())
_BREAKS = frozenset((";", "–", "—"))
_CONTRAST = frozenset(("but", "while", "whereas", "although", "though", "which", "who"))
_READY = frozenset("ready prepared willing open bound free".split())
_LONGEST_ASIDE = 14


def any_verb(page: Page, i: int, j: int) -> int | None:
    """The first verb between two tokens."""
    return next((k for k in range(i, j) if page.tags[k].startswith(("VB", "MD"))), None)


def modal_in(page: Page, i: int, j: int) -> int | None:
    """The first word of a promise or a plan (*would*, *is to*, *is ready to*)."""
    for k in range(i, j):
        if page.words[k] in MODALS:
            return k
        being = lemma(page.words[k]) == "be" and k + 1 < j
        if being and (page.words[k + 1] == "to" or page.words[k + 1] in _READY):
            return k
    return None


def negated_in(page: Page, i: int, j: int) -> bool:
    """Whether the words between two tokens deny something."""
    return any(
        page.words[k] in ("not", "n't", "no", "never", "cannot", "nothing", "nobody", "neither")
        for k in range(i, j)
    )


def clause_start(page: Page, i: int, k: int) -> int:
    """Where the clause that ends at k begins: after the last break that leaves it some words."""
    start = i
    for m in range(i, k - 1):
        word = page.words[m]
        if word in _BREAKS or (word == ":" and m + 1 < k):
            start = m + 1
        elif word == "," and page.words[m + 1] in (
            "and",
            "but",
            "while",
            "whereas",
            "although",
        ):
            if any_verb(page, m + 2, k) is not None or _adverb_only(page, m + 2, k):
                start = m + 2
        elif word in ("while", "whereas", "although") and any_verb(page, m + 1, k) is not None:
            start = m + 1
    return start


def _adverb_only(page: Page, i: int, k: int) -> bool:
    """*…, and entirely once …*: a stage of what stands before."""
    return 0 < k - i <= 4 and not any(page.tags[m].startswith("NNP") for m in range(i, k))


def clause_end(page: Page, i: int, j: int) -> int:
    """Where the clause that begins at i ends: at a break, or at a comma after its verb."""
    verb = any_verb(page, i, j)
    depth_odd = sum(page.tags[k] == '"' for k in range(i, j)) % 2 == 1
    for k in range(i + 1, j):
        word = page.words[k]
        if word in _BREAKS or (page.tags[k] == '"' and depth_odd):
            return k
        if verb is None or k <= verb:
            continue
        if word == "," and not _list_goes_on(page, k, j):
            return k
        if word in _CONTRAST and page.words[k - 1] == ",":
            return k - 1
    return j


def _list_goes_on(page: Page, comma: int, j: int) -> bool:
    """*10,000 crates, fruit and rice*: a noun and *and* soon after, with no verb between."""
    for k in range(comma + 1, min(j, comma + 7)):
        if page.tags[k].startswith(("VB", "MD")) or page.words[k] in (
            ",",
            "he",
            "she",
            "it",
        ):
            return False
        if page.words[k] == "and":
            return k > comma + 1
    return False


def main_after(page: Page, comma: int, j: int) -> Range:
    """The main clause after a fronted one, past a speaker between commas (*, she said,*)."""
    start = comma + 1
    for k in range(start, min(j, start + _LONGEST_ASIDE)):
        if page.words[k] == "," and any(
            page.tags[m].startswith("VB") and lemma(page.words[m]) in cues()
            for m in range(start, k)
        ):
            if modal_in(page, start, k) is None:
                start = k + 1
            break
    return start, clause_end(page, start, j)


def joined(page: Page, i: int, j: int) -> list[Range]:
    """A condition of two clauses (*A stops and the road is opened*) as its clauses."""
    for k in range(i + 2, j - 2):
        if page.words[k] != "and" or any_verb(page, i, k) is None:
            continue
        verb = next(
            (m for m in range(k + 2, j) if page.tags[m] in ("VBZ", "VBP", "VBD", "MD")),
            None,
        )
        first = page.tags[k + 1]
        if verb is None or not first.startswith(("DT", "NN", "PRP")) or "," in page.words[k:verb]:
            continue
        return [(i, k), (k + 1, j)]
    return [(i, j)]
