from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.reading.lexicon import gazetteer
from parley.reading.text import tokenize

TYPES = {
    "igo",
    "military",
    "news_organisation",
    "non_state_armed_group",
    "organisation",
    "party",
}


def test_rows_are_alphabetical_and_unique() -> None:
    codes = [c.iso3 for c in gazetteer.countries()]
    assert codes == sorted(set(codes))
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert len(codes) >= 200
    ids = [o.id for o in gazetteer.organisations()]
    assert ids == sorted(set(ids))
    places = [r.name for r in gazetteer.regions()]
    assert places == sorted(set(places))


def test_a_name_means_one_thing() -> None:
    names = [n for c in gazetteer.countries() for n in (c.name, *c.aliases)]
    assert len(names) == len(set(names))
    capitals = [n for c in gazetteer.countries() for n in c.capitals]
    assert len(capitals) == len(set(capitals))
    demonyms = [n for c in gazetteer.countries() for n in c.demonyms]
    assert len(demonyms) == len(set(demonyms))
    orgs = [n for o in gazetteer.organisations() for n in (o.name, *o.aliases)]
    assert len(orgs) == len(set(orgs))
    assert not set(names) & set(orgs)


def test_organisations_have_known_types_and_countries() -> None:
    codes = {c.iso3 for c in gazetteer.countries()}
    for organisation in gazetteer.organisations():
        assert organisation.type in TYPES, organisation
        assert organisation.country is None or organisation.country in codes, organisation
    assert {r.iso3 for r in gazetteer.regions()} - {None} <= codes


@pytest.mark.parametrize(
    ("text", "kind", "key", "n"),
    [
        ("Egypt’s envoy", "country", "EGY", 1),
        ("Egyptian officials", "demonym", "EGY", 1),
        ("Egyptians met", "demonym", "EGY", 1),
        ("Cairo said", "capital", "EGY", 1),
        ("West Jerusalem said", "capital", "ISR", 2),
        ("Khartoum refused", "capital", "SDN", 1),
        ("U.S. envoys", "country", "USA", 1),
        ("United States of America", "country", "USA", 4),
        ("South Korean unions", "demonym", "KOR", 2),
        ("Democratic Republic of the Congo", "country", "COD", 5),
        ("Lord's Resistance Army rebels", "organisation", "lra", 4),
        ("Lord’s Resistance Army rebels", "organisation", "lra", 4),
        ("Kurdistan Workers' Party", "organisation", "pkk", 4),
        ("UN Security Council", "organisation", "un_security_council", 3),
        ("UN officials", "organisation", "un", 1),
        ("Washington Post", "organisation", "washington_post", 2),
        ("Washington said", "capital", "USA", 1),
        ("Palestinian Islamic Jihad", "organisation", "pij", 3),
        ("Palestinian Authority", "organisation", "pa", 2),
        ("Palestinian prisoners", "demonym", "PSE", 1),
        ("Al-Qaeda fighters", "organisation", "al_qaeda", 1),
        ("al Qaeda fighters", "organisation", "al_qaeda", 2),
        ("HAMAS said", "organisation", "hamas", 1),
        ("Gaza Strip", "place", "Gaza Strip", 2),
        ("Gaza residents", "place", "Gaza", 1),
        ("North Darfur", "place", "North Darfur", 2),
        ("Bild am Sonntag wrote", "organisation", "bild_am_sonntag", 3),
        ("South Sudan", "country", "SSD", 2),
    ],
)
def test_longest_match(text: str, kind: str, key: str, n: int) -> None:
    words = [token.text for token in tokenize(text)]
    assert gazetteer.match_at(words, 0) == (kind, key, n)


@pytest.mark.parametrize("text", ["us", "who", "is", "Norland", "un", "cairo", "Who said"])
def test_case_counts(text: str) -> None:
    assert gazetteer.match_at(text.split(), 0) is None


def test_every_listed_name_is_found_whole() -> None:
    for name in (*gazetteer.by_name(), *gazetteer.by_org_name(), *gazetteer.by_demonym()):
        words = [token.text for token in tokenize(name)]
        match = gazetteer.match_at(words, 0)
        assert match is not None, name
        assert match.n_words == len(words), name
    assert gazetteer.by_id()["EGY"].name == "Egypt"
    assert gazetteer.by_capital()["Cairo"].iso3 == "EGY"


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=5))
def test_any_words_give_a_match_inside_or_none(words: list[str]) -> None:
    for i in range(len(words)):
        match = gazetteer.match_at(words, i)
        assert match is None or i + match.n_words <= len(words)
