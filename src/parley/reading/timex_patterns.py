"""Patterns of time expressions, each with the words that it may start with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from parley.model import Timex
from parley.reading.numbers import SPELLED, SPELLED_WORDS

__all__ = ["FIRST_WORDS", "MONTHS", "PATTERNS", "WEEKDAYS", "Answer", "Found", "Kind", "Raw"]

MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug
            september sept sep|october oct|november nov|december dec""".replace("\n", "|").split(
                "|"
            ),
            start=1,
        )
        for name in names.split()
    }
)
WEEKDAYS = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            "monday tuesday wednesday thursday friday saturday sunday".split(), start=1
        )
    }
)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_POD = r"(?:morning|afternoon|evening|night|noon|midnight)"
_PART_OF = rf"(?P<part>(?:[Tt]he )?(?:[Ee]arly |[Ll]ate )?(?:hours|[Mm]orning|{_POD}) of )"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d| percent| per cent)"
_YEAR = r"(?:(?:19|20)\d\d)(?![\w]|[.,]\d)"
_UNIT = r"(?:minute|hour|day|week|fortnight|month|year|decade)s?"
_COUNT = (
    rf"(?:\d+(?:[.,]\d+)?|{SPELLED}|an?|several|a few|a couple of|many|a dozen|dozens of"
    r"|a hundred|one hundred|hundreds of)"
)
_HEDGE = (
    r"(?:(?:(?:more|less|fewer|no more|no less) than|at least|at most|up to|about|around|nearly"
    r"|almost|some|roughly|approximately|just over|over|under|an estimated) )?"
)
_DIRECTION = r"(?:this past|this coming|last|next|this|past|coming)"
_WHEN = r"(?:(?:early|earlier|late|later|mid|sometime)[- ])"
_EDGE = r"(?:the )?(?:end|beginning|start|middle|rest) of "
_REL = r"(?P<rel>last|this|next)"
_KIND_OF_DAY = r"(?:working|business|consecutive|calendar|full|more|additional|further|straight)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"

# A blank in a pattern is any white space. Word borders are added at both ends.
_SOURCES: dict[str, tuple[str, bool]] = {  # name: (pattern, whether case counts)
    "iso": (r"(?P<y>\d{4})-(?P<m>0\d|1[0-2])-(?P<d>[0-2]\d|3[01])", True),
    "day": (
        rf"(?:{_PART_OF}|(?:[Tt]he ))?(?:{_WEEKDAY},? (?:the )?)?"
        rf"(?:(?P<mon>{_MONTH}) (?P<d>{_DAY})(?: ?[-–] ?(?P<to>{_DAY}))?"
        rf"|(?P<d2>{_DAY})(?: ?[-–] ?(?P<to2>{_DAY}))? (?:of )?(?P<mon2>{_MONTH}))"
        rf"(?:,? (?P<y>{_YEAR})| {_REL} year)?",
        True,
    ),
    "month": (
        rf"(?P<when>(?i:{_WHEN}|{_EDGE}))?(?:(?P<dir>(?i:{_DIRECTION})) )?(?P<mon>{_MONTH})"
        rf"(?:(?: of|,)? (?P<y>{_YEAR})| (?:of )?{_REL} year)?",
        True,
    ),
    "weekday": (
        rf"{_PART_OF}?(?:(?P<when>(?i:early|earlier|late|later)) (?:on )?)?"
        rf"(?:(?P<dir>(?i:{_DIRECTION})) )?(?P<wd>{_WEEKDAY})(?P<many>s)?"
        rf"(?: (?P<pod>{_POD}))?(?: (?:of )?{_REL} week)?",
        True,
    ),
    "dayword": (
        rf"(?P<when>{_WHEN})?(?:(?P<word>today|yesterday|tomorrow)(?: (?P<pod>{_POD}))?"
        r"|(?P<night>tonight|last night|overnight)|this (?P<this>morning|afternoon|evening))",
        False,
    ),
    "unit": (
        rf"(?:{_WHEN}|{_EDGE})?(?:the )?"
        r"(?P<dir>this coming|last|next|this|past|coming|same|previous|following)"
        rf" (?P<unit>weekend|week|month|year|quarter|decade|century|day|{_SEASON})",
        False,
    ),
    "edge": (
        rf"{_EDGE}the (?P<unit>day|week|month|year|decade)|(?:the )?(?P<weekend>weekend)"
        r"|(?P<yearend>(?:the )?year[- ]end|(?:the )?year['’]s end)",
        False,
    ),
    "ago": (
        rf"(?:{_HEDGE}(?P<n>{_COUNT}) )?(?P<unit>{_UNIT}) (?P<way>ago|earlier|later|from now)",
        False,
    ),
    "span": (
        rf"(?:the )?(?P<dir>last|past|next|coming|recent)(?: (?P<n>{_COUNT}|few))?"
        rf" (?P<unit>{_UNIT})",
        False,
    ),
    "half": (
        rf"{_HEDGE}(?:(?P<n>{_COUNT}) and a half (?P<unit>{_UNIT})"
        rf"|an? (?P<unit2>{_UNIT}) and a half|half an? (?P<unit3>{_UNIT}))",
        False,
    ),
    "duration": (
        rf"{_HEDGE}(?P<n>{_COUNT})[- ](?:{_KIND_OF_DAY} )?(?P<unit>{_UNIT})"
        r"(?P<tail>[- ]long|[- ]old)?",
        False,
    ),
    "nights": (
        rf"{_HEDGE}(?P<n>\d+|{SPELLED}|several|a few|a couple of)[- ](?:{_KIND_OF_DAY} )?"
        rf"(?P<unit>nights)|{_HEDGE}(?P<n2>\d+|{SPELLED}|several)[- ]{_KIND_OF_DAY} quarters",
        False,
    ),
    "within": (
        r"the (?:first |second |third |fourth |fifth )?(?P<unit>hour|week|month|year)",
        False,
    ),
    "partday": (
        r"(?:(?P<same>the same|that) (?P<part>morning|afternoon|evening|night|day)"
        r"|(?P<mid>mid[- ](?:morning|afternoon))|the (?P<the>morning|afternoon|evening)"
        r"|(?P<dawn>dawn|dusk|daybreak|nightfall))",
        False,
    ),
    "hourday": (
        rf"(?P<h>{SPELLED}|\d\d?)(?: o['’]clock)?"
        r" (?:this (?P<this>morning|afternoon|evening)|in the (?P<pod>morning|afternoon|evening))"
        rf"|(?P<h2>{SPELLED}|\d\d?) o['’]clock",
        False,
    ),
    "nth": (r"the (?P<d>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))", False),
    "long": (rf"(?P<unit>{_UNIT})-?(?:long|old)", False),
    "bare": (r"(?P<unit>minutes|hours|days|weeks|months|years|decades)", False),
    "set": (
        rf"(?:each|every) (?:(?P<n>other|{_COUNT}) )?"
        rf"(?:(?P<unit>{_UNIT})|(?P<wd>{_WEEKDAY})|(?P<pod>{_POD})|(?P<season>{_SEASON}))"
        rf"|per (?P<unit2>{_UNIT})"
        r"|(?P<adverb>daily|hourly|nightly|weekly|monthly|yearly|annual|annually)",
        False,
    ),
    "season": (
        rf"(?:the )?{_WHEN}?(?:(?P<season>{_SEASON})(?: of)? (?P<y>{_YEAR})"
        rf"|(?P<q>first|second|third|fourth) quarter of (?P<y2>{_YEAR}))",
        False,
    ),
    "seasonal": (rf"(?P<when>{_WHEN})?(?P<the>the )?(?P<season>{_SEASON})", False),
    "decade": (rf"(?:the )?{_WHEN}?(?P<y>(?:19|20)\d0)['’]?s", False),
    "year": (rf"(?P<when>{_WHEN}|{_EDGE})?(?P<y>{_YEAR})", False),
    "clock": (
        r"(?P<h>\d\d?)(?:[:.](?P<min>[0-5]\d))? ?(?P<half>[ap])\.?m\.?"
        r"|(?P<h2>\d\d?):(?P<min2>[0-5]\d)"
        r"|(?P<h3>[0-2]\d)(?P<min3>[0-5]\d) (?:GMT|UTC)|(?P<noon>noon|midnight)",
        False,
    ),
    "holiday": (
        r"(?P<holiday>Christmas(?: (?:Day|Eve))?|New Year['’]s (?:Day|Eve)|Ramadan|Easter|Passover"
        r"|Eid(?: al-(?:Fitr|Adha))?)",
        True,
    ),
    "ref": (
        r"(?P<now>currently|presently|at present|at the moment)"
        r"|(?P<future>in the near future|a (?:later|future) date)|(?P<then>by then)",
        False,
    ),
}  # fmt: skip


def _compiled(source: str, case: bool) -> re.Pattern[str]:
    blanks = source.replace("[- ]", r"(?:-|\s+)").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?:{blanks})(?!\w)", 0 if case else re.IGNORECASE)


PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {name: _compiled(source, case) for name, (source, case) in _SOURCES.items()}
)
"""Pattern by name. Where several match at one place the longest is taken, then the first here."""

_STARTERS = (
    ("iso day ago half duration decade year clock", "#"),  # any digit
    ("ago half duration", "several many hundreds dozens more less fewer no up about around nearly"),
    ("ago half duration", "almost some roughly approximately just over under a an at"),
    ("ago half duration", " ".join(SPELLED_WORDS)),
    ("half", "half"),
    ("nights", "more less fewer no up about around nearly almost some roughly approximately just"),
    ("nights", "over under a at several " + " ".join(SPELLED_WORDS)),
    ("nights hourday", "#"),
    ("hourday", " ".join(SPELLED_WORDS)),
    ("partday within nth seasonal", "the"),
    ("partday", "that mid dawn dusk daybreak nightfall"),
    ("seasonal", "early late mid spring summer autumn fall winter"),
    ("day month", " ".join(MONTHS)),
    ("day weekday", " ".join(WEEKDAYS)),
    ("weekday", "s ".join(WEEKDAYS) + "s"),
    ("day month weekday unit edge span season decade year ago half duration", "the"),
    ("day month weekday dayword unit season decade year", "early earlier late later mid sometime"),
    ("day weekday", "hours morning afternoon evening night noon midnight"),
    ("clock", "noon midnight"),
    ("month weekday dayword unit span", "last next this past coming recent"),
    ("unit", "same previous following"),
    ("month unit edge year", "end beginning start middle rest"),
    ("dayword", "today yesterday tomorrow tonight overnight"),
    ("edge", "weekend year"),
    ("ago long bare", "minute minutes hour hours day days week weeks fortnight fortnights"),
    ("ago long bare", "month months year years decade decades"),
    ("long", "daylong weeklong monthlong yearlong hourlong"),
    ("set", "each every per daily hourly nightly weekly monthly yearly annual annually"),
    ("season", "spring summer autumn fall winter"),
    ("holiday", "christmas new ramadan easter passover eid"),
    ("ref", "currently presently at in a by"),
)


def _first_words() -> dict[str, tuple[str, ...]]:
    """Turn the table round; pattern names keep the order of `PATTERNS`."""
    named: dict[str, set[str]] = {}
    for names, words in _STARTERS:
        for word in words.split():
            named.setdefault(word, set()).update(names.split())
    return {w: tuple(n for n in PATTERNS if n in names) for w, names in named.items()}


FIRST_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(_first_words())
"""Names of the patterns that may start with a word (lower case; ``#`` for a digit)."""

Kind = Literal["DATE", "DURATION", "SET", "TIME"]


@dataclass(frozen=True, slots=True)
class Found:
    """A match of one pattern, with what its surroundings say."""

    name: str
    match: re.Match[str]
    ahead: bool = False
    """Its clause looks ahead."""
    rate: bool = False
    """It says how often (*40 trucks a day*)."""

    def __getitem__(self, group: str) -> str:
        """The words of a group, blanks made single; empty where it did not match."""
        return " ".join((self.match.group(group) or "").split())


class Answer(NamedTuple):
    """What `parley.model.Timex` keeps."""

    type: Kind
    value: str | None
    anchor: str | None = None
    why: str | None = None
    onward: Callable[[str], str | None] | None = None
    """Reckons the value from that of a time told before; None where no such time is needed."""


class Raw(NamedTuple):
    """A time found, before it is tied to others."""

    timex: Timex
    sentence: int
    onward: Callable[[str], str | None] | None = None
    ahead: bool = False
    """Its clause looks ahead."""
