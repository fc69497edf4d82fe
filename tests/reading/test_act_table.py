"""The fixed table of acts: which speech acts each finer act may have."""

from __future__ import annotations

from parley.model import ACTS, SPEECH_ACTS, SPEECH_ACTS_OF

SPEECH = "report reject demand offer accept threaten accuse deny estimate belief assert".split()
FINER = """offer counter_offer accept demand precondition reject withdraw_offer concede
    signal_readiness threaten accuse_breach deny_breach meet mediate extend suspend resume deliver
    verify comment""".split()


def test_both_lists_are_those_of_the_schema() -> None:
    assert sorted(SPEECH_ACTS) == sorted(SPEECH)
    assert sorted(ACTS) == sorted(FINER)


def test_every_act_has_its_row_and_no_other() -> None:
    assert set(SPEECH_ACTS_OF) == set(ACTS)
    for act, allowed in SPEECH_ACTS_OF.items():
        assert allowed, act
        assert set(allowed) <= set(SPEECH_ACTS), act
        assert len(set(allowed)) == len(allowed), act


def test_an_act_that_has_its_name_from_a_speech_act_is_that_one() -> None:
    for act in ("offer", "demand", "reject", "accept", "threaten"):
        assert SPEECH_ACTS_OF[act] == (act,)
    assert SPEECH_ACTS_OF["accuse_breach"] == ("accuse",)
    assert SPEECH_ACTS_OF["deny_breach"] == ("deny",)


def test_a_comment_may_be_any() -> None:
    assert set(SPEECH_ACTS_OF["comment"]) == set(SPEECH_ACTS)


def test_the_table_cannot_be_changed_by_mistake() -> None:
    assert all(isinstance(allowed, tuple) for allowed in SPEECH_ACTS_OF.values())
