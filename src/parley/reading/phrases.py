"""The shape of a noun phrase: where its head ends, a list, a name behind an office."""

from __future__ import annotations

from parley.reading.lexicon.words import BODIES, CONNECTIVES, MONTHS, OFFICES, PEOPLE, WEEKDAYS
from parley.reading.page import Range
from parley.reading.reference import References

__all__ = ["Phrases"]

_CUT = frozenset(
    """in at on from of for to with by about after before during since against near between
    who which that whose where interviewed involved familiar close selling waiting standing
    speaking quoted cited based
    representing including holding""".split()
)


class Phrases(References):
    """What phrases on one page look like, before anybody asks whom they speak of.

    Parameters
    ----------
    page : Page
        With named actors and mentions already found.
    """

    def trim(self, i: int, j: int) -> Range:
        """Drop connectives and time words at either end of a phrase."""
        page = self.page
        first = page.timex_in(i, i + 1, "DATE") if i + 1 < j else None
        if first is not None:  # Last week the pilots
            i = min(max(i, page.range(first.span)[1]), j)
        while i < j and (
            page.words[i] in CONNECTIVES
            or page.words[i] in WEEKDAYS | MONTHS
            or page.tags[i] in (",", ".", ":", '"', "CC", "RB", "(")
            or (page.words[i] == "further" and page.tags[i] != "NN")
        ):
            i += 1
        if i + 2 < j and page.words[i] in ("in", "at", "during", "after"):
            subject = next((k for k in range(i + 2, min(j, i + 5)) if page.words[k] == "the"), i)
            i = subject if all(page.tags[k].startswith("NN") for k in range(i + 1, subject)) else i
        while i < j and (
            page.words[j - 1]
            in WEEKDAYS | MONTHS | {"today", "yesterday", "tomorrow", "each", "both"}
            or page.tags[j - 1] in (",", ".", ":", '"', "RB", "EX")
            or (page.words[j - 1] in ("on", "late", "early", "last") and j - 1 > i)
        ):
            j -= 1
        return i, j

    def head_end(self, i: int, j: int) -> int:
        """Where the noun phrase proper ends and its modifiers begin."""
        page = self.page
        skip = i
        for k in range(i + 1, j):
            if k < skip:
                continue
            if page.words[k] == "(" and k + 2 < j and page.words[k + 2] == ")":
                skip = k + 3  # an acronym: the phrase goes on
                if skip >= j:
                    return k
                continue
            if page.words[k] in _CUT and not self.page.inside_name(k):
                return k
            if page.words[k] == "," and self._list_goes_on(k, j):
                continue
            if page.tags[k] in (",", "(", ":") or (
                page.tags[k] in ("VBG", "VBN", "VBD")
                and (page.tags[k - 1].startswith("NN") and page.words[k] not in BODIES)
            ):
                return k
        return j

    def _list_goes_on(self, comma: int, j: int) -> bool:
        """*Norland, Sudland and the League*: names on both sides of a comma, no apposition."""
        page = self.page
        if not any(m.last == comma for m in page.mentions_in(max(0, comma - 9), comma)):
            return False
        for mention in page.mentions_in(comma + 1, j):
            if mention.first <= comma + 3:
                between = page.words[comma + 1 : mention.first]
                after = page.words[mention.last] if mention.last < j else ""
                return set(between) <= {"and", "the"} and after in (",", "and", "")
        return False

    def _titled(self, i: int, head: int) -> str | None:
        """*Trade and Industry Minister Ana Ode*: one person, whatever the office is called."""
        page = self.page
        named = page.mentions_in(i, head)
        if not named or named[-1].last != head or page.actors[named[-1].actor].type != "person":
            return None
        if any(page.words[k] in OFFICES for k in range(i, named[-1].first)):
            return named[-1].actor
        return None

    def _of_state(self, i: int, head: int, j: int) -> str | None:
        """*Secretary of State Ana Ode*: a name behind the rest of its office."""
        page = self.page
        if head >= j or page.words[head] != "of" or page.words[head - 1] not in OFFICES:
            return None
        named = [m for m in page.mentions_in(head, j) if page.actors[m.actor].type == "person"]
        if not named or named[-1].last != j or named[-1].first > head + 4:
            return None
        between = range(head + 1, named[-1].first)
        capitals = all(page.tokens[k].text[0].isupper() for k in between)
        return named[-1].actor if between and capitals else None

    def _coordinated(self, i: int, j: int) -> list[Range]:
        """The members of *X, Y and Z*; the phrase itself where it is no list."""
        page, parts, start = self.page, [], i
        for k in range(i, j):
            if page.words[k] in ("and", ",") and not self.page.inside_name(k) and k > start:
                parts.append((start, k))
                start = k + 1
        parts.append((start, j))
        parts = [(a, b) for a, b in parts if a < b]
        if len(parts) > 1 and not all(self._names_somebody(a, b) for a, b in parts):
            named = [part for part in parts if self.page.mentions_in(*part)]
            company = self.page.words[parts[-1][0]] in ("its", "their", "his", "her")
            return named if company and named[:1] == parts[:1] else [(i, j)]
        return parts

    def _names_somebody(self, a: int, b: int) -> bool:
        return bool(self.page.mentions_in(a, b)) or self.page.words[b - 1] in PEOPLE | OFFICES
