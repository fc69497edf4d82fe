"""What the words of a content show of the speaker's stance: a threat, a demand, a condition.

Pure functions over the words and tags of one content; `parley.reading.acts` decides with them.

Examples (in our own words)
---------------------------
``He said the drivers would block the port unless they were paid.``  a threat
``She said members wanted a longer truce.``                          a demand
``Only after the count, he said, would Norland sign.``               a precondition
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parley.reading.lexicon import lemma

__all__ = [
    "conditions",
    "counters",
    "deed",
    "punishes",
    "refuses",
    "suggests",
    "threatens",
    "wants",
]

_HARM = frozenset(
    """kill attack strike walk bomb execute shut close quit resign block boycott occupy stop halt
    fire respond retaliate answer sue blockade spread leave withhold cut suspend retreat picket
    impose shell storm seize down punish escalate disrupt paralyse paralyze""".split()
)
_CEASING = frozenset("stop halt suspend cut cease end".split())
_HOSTILE = frozenset(
    """attack attacks raid raids shelling bombing bombardment fire strike strikes airstrikes
    offensive operations advance hostilities blockade boycott embargo tariff tariffs duties duty
    sanctions curfew siege expulsions arrests drilling enrichment patrols overflights""".split()
)
_MODALS = frozenset(("will", "would", "'ll", "’ll", "shall"))
_NO = frozenset(("not", "n't", "never", "no", "nothing", "nobody", "none"))
_HEADS = (("only", "if"), ("only", "after"), ("only", "when"), ("only", "once"), ("not", "until"),
          ("provided", "that"), ("on", "condition"))  # fmt: skip


def threatens(words: Sequence[str], *, own: bool, warned: bool) -> bool:
    """Whether the speaker's side would do harm, or does what it warns of.

    Examples
    --------
    >>> threatens("they will block the port unless they are paid".split(), own=True, warned=False)
    True
    >>> threatens("they will study the plan".split(), own=True, warned=False)
    False
    >>> threatens("it will sue unless the duty goes".split(), own=True, warned=False)
    True
    >>> threatens("it will halt its raids if the town is left".split(), own=True, warned=False)
    False
    """
    modal = next((n for n, word in enumerate(words[:14]) if word in _MODALS), None)
    if modal is None or _NO & set(words[modal : modal + 3]):
        return False
    bases = [lemma(word) for word in words[modal + 1 : modal + 5]]
    harm = bool(_HARM & set(bases)) and not _relents(words, modal)
    held = bool({"if", "unless", "until"} & set(words[modal:]))
    if own and (warned or "unless" in words[modal:]):
        return True
    if "strike" in words[:modal] and "unless" in words:
        return True
    return own and harm and held


def _relents(words: Sequence[str], modal: int) -> bool:
    """*will suspend the shelling*: an end of harm is none."""
    verb = next((lemma(w) for w in words[modal + 1 : modal + 3] if not w.endswith("ly")), "")
    return verb in _CEASING and bool(_HOSTILE & set(words[modal + 2 : modal + 7]))


_PUNISHED = frozenset(
    """dismissed fired sacked punished arrested prosecuted replaced expelled evicted suspended fined
    jailed disciplined deported struck barred charged""".split()
)
_DISOBEY = frozenset("fail fails failing refuse refuses refusing".split())


def punishes(words: Sequence[str]) -> bool:
    """Whether those who do not do something are to be punished for it.

    Examples
    --------
    >>> punishes("teachers who do not return by Monday will be dismissed".split())
    True
    >>> punishes("teachers who were ill will be replaced".split())
    False
    """
    who = next((n for n, word in enumerate(words[:8]) if word in ("who", "that")), None)
    after = (
        (who + 1)
        if who is not None
        else next((n for n, word in enumerate(words[:5]) if word in _DISOBEY), len(words))
    )
    shirks = bool({"not", "n't"} & set(words[after + 1 : after + 3])) or (
        after < len(words) and words[after] in _DISOBEY
    )
    modal = next((n for n in range(after, len(words)) if words[n] in _MODALS), None)
    if not shirks or modal is None:
        return False
    ahead = words[modal + 1 : modal + 5]
    loses = ahead[:1] == ["lose"] or tuple(ahead[:1]) in (("lose",), ("face",), ("forfeit",))
    return loses or bool("be" in ahead and _PUNISHED & set(ahead))


def wants(words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether somebody is said to want or need something.

    Examples
    --------
    >>> wants("members wanted a longer truce".split(), "NNS VBD DT JJR NN".split())
    True
    >>> wants("the data demand infringes the law".split(), "DT NNS NN VBZ DT NN".split())
    False
    """
    return any(
        lemma(word) in ("want", "demand") and tag.startswith("VB")
        for word, tag in zip(words[:4], tags, strict=False)
    )


def suggests(words: Sequence[str], tags: Sequence[str], cue: str) -> bool:
    """Whether it is suggested that somebody do something, in the subjunctive.

    Examples
    --------
    >>> suggests("the fee be paid".split(), "DT NN VB VBN".split(), "suggest")
    True
    >>> suggests("the fee is too high".split(), "DT NN VBZ RB JJ".split(), "suggest")
    False
    """
    if cue not in ("suggest", "recommend"):
        return False
    verb = next((n for n, tag in enumerate(tags) if tag.startswith(("VB", "MD"))), None)
    return verb is not None and verb > 0 and (tags[verb] == "VB" or words[verb] == "should")


def refuses(words: Sequence[str], tags: Sequence[str], *, own: bool) -> bool:
    """Whether the speaker's side will not do something, or says that there will be none of it.

    Examples
    --------
    >>> refuses("there would be no deal".split(), "EX MD VB DT NN".split(), own=False)
    True
    """
    if tuple(words[:1]) == ("there",) and words[1:2] and words[1] in _MODALS:
        return "no" in words[2:4]
    for n in range(1, min(6, len(words) - 1)):
        if words[n] in ("not", "n't", "never") and words[n - 1] in _MODALS:
            return own and tags[n + 1] == "VB" and lemma(words[n + 1]) != "be"
    return False


def conditions(words: Sequence[str]) -> bool:
    """Whether something may come only after something else.

    Examples
    --------
    >>> conditions("nothing would move until the complaint was withdrawn".split())
    True
    >>> conditions("the talks went on until midnight".split())
    False
    """
    pairs = set(pairwise(words))
    modal = bool((_MODALS | {"could", "can", "may", "must"}) & set(words))
    if any(head in pairs for head in _HEADS):
        return modal
    if "until" in words:
        return (modal and bool(_NO & set(words[: words.index("until")]))) or words[0] == "until"
    return modal and any(a != "at" and b == "once" for a, b in pairwise(words[1:]))


_PACTS = frozenset(
    """truce ceasefire cease-fire pause agreement accord deal pact deadline halt mandate contract
    armistice""".split()
)
_TALKS = frozenset(
    "talks negotiations strike action hostilities fighting dialogue contacts".split()
)
_HANDED = frozenset(
    """hostages captives prisoners detainees soldiers bodies aid food fuel weapons arms troops
    forces sanctions tariffs blockade people""".split()
)
_DEEDS: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    ("extend", frozenset("extend prolong renew".split()), _PACTS),
    ("suspend", frozenset("suspend halt postpone freeze interrupt".split()), _TALKS | _PACTS),
    ("resume", frozenset("resume restart reopen".split()), _TALKS | {"work", "shipments"}),
    ("mediate", frozenset("mediate broker".split()), frozenset()),
    ("verify", frozenset("verify inspect monitor".split()), frozenset()),
    ("deliver", frozenset("release free withdraw lift deliver return".split()), _HANDED),
)


def deed(words: Sequence[str]) -> str | None:
    """What is said to be done to a pact, to talks or to what was promised.

    Examples
    --------
    >>> deed("the front would extend the truce by a week".split())
    'extend'
    >>> deed("the talks were long".split()) is None
    True
    """
    bases = [lemma(word) for word in words]
    for name, verbs, objects in _DEEDS:
        at = next((n for n, base in enumerate(bases) if base in verbs), None)
        near = set(words[max(0, at - 6) : at + 8]) if at is not None else set()
        if at is not None and (not objects or objects & near):
            return name
    return None


def counters(words: Sequence[str], cue: str) -> bool:
    """Whether an offer answers another one.

    Examples
    --------
    >>> counters("five gates instead".split(), "offer"), counters("five gates".split(), "offer")
    (True, False)
    """
    return (
        cue == "counter"
        or "instead" in words
        or any(word.startswith("counter-") or word == "counterproposal" for word in words)
    )
