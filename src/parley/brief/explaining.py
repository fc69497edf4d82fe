"""An explanation of one state in plain sentences: who would move where, who would answer how.

No method is named here; where one was asked for, whoever prints this says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from parley.brief.words import count, listed
from parley.model.certificate import RULES, Rule

if TYPE_CHECKING:
    from parley.case import Case
    from parley.model.explanation import Comparison, Explanation, Gain, Hop, Met, View

__all__ = ["CAVEAT", "changes", "sentences", "state_in_words", "title"]

CAVEAT = "All this holds for the case as it is written; what holds is not thereby likely or fair."
Sentence = tuple[int, str]
"""How far it is set in, and what it says."""


def changes(case: Case, before: int, after: int) -> str:
    """Say what changes between two states, as *halt from none to week and aid from no to yes*."""
    old, new = case.states[before], case.states[after]
    return listed(
        (
            f"{_label(case, name)} from {_value(old[name])} to {_value(new[name])}"
            for name in old
            if old[name] != new[name]
        ),
        order=False,
    )


def state_in_words(case: Case, state: int) -> str:
    """Say a state as it differs from the status quo, or value by value where there is none."""
    now = case.status_quo_index
    if now is None:
        values = case.states[state].items()
        return ", ".join(f"{_label(case, name)}: {_value(value)}" for name, value in values)
    if now == state:
        return "things as they are"
    return f"things as they are, but {changes(case, now, state)}"


def sentences(case: Case, explained: Explanation, *, most: int) -> Iterator[Sentence]:
    """Write the explanation, party by party in alphabetical order; a blank line before each."""
    for view in sorted(explained.views, key=lambda view: _name(case, view.party).casefold()):
        yield 0, ""
        yield from _party(case, explained, view, most)
    yield 0, ""
    yield from _ground(case, explained)


def _party(case: Case, explained: Explanation, view: View, most: int) -> Iterator[Sentence]:
    name = _name(case, view.party)
    yield 0, _lead(name, view, explained)
    if view.verdict == "open" and view.known != "nothing":
        yield 2, _certain(view)
    for number, gain in enumerate(view.gains[:most], 1):
        yield 2, f"{number}. {' '.join(_gain(case, explained, name, view, gain))}"
    rest = len(view.gains) - most
    if rest > 0:
        more = f"{count(rest, 'more move')} that it would or might gain by"
        yield 2, f"{more}; --party {view.party} shows {'all' if rest <= 22 else 'more'}."
    if view.open:
        yield 2, "Not known, and it would matter:"
        for one in view.open[:most]:
            yield 4, f"- {_unknown(case, explained.state, one)}"
        if len(view.open) > most:
            yield 4, f"- and {len(view.open) - most} more"


def _lead(name: str, view: View, explained: Explanation) -> str:
    if view.verdict == "no moves":
        return f"{name} can change nothing from here."
    if view.known == "nothing":
        return (
            f"Nothing is known of what {name} prefers, so whether it would leave is not known; it "
            f"could make {count(view.moves, 'move')} from here."
        )
    if view.verdict == "content":
        none = "its one move does not lead" if view.moves == 1 else "none of its moves leads"
        return f"{name} would stay: {none} to anything that it prefers."
    if view.verdict == "open":
        return f"Whether {name} would stay does not follow from what is known, step by step."
    if view.verdict == "leaves":
        standing = sum(1 for gain in view.gains if gain.certain and gain.met is None)
        what = "one gain" if standing == 1 else f"{standing} gains"
        if explained.left != "no better":
            return f"{name} has {what} that nothing {explained.left} than here would follow."
        return f"{name} would leave: it has {what} that nothing takes away."
    if explained.concept is not None:
        much = "" if explained.left == "no better" else f" and leave it {explained.left} off"
        return f"{name} would stay: each of its gains would be met{much}."
    perhaps = "" if all(gain.certain for gain in view.gains) else "perhaps "
    could = f"{name} could {perhaps}gain at once by {_of_its(view)}"
    if view.verdict == "deterred":
        return (
            f"{could}, but others would then gain by moves that leave it no better off than here. "
            "Looking that far ahead, it stays."
        )
    return f"{could}. Others could then leave it no better off than here{_at_a_cost(view)}"


def _at_a_cost(view: View) -> str:
    """What is to be said of replies that are not, or not known to be, a gain to who makes them."""
    kinds = {gain.met.credible for gain in view.gains if gain.met}
    if "no" not in kinds:
        return (
            "; whether they would gain by those moves is not known. It stays for certain only if "
            "it reckons with them all the same."
        )
    but = "but not always" if "yes" in kinds else "but not"
    return (
        f", {but} by moves that they would gain by: it stays only if it reckons with such moves "
        "all the same."
    )


def _of_its(view: View) -> str:
    return "its one move" if view.moves == 1 else f"{len(view.gains)} of its {view.moves} moves"


def _certain(view: View) -> str:
    sure = sum(1 for gain in view.gains if gain.certain)
    worse = view.moves - len(view.gains)
    if not sure and not worse:
        return "Of none of its moves it is certain what it would think."
    if view.moves == 1:
        return "Certain is that its one move would be a gain, at first."
    would = [f"{worse} would bring it nothing better"] if worse else []
    would += [f"{sure} would be a gain, at first"] if sure else []
    return f"Certain is that of its {view.moves} moves {' and '.join(would)}."


def _gain(case: Case, explained: Explanation, name: str, view: View, gain: Gain) -> Iterator[str]:
    does = f"It could change {changes(case, explained.state, gain.to)}"
    if gain.certain:
        yield f"{does}, and would be better off."
    else:
        yield f"{does}; whether it would be better off is not known."
    if gain.met is None:
        yield _stands(name, gain, explained)
        return
    for k, hop in enumerate(gain.met.hops):
        yield _hop(case, hop, first=k == 0, at_once=gain.met.at_once)
    if gain.met.at_once:
        yield _together(case, explained, name, gain.met)
    else:
        yield _end(case, explained, name, view, gain)


def _rule(explained: Explanation) -> Rule | None:
    """Which replies count; None where that is not the question, or any do."""
    return RULES.get(explained.concept or "")


def _stands(name: str, gain: Gain, explained: Explanation) -> str:
    rule = _rule(explained) or Rule("any")
    if explained.concept == "sim":
        why = f"Whatever the others gained by meanwhile, {name} would be better off than here"
        if gain.alone:
            why = "None of the others would gain by a move from here"
    elif rule.moves == "none":
        why = "No answer is looked for"
    elif gain.alone:
        why = "None of the others could move on from there"
        why += " and gain" if rule.moves == "gains" else ""
    else:
        plain = explained.left == "no better"
        still = "still be better off" if plain else f"not be {explained.left} off"
        went = "went from there"
        if rule.moves == "gains":
            went = "went on from there, each step a gain for them"
        why = f"Wherever the others {went}, {name} would {still} than here"
        if explained.concept and rule.escape:
            why += f", or could move on to where it is{'' if plain else ' not'}"
    if gain.certain:
        return f"{why}: nothing deters."
    return f"If it would be, nothing deters: {why[0].lower()}{why[1:]}."


def _hop(case: Case, hop: Hop, *, first: bool, at_once: bool = False) -> str:
    who = _name(case, hop.mover)
    when = "Then" if first else "After that"
    if at_once:
        when = "At the same time" if first else "Besides,"
    does = f"{when} {who} could change "
    does += changes(case, hop.start, hop.to)
    if hop.gains == "yes":
        return f"{does}, and would gain by it."
    if hop.gains == "no":
        return f"{does}, though it would not gain by it."
    return f"{does}; whether it would gain by it is not known."


def _together(case: Case, explained: Explanation, name: str, met: Met) -> str:
    """What moves made at the same time add up to."""
    if met.end is None:
        said = "Together that is no state that the rules allow, which counts as no move"
    elif met.end == explained.state:
        said = "Together that leaves things as they are here"
    else:
        said = f"Together that would change {changes(case, explained.state, met.end)}"
        left = "be no better off than here" if met.certain else "perhaps be better off than here"
        said += f", and {name} would {left}"
    if met.certain and met.credible == "yes":
        return f"{said}. That deters."
    return f"{said}. Whether that deters is not known."


def _end(case: Case, explained: Explanation, name: str, view: View, gain: Gain) -> str:
    met = gain.met
    assert met is not None
    end = met.hops[-1].to
    back = end == explained.state
    if not met.certain:
        off = "better" if explained.left == "no better" else explained.left
        said = f"Whether {name} would then be {off} off than here is not known"
    elif back:
        said = "Things would then be as they are here"
    else:
        said = f"{name} would then be {explained.left} off than here"
    if met.onward is not None:
        if back:
            said += ", and it could begin again"
        else:
            said += f", unless it moved on and changed {changes(case, end, met.onward)}"
    found = _rule(explained)
    rule = None if found is None else found.moves
    if not met.certain or (rule == "gains" and met.credible != "yes"):
        return f"{said}. Whether that deters is not known."
    if met.credible == "yes" or rule is not None:
        further = met.onward is not None and rule is None
        return f"{said}. That deters{' if it looks no further' if further else ''}."
    why = "that bring their makers no gain"
    if met.credible == "unknown":
        why = "whether or not they bring their makers a gain"
    return f"{said}. That deters for certain only if {name} reckons with moves {why}."


def _unknown(case: Case, here: int, one: Comparison) -> str:
    who = _name(case, one.party)
    if one.than == here:
        return f"whether {who} would be better off than here with {changes(case, here, one.state)}"
    gain = changes(case, one.than, one.state)
    return f"whether {who} would gain by {gain}, after {changes(case, here, one.than)}"


def _ground(case: Case, explained: Explanation) -> Iterator[Sentence]:
    """On what all of it rests."""
    bases: dict[str, list[str]] = {}
    for view in explained.views:
        known = case.preferences.get(view.party)
        if known is not None and view.known != "nothing":
            bases.setdefault(known.basis, []).append(_name(case, view.party))
    if bases:
        parts = [f"{basis} for {listed(names)}" for basis, names in sorted(bases.items())]
        yield 0, f"What is preferred is, by the case, {listed(parts, order=False)}."
    yield 0, CAVEAT


def _name(case: Case, party: str) -> str:
    return case.parties[party].name


def _label(case: Case, column: str) -> str:
    option, _, switch = column.partition(".")
    known = case.options.get(option)
    label = (known.label if known is not None else None) or option.replace("_", " ")
    return f"{label} ({_name(case, switch)})" if switch else label


def _value(value: str) -> str:
    return value.replace("_", " ")


def title(case: Case, state: int) -> str:
    """The line above an explanation."""
    letters = f" ({case.states.text(state)})" if case.states.yes_no else ""
    return f"State {state}{letters} is {state_in_words(case, state)}."
