"""The event lexicon: every row is usable, every category is there."""

from __future__ import annotations

import re

from parley.model import ACTS, SPEECH_ACTS
from parley.reading.lexicon.events import by_noun, by_verb, code_of_saying

CATEGORIES = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT INVESTIGATE REQUEST ACCUSE REJECT
    THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT""".split()
)


def test_every_category_has_words() -> None:
    done = {kind.plover for kinds in (*by_verb().values(), *by_noun().values()) for kind in kinds}
    codes = [code_of_saying("say", act, speech) for act in ACTS for speech in SPEECH_ACTS]
    said = {code[0] for code in codes if code is not None}
    assert done | said == CATEGORIES
    assert done - CATEGORIES == set()


def test_codes_are_cameo_codes() -> None:
    for kinds in (*by_verb().values(), *by_noun().values()):
        for kind in kinds:
            assert re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", kind.cameo), kind


def test_a_comment_has_no_code() -> None:
    assert code_of_saying("say", "comment", "assert") is None
    assert code_of_saying("tell", "comment", "report") is None
