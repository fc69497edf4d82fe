"""The definition that a certificate is checked by, in words: it has to state just that."""

from __future__ import annotations

from parley.model.certificate import RULES, Certificate, rule_of
from parley.model.certificate_group import GroupCertificate
from parley.model.certificates import AheadCertificate, AnyCertificate, SimCertificate

__all__ = ["AHEAD", "GROUP", "SIM", "TURNS", "definition_of", "group_definition"]

SIM = (
    "improvements that the others, some or all of them, could make from the same state are added "
    "to the party's own, option by option; it is deterred where one such combination leaves it no "
    "better off than at the start; a combination that is no feasible state is {infeasible}"
)
_INFEASIBLE = {"ignored": "ignored", "no_move": "taken for no move at all, which deters"}
_TURN = (
    "the two move in turn, the party first, at most {most}, each to where the rest ends best for "
    "it, and stay where that is no better than staying; ties broken at each place of the tree of "
    "moves in any way"
)
AHEAD = {
    "limited_move": _TURN,
    "non_myopic": _TURN + "; the party stays with every number of moves from some one on",
    "stackelberg": _TURN + "; two where it leads, one where it follows",
}
_GAIN = {
    "strict": "the coalition gains where every member is better off than before",
    "pareto": "the coalition gains where no member is worse off than before and one is better off",
}
_REACH = "; it reaches what legal sequences of its members' moves lead to, nobody twice in a row"
GROUP = {
    "cnash": "; no gain can be reached",
    "cgmr": "; replies are legal sequences of the others' moves; one deters where its end is no "
    "gain over the start",
    "csmr": "; replies are legal sequences of the others' moves; one deters where neither its end "
    "nor anything that the coalition can reach from there is a gain over the start",
    "cseq": "; each step of a reply is made by some coalition of the others, which reaches and "
    "gains in the same way, {turns}; a reply deters where its end is no gain over the start",
}
TURNS = {
    "not_twice": "the same one not twice in a row",
    "disjoint": "no two in a row with a member in common",
}


def definition_of(given: AnyCertificate) -> str | None:
    """The definition by which a certificate is checked; None where its concept has none."""
    if isinstance(given, Certificate):
        return given.rule.variant if given.concept in RULES else None
    if isinstance(given, SimCertificate):
        return sim_definition(given.infeasible) if given.concept == "sim" else None
    if isinstance(given, AheadCertificate):
        return ahead_definition(given.concept, given.horizon)
    if isinstance(given, GroupCertificate):
        return group_definition(given.concept, given.gain, given.turns)
    return weak_definition(given.concept, given.sequences, given.sanction)


def weak_definition(
    concept: str, sequences: str = "legal", sanction: str = "no_better"
) -> str | None:
    """What weak stability is."""
    if concept not in RULES:
        return None
    plain = rule_of(concept, "none", sequences, sanction).variant
    strong = rule_of(concept, "strong", sequences, sanction).variant
    return f"stable and not strongly; stable: {plain}; strongly: {strong}"


def sim_definition(infeasible: str) -> str:
    """What simultaneous stability is."""
    return SIM.format(infeasible=_INFEASIBLE[infeasible])


def ahead_definition(concept: str, horizon: int | None) -> str | None:
    """What those who look ahead do."""
    if concept not in AHEAD:
        return None
    most = "as many moves in all as are looked at"
    if horizon is not None:
        most = f"{horizon} {'move' if horizon == 1 else 'moves'} in all"
    return AHEAD[concept].format(most=most)


def group_definition(concept: str, gain: str, turns: str = "not_twice") -> str | None:
    """What stability of a coalition is."""
    if concept not in GROUP or gain not in _GAIN or turns not in TURNS:
        return None
    return _GAIN[gain] + _REACH + GROUP[concept].format(turns=TURNS[turns])
