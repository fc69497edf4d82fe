from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model import Figure
from parley.reading.figures import find_figures
from parley.reading.times import find_timexes
from tests.reading.prepared import prepared


def figures(text: str) -> tuple[Figure, ...]:
    sentences, tokens = prepared(text)
    return find_figures(text, sentences, tokens, find_timexes(text, sentences, tokens, None))


def words(text: str, figure: Figure) -> str:
    return text[figure.span.start : figure.span.end]


# text, words, comparator, value, low, high, unit
ONE: list[
    tuple[str, str, str, float | None, float | None, float | None, str | None]
] = [
    # hedges before
    ("They hold around 40 men.", "around 40 men", "approx", 40, None, None, "people"),
    ("They hold some 900 men.", "some 900 men", "approx", 900, None, None, "people"),
    ("It holds nearly 140 men.", "nearly 140 men", "approx", 140, None, None, "people"),
    ("It holds an estimated 12 men.", "an estimated 12 men", "approx", 12, None, None, "people"),
    ("They hold over 100 men.", "over 100 men", "gt", 100, 100, None, "people"),
    ("They hold more than 120 men.", "more than 120 men", "gt", 120, 120, None, "people"),
    ("They hold at least 33 men.", "at least 33 men", "ge", 33, 33, None, "people"),
    ("They hold no fewer than 33 men.", "no fewer than 33 men", "ge", 33, 33, None, "people"),
    ("They hold fewer than 50 men.", "fewer than 50 men", "lt", 50, None, 50, "people"),
    ("They hold under 50 men.", "under 50 men", "lt", 50, None, 50, "people"),
    ("They hold up to 60 men.", "up to 60 men", "le", 60, None, 60, "people"),
    ("They hold as many as 60 men.", "as many as 60 men", "le", 60, None, 60, "people"),
    ("They hold no more than 60 men.", "no more than 60 men", "le", 60, None, 60, "people"),
    ("They hold at least some 60 men.", "at least some 60 men", "ge", 60, 60, None, "people"),
    # hedges behind
    ("They hold 40 or more men.", "40 or more men", "ge", 40, 40, None, "people"),
    ("They hold 40 men or so.", "40 men or so", "approx", 40, None, None, "people"),
    # none
    ("They freed 240 men.", "240 men", "eq", 240, 240, 240, "people"),
    # no size
    ("They hold several dozen men.", "several dozen men", "vague", None, 36, None, "people"),
    ("They hold thousands of men.", "thousands of men", "vague", None, 2000, None, "people"),
    ("Tens of thousands of men ran.", "Tens of thousands of men", "vague", None, 2e4, None,
     "people"),
    ("A number of men were hurt.", "A number of men", "vague", None, 2, None, "people"),
    ("Dozens of trucks entered.", "Dozens of trucks", "vague", None, 24, None, "trucks"),
    ("Thousands fled.", "Thousands", "vague", None, 2000, None, "people"),
    ("They want all hostages home.", "all hostages", "all", None, None, None, "people"),
    ("Every hostage must go home.", "Every hostage", "all", None, None, None, "people"),
    # ranges
    ("They hold between 10 and 20 men.", "between 10 and 20 men", "range", None, 10, 20, "people"),
    ("They hold 10 to 20 men.", "10 to 20 men", "range", None, 10, 20, "people"),
    ("They hold 10-20 men.", "10-20 men", "range", None, 10, 20, "people"),
    ("They hold three or four men.", "three or four men", "range", None, 3, 4, "people"),
    ("It costs 2 to 3 million euros.", "2 to 3 million euros", "range", None, 2e6, 3e6, "EUR"),
    # numbers in words
    ("Two dozen men left.", "Two dozen men", "eq", 24, 24, 24, "people"),
    ("Seven million commuters wait.", "Seven million commuters", "eq", 7e6, 7e6, 7e6, "people"),
    ("Twenty-four villages burnt.", "Twenty-four villages", "eq", 24, 24, 24, "villages"),
    ("One hostage was freed.", "One hostage", "eq", 1, 1, 1, "people"),
    ("Half of the workers left.", "Half of the workers", "eq", 50, 50, 50, "percent"),
    ("Not a single truck crossed.", "Not a single truck", "eq", 0, 0, 0, "trucks"),
    ("At least one shell fell.", "At least one shell", "ge", 1, 1, None, "shells"),
    ("The lake must rise by at least a metre.", "at least a metre", "ge", 1, 1, None, "m"),
    ("It has several hundred \"ghosts\".", "several hundred \"ghosts", "vague", None, 300, None,
     "ghosts"),
    ("A large number of men left.", "A large number of men", "vague", None, None, None, "people"),
    # parts and odds
    ("They cut the quota by a quarter.", "a quarter", "eq", 25, 25, 25, "percent"),
    ("A tenth of the plums rot.", "A tenth of the plums", "eq", 10, 10, 10, "percent"),
    ("Two-fifths of the seats are theirs.", "Two-fifths of the seats", "eq", 40, 40, 40, "percent"),
    ("They want a quarter more.", "a quarter more", "eq", 25, 25, 25, "percent"),
    ("At least half of it must go.", "At least half of it", "ge", 50, 50, None, "percent"),
    ("One in four homes is dark.", "One in four", "eq", 25, 25, 25, "percent"),
    ("They say 9 out of 10 people agree.", "9 out of 10", "eq", 90, 90, 90, "percent"),
    ("Prices rose more than tenfold.", "more than tenfold", "gt", 10, 10, None, "times"),
    # ranges with a hedge
    ("It has between about 400 and 450 men.", "between about 400 and 450 men", "range", None, 400,
     450, "people"),
    ("It has between 10 and perhaps 20 men.", "between 10 and perhaps 20 men", "range", None, 10,
     20, "people"),
    # who speaks is counted too, joined numbers, all of a kind
    ("Two officials said so.", "Two officials", "eq", 2, 2, 2, "people"),
    ("A 20-point plan was read.", "20-point", "eq", 20, 20, 20, "points"),
    ("A 46-nation bloc met.", "46-nation", "eq", 46, 46, 46, "states"),
    ("A group of 46 states met.", "46 states", "eq", 46, 46, 46, "states"),
    ("All flights were called off.", "All flights", "all", None, None, None, "flights"),
    ("Every last guest must go home.", "Every last guest", "all", None, None, None, "people"),
    # money
    ("It asked for C$5 million.", "C$5 million", "eq", 5e6, 5e6, 5e6, "CAD"),
    ("It asked for US$40bn.", "US$40bn", "eq", 4e10, 4e10, 4e10, "USD"),
    ("It asked for about EUR 35 billion.", "about EUR 35 billion", "approx", 35e9, None, None,
     "EUR"),
    ("It asked for €640 million.", "€640 million", "eq", 64e7, 64e7, 64e7, "EUR"),
    ("It asked for a $1.2-billion loan.", "$1.2-billion", "eq", 12e8, 12e8, 12e8, "USD"),
    ("It asked for 5 million Swiss francs.", "5 million Swiss francs", "eq", 5e6, 5e6, 5e6, "CHF"),
    ("The levy is Rs 400.", "Rs 400", "eq", 400, 400, 400, "Rs"),
    ("A clan asks 90 crowns.", "90 crowns", "eq", 90, 90, 90, "crowns"),
    # units
    ("Unions want an 8.6 percent raise.", "8.6 percent", "eq", 8.6, 8.6, 8.6, "percent"),
    ("Pay rises by more than 7%.", "more than 7%", "gt", 7, 7, None, "percent"),
    ("It offered about $86.", "about $86", "approx", 86, None, None, "USD"),
    ("It offered 630 rand.", "630 rand", "eq", 630, 630, 630, "ZAR"),
    ("It offered £5m.", "£5m", "eq", 5e6, 5e6, 5e6, "GBP"),
    ("It offered $1.2 billion in aid.", "$1.2 billion", "eq", 1.2e9, 1.2e9, 1.2e9, "USD"),
    ("Up to 600 trucks a day will enter.", "Up to 600 trucks", "le", 600, None, 600, "trucks"),
    ("They sent 50 tonnes of flour.", "50 tonnes of flour", "eq", 50, 50, 50, "tonnes"),
    ("The army withdrew 12 kilometers.", "12 kilometers", "eq", 12, 12, 12, "km"),
    ("Nine East African states met.", "Nine East African states", "eq", 9, 9, 9, "states"),
    ("A 15-member panel met.", "15-member", "eq", 15, 15, 15, "people"),
    ("The toll rose to at least 104.", "at least 104", "ge", 104, 104, None, "people"),
]  # fmt: skip


@pytest.mark.parametrize("row", ONE, ids=[row[0] for row in ONE])
def test_one_figure_in_a_sentence(
    row: tuple[str, str, str, float | None, float | None, float | None, str | None],
) -> None:
    text, span, comparator, value, low, high, unit = row
    (found,) = figures(text)
    assert words(text, found) == span
    assert found.comparator == comparator
    assert (found.value, found.low, found.high) == (value, low, high)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "of", "basis"),
    [
        ("They freed 40 hostages.", "people held", "freed"),
        ("Over 100 hostages held in Norland wait.", "people held in Norland", "held"),
        ("More than 12 captives are believed to remain in Gaza.", "people held in Gaza", "held"),
        ("They hold 30 Palestinian prisoners.", "Palestinians held", "held"),
        ("They hold thousands of Palestinians.", "Palestinians held", "held"),
        ("Some 20,000 Palestinians were killed.", "Palestinians killed", "killed"),
        ("Shelling killed 12 farmers.", "farmers killed", "killed"),
        ("They were accused of murdering 12 farmers.", "farmers killed", "killed"),
        ("It shelters 140,000 displaced Palestinians.", "Palestinians displaced", "displaced"),
        ("Two million people have been displaced.", "people displaced", "displaced"),
        ("Raids left 90 dead.", "people killed", "killed"),
        ("Raids left 90 wounded.", "people injured", "injured"),
        ("In exchange for freeing 240 Israelis it left.", "Israelis", "freed"),
        ("Raids killed 12 terrorists.", "people killed", "killed"),
        ("It represents 900 members of the civil service.", "members of the civil service", None),
        ("Raids by 12 soldiers went on.", "soldiers", None),
        ("It wants 8 percent of the seats.", "seats", None),
        ("It offered $86 for a housing allowance.", "housing allowance", None),
        ("The release of 33 women and children is asked.", "women and children", "freed"),
        ("Twelve people killed a guard.", "people", None),
    ],
)
def test_what_is_counted_in_neutral_words(text: str, of: str, basis: str | None) -> None:
    found = figures(text)[0]
    assert (found.of, found.basis) == (of, basis)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met for the first time.",
        "Phase two of the deal follows Resolution 1701 and Article 5.",
        "On October 7, 2023, at 5 p.m., it began.",
        "It lasted more than 20 years.",
        "Smith, 45, refused.",
        "A 30-year-old driver refused.",
        "One of them refused.",
        "One official said so; the two diplomats agreed.",
        "Several sources said so.",
        "The vote was 56-44.",
        "All parties agreed.",
        "Every sitting was missed.",
        "Boeing 737 jets left from Gate 12.",
        "They live at 10 Downing Street.",
        "COP30 drew the G20 and the Group of 77.",
        "Bill 96 amends Decree 1143.",
        "They met for a third round.",
        "The team won 3 to 1.",
        "The second half of the match was dull.",
        "Neither of the two governments replied.",
        "The three parties agreed.",
        "The Group of Seven met.",
        "The war of 9/11 began.",
        "It was not at all a deal.",
        "In 2015 they signed the 2015 deal.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert [words(text, f) for f in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 30,000 Kenyans and 1,400 Chadians were killed.",
            [("approx", 30000, None, "killed"), ("eq", 1400, None, "killed")],
        ),
        (
            "Gunmen killed 20 people and wounded 40.",
            [("eq", 20, 20, "killed"), ("eq", 40, 40, "injured")],
        ),
        (
            "No more than 12 of the 33 hostages are alive.",
            [("le", 12, None, "held"), ("eq", 33, 33, "held")],
        ),
        (
            "Shelling killed 82 people, including at least 30 in Norland.",
            [("eq", 82, 82, "killed"), ("ge", 30, 30, "killed")],
        ),
        (
            "About half of the 9,000 fighters left.",
            [("approx", 50, None, None), ("eq", 9000, 9000, None)],
        ),
        ("Pay rises from 5 to 8 percent.", [("eq", 5, 5, None), ("eq", 8, 8, None)]),
        (
            "They want 33 hostages, including all women and children, released.",
            [("eq", 33, 33, "freed"), ("all", None, None, "freed")],
        ),
    ],
)
def test_figures_that_stand_together(
    text: str, expected: list[tuple[str, float | None, float | None, str | None]]
) -> None:
    found = figures(text)
    assert [(f.comparator, f.value, f.low, f.basis) for f in found] == expected
    assert [f.id for f in found] == [f"f{n + 1}" for n in range(len(found))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By 61 votes to 14 they refused.", [(61, "votes"), (14, "votes")]),
        ("They voted 61 to 14 for it.", [(61, "votes"), (14, "votes")]),
        ("Only 58 deputies came; 61 were needed.", [(58, "people"), (61, "people")]),
        ("It wants six boats rather than four.", [(6, "boats"), (4, "boats")]),
        ("Twenty lorries left; last week it was four.", [(20, "lorries"), (4, "lorries")]),
        ("They ask 50 buses a day, up from 30.", [(50, "buses"), (30, "buses")]),
        ("They are paid for each shift over eight.", [(8, None)]),
        ("Some 70 of 120 seats are theirs.", [(70, "seats"), (120, "seats")]),
        ("Twelve out of 33 hostages are ill.", [(12, "people"), (33, "people")]),
        ("The firm puts the number at 300.", [(300, None)]),
        ("Two million of the state's 10 million people left.", [(2e6, "people"), (1e7, "people")]),
        ("Only half its 12 mines work.", [(50, "percent"), (12, "mines")]),
    ],
)
def test_a_number_without_a_noun_takes_up_a_count(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [(f.value, f.unit) for f in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("It asks 50 trucks a day.", "per day"),
        ("It asks $30 a month.", "per month"),
        ("The fee is 90 crowns a tonne a day.", "per tonne per day"),
        ("They pay $25 per person.", "per person"),
        ("They pay 900 euros each.", "each"),
        ("They pay a lump sum of 900 euros.", "lump sum"),
        ("They pay a one-time bonus of 900 euros.", "lump sum"),
        ("Pay rises by 12 percent in total.", "in total"),
        ("It lends at 5 percent interest, compounded yearly.", "compounded"),
        ("It lends at 5 percent simple interest.", "simple"),
        ("It carries 900 daily passengers.", "per day"),
        ("They want an annual rise of 3 percent.", "per year"),
        ("They pay 900 euros.", None),
    ],
)
def test_how_an_amount_is_meant(text: str, basis: str | None) -> None:
    assert [f.quantity_basis for f in figures(text)] == [basis]


def test_the_reach_of_a_hedge_is_left_open() -> None:
    found = figures("Some 20 women, 30 men and 12 children are held; 9 others left.")
    assert [f.hedge_open for f in found] == [False, True, True, False]


def test_those_who_are_cited_are_told_apart() -> None:
    found = figures("According to two diplomats familiar with it, 40 men were freed.")
    assert [f.basis for f in found] == ["cited", "freed"]


@pytest.mark.parametrize(
    "text",
    [
        "They handed over 40 captives.",
        "There were talks about three islands.",
        "A dispute over two islands went on.",
    ],
)
def test_a_preposition_is_no_hedge(text: str) -> None:
    assert [f.hedge_span for f in figures(text)] in ([None], [])


def test_spans_of_number_hedge_and_noun() -> None:
    text = "It shelters an estimated 140,000 displaced Palestinians."
    (found,) = figures(text)
    assert words(text, found) == "an estimated 140,000 displaced Palestinians"
    assert text[found.number_span.start : found.number_span.end] == "140,000"
    assert found.hedge_span is not None
    assert text[found.hedge_span.start : found.hedge_span.end] == "estimated"
    assert found.of_span is not None
    assert text[found.of_span.start : found.of_span.end] == "displaced Palestinians"


@pytest.mark.parametrize(
    ("ours", "theirs"), [("Palestinian", "Israeli"), ("Ugandan", "Kenyan"), ("Thai", "Greek")]
)
def test_swapping_peoples_swaps_only_their_names(ours: str, theirs: str) -> None:
    frame = "Some 12 {0}s and 30 {1}s were killed; {0} forces hold 40 {1} prisoners."
    a, b = figures(frame.format(ours, theirs)), figures(frame.format(theirs, ours))
    strip = [(f.comparator, f.value, f.unit, f.basis) for f in a]
    assert strip == [(f.comparator, f.value, f.unit, f.basis) for f in b]
    swapped = [
        (f.of or "").replace(ours, "*").replace(theirs, ours).replace("*", theirs) for f in a
    ]
    assert swapped == [f.of for f in b]


@given(st.text(max_size=120))
def test_any_text_gives_figures_inside_it(text: str) -> None:
    _check(text, figures(text))


WORDS = st.sampled_from(
    """around more than at least up to between and 10 2,000 1.5 $5 half a dozen dozens of the
    thousands hostages Palestinians Palestinian prisoners all every remaining women children ,
    from percent % million - – or so killed were held in Gaza including by 20-member one two
    several few number trucks released over . no of's (PIJ) Israel 3rd Monday week a votes
    against one in three third quarter by C $2 EUR Rs each fold tenfold not single "ghost was it
    rather""".split(" ")
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_run_of_figure_words_gives_figures_inside_it(text: str) -> None:
    _check(text, figures(text))


def _check(text: str, found: tuple[Figure, ...]) -> None:
    for n, figure in enumerate(found, start=1):
        assert figure.id == f"f{n}"
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.number_span in figure.span
        assert figure.hedge_span is None or figure.hedge_span in figure.span
        if figure.comparator in ("vague", "all", "range"):
            assert figure.value is None
        else:
            assert figure.value is not None
        bounds = [b for b in (figure.low, figure.value, figure.high) if b is not None]
        assert bounds == sorted(bounds)
    for one, following in pairwise(found):
        assert one.span.end <= following.span.start
