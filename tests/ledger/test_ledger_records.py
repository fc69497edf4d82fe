import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ledger.records import dumps, from_plain, loads, to_plain
from parley.model import Compare, Figure, If, Link, Reading, Span, Statement
from tests.ledger.readings import RECORDS, place, readings, strike


@given(readings())
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert loads(Reading, dumps(reading)) == reading


@given(st.one_of(list(RECORDS.values())))
def test_writing_again_gives_the_same_bytes(record: object) -> None:
    text = dumps(record)
    assert dumps(loads(type(record), text)) == text


def test_spans_are_pairs_and_every_field_is_named() -> None:
    plain = to_plain(strike().timexes[0])
    assert list(plain) == ["id", "span", "type", "value", "anchor", "why"]
    assert plain["span"] == [place("Monday").start, place("Monday").end]


def test_a_field_that_an_older_record_lacks_takes_its_default() -> None:
    plain = to_plain(strike().statements[0])
    del plain["rule"]
    assert from_plain(Statement, plain) == strike().statements[0]


def test_an_unknown_field_is_refused_and_named() -> None:
    with pytest.raises(TypeError, match=r"does not know \['mood'\]"):
        from_plain(Link, {"actor": "un", "link": "explicit", "mood": 1})


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        ({"actor": "un", "link": "rumour"}, "expected one of"),
        ({"actor": 7, "link": "explicit"}, "expected str, got 7"),
        ({"link": "explicit"}, r"lacks \['actor'\]"),
        (["un", "explicit"], "expected Link"),
    ],
)
def test_what_does_not_fit_is_refused(plain: object, why: str) -> None:
    with pytest.raises(TypeError, match=why):
        from_plain(Link, plain)


def test_a_text_where_a_tuple_belongs_is_not_split_into_letters() -> None:
    wrong = Statement("s1", Span(0, 1), "report", "comment", (), to="un")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a tuple, got 'un'"):
        dumps(wrong)


def test_a_whole_number_in_a_measure_is_one_number_in_one_form() -> None:
    a, b = (Figure("f1", Span(0, 2), Span(0, 2), "eq", value) for value in (40, 40.0))
    assert dumps(a) == dumps(b)
    assert json.loads(dumps(a))["value"] == 40


def test_a_union_of_records_is_not_kept() -> None:
    with pytest.raises(TypeError, match="keeps no union"):
        dumps(If(Compare("a", "=", "yes"), Compare("b", "=", "no")))
