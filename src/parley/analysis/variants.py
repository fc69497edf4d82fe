"""Which solution concepts are asked for, with which keywords, and whether they are defined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parley.analysis.concepts import Concept, concepts
from parley.analysis.setting import Setting
from parley.case.shape import did_you_mean
from parley.errors import LimitError, NotSupportedError, UsageError

__all__ = ["checked", "defined", "fitting", "known"]


def known(name: Any) -> Concept:
    """Return the concept of this name.

    Raises
    ------
    UsageError
        There is none; the sentence lists those that there are.
    """
    there = concepts()
    if not isinstance(name, str) or name not in there:
        raise UsageError(
            f"no solution concept is named {name!r}; there are {', '.join(there)}"
            f"{_hint(name, there)}"
        )
    return there[name]


def _hint(name: Any, there: Iterable[str]) -> str:
    if isinstance(name, str) and name.casefold() in ("cnash", "cgmr", "csmr", "cseq"):
        return "; what parties would do together is judged by parley stability --coalitions"
    return did_you_mean(str(name), there)


def checked(
    concept: Concept, variants: Mapping[str, Any], parties: Sequence[str]
) -> dict[str, str | int]:
    """Return all of a concept's keywords, those that are not given with their defaults.

    Parameters
    ----------
    concept : Concept
    variants : mapping
        The keywords given; a number may be written as text.
    parties : sequence of str
        What a keyword takes that names a party.

    Raises
    ------
    UsageError
        For a keyword or value that it does not take, and a party that has to be named and is not.

    Examples
    --------
    >>> checked(concepts()["nash"], {}, ["a", "b"])
    {'strength': 'none'}
    """
    for keyword in variants:
        if keyword not in concept.variants:
            has = ", ".join(concept.variants) or "none"
            raise UsageError(f"{concept.name} has no variant keyword {keyword!r}; it has {has}")
    full: dict[str, str | int] = {}
    for keyword, listed in concept.variants.items():
        allowed = listed or tuple(parties)
        if keyword not in variants:
            if not listed:
                raise UsageError(
                    f"{concept.name} needs {keyword}=, one of {', '.join(map(str, allowed))}"
                )
            full[keyword] = listed[0]
            continue
        value = variants[keyword]
        found = [one for one in allowed if str(one) == str(value)]
        if not found:
            numbers = [one for one in allowed if isinstance(one, int)]
            values = ", ".join(map(str, sorted(numbers) or allowed))
            raise UsageError(f"{keyword} of {concept.name} is one of {values}, not {value!r}")
        full[keyword] = found[0]
    return full


def defined(concept: Concept, setting: Setting) -> None:
    """Refuse a concept where it is not defined, or would take too much.

    Raises
    ------
    NotSupportedError, LimitError
        With a sentence that says why.
    """
    try:
        why = concept.undefined(setting)
    except LimitError as error:
        raise LimitError(f"{concept.name}: {error}") from None
    if why:
        raise NotSupportedError(f"{concept.name}: {why}")


def fitting(
    setting: Setting, variants: Mapping[str, Any] | None = None
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Tell the concepts that are defined for a conflict from those that are not.

    Parameters
    ----------
    setting : Setting
    variants : mapping, optional
        Keywords; a concept that does not take them is left out.

    Returns
    -------
    names : tuple of str
    left_out : dict of str to str
        Name → why, in words that may stand after the name.

    Raises
    ------
    UsageError
        For a keyword that no concept takes, and a value that a concept does not take.
    """
    given = dict(variants or {})
    takes = {keyword for concept in concepts().values() for keyword in concept.variants}
    for keyword in given:
        if keyword not in takes:
            raise UsageError(f"no concept has the variant keyword {keyword!r}; {_there(takes)}")
    names, left_out = [], {}
    for name, concept in concepts().items():
        why = _why_not(concept, setting, given)
        if why:
            left_out[name] = why
        else:
            checked(concept, given, setting.parties)
            names.append(name)
    return tuple(names), left_out


def _why_not(concept: Concept, setting: Setting, given: Mapping[str, Any]) -> str:
    try:
        why = concept.undefined(setting)
    except LimitError as error:
        return str(error)
    lacking = [keyword for keyword, values in concept.variants.items() if not values]
    for keyword in given:
        if not why and keyword not in concept.variants:
            why = f"no keyword {keyword}"
    for keyword in lacking:
        if not why and keyword not in given:
            why = f"say {keyword}=, one of {', '.join(setting.parties)}"
    return why


def _there(keywords: set[str]) -> str:
    return f"there are {', '.join(sorted(keywords))}"
