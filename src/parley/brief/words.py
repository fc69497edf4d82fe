"""Neutral nouns and sentence patterns: everything that a brief says in words of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.brief.tree import At, Ground, Inline, Item, Line, Mark, Quote, Row, Text

__all__ = [
    "ANSWERED",
    "ANSWERS",
    "EQUATES_NOTHING",
    "TIMED",
    "act_label",
    "base",
    "capital",
    "count",
    "flow",
    "issue_label",
    "item",
    "known_issue",
    "line",
    "listed",
    "names_all",
    "row",
    "with_article",
]

EQUATES_NOTHING = (
    "Hostage-taking is unlawful; detention and aid have law of their own. "
    "One table makes nothing equal."
)
"""Printed wherever people are held. Our words for a rule of practice."""

ANSWERS = {
    "accepted": "accepted",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "countered": "answered with other terms",
    "deferred": "put off",
}
"""Reported answers in neutral words."""

ANSWERED = {"withdrawn": "withdrew", "answered with other terms": "answered, with other terms,"}
"""Those of `ANSWERS` that read otherwise between who answered and what: *withdrew an offer*."""

TIMED = frozenset({"halt", "pause", "truce", "ceasefire"})
"""Actions of which a reader wants to know how long they last."""

_ACTS = {
    "halt": "halt",
    "release": "release of people held",
    "aid": "aid",
    "talks": "talks",
    "withdraw": "withdrawal",
    "pay": "payment",
    "end_siege": "lifting of restrictions",
}

_NAMED = frozenset({"withdrawal", "strike", "disarmament", "sanctions", "tariffs"} | _ACTS.keys())
"""Acts whose neutral names say no more than a text does that speaks of them."""

_COUNTABLE = frozenset({"halt", "withdrawal", "payment", "meeting", "strike", "vote", "ceasefire"})

_NO_SPACE_BEFORE = tuple(".,;:)?!]")
_NO_SPACE_AFTER = tuple("([ \n")


def listed(
    names: Iterable[str], last: str = "and", *, order: bool = True, limit: int | None = None
) -> str:
    """Join names as a sentence does, each once, in alphabetical order without their article.

    Parameters
    ----------
    names : iterable of str
    last : str
        What stands before the last one.
    order : bool
        False keeps the order given, for what has one of its own.
    limit : int, optional
        How many are named; of the rest only the number is.

    Examples
    --------
    >>> listed(["Hamas", "Egypt", "Hamas"]), listed(["b", "a", "c"])
    ('Egypt and Hamas', 'a, b and c')
    """
    unique = list(dict.fromkeys(names))
    if order:
        unique.sort(key=lambda name: (name.casefold().removeprefix("the "), name))
    if limit is not None and len(unique) > limit:
        unique = [*unique[:limit], f"{len(unique) - limit} more"]
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} {last} {unique[-1]}"


def count(n: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "line"), count(3, "line")
    ('1 line', '3 lines')
    """
    return f"{n} {one if n == 1 else many or one + 's'}"


def base(name: str) -> str:
    """Name a file without its folders; standard input is ``-``.

    Examples
    --------
    >>> base("reports/monday.txt"), base("-")
    ('monday.txt', '-')
    """
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def capital(text: str) -> str:
    """Begin a sentence: the first letter large, the rest as it is; a name of its own spelling too.

    Examples
    --------
    >>> capital("report A"), capital("i24NEWS said")
    ('Report A', 'i24NEWS said')
    """
    first = text.partition(" ")[0]
    own = any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return text if own else text[:1].upper() + text[1:]


def act_label(action: str) -> str:
    """Name an act of the lexicon neutrally; one that is not listed keeps its own plain name."""
    return _ACTS.get(action, action.replace("_", " "))


def names_all(action: str) -> bool:
    """Whether a neutral name can stand for a text's words; for an act of no concept it cannot.

    Examples
    --------
    >>> names_all("halt"), names_all("finance"), names_all("other")
    (True, False, False)
    """
    return action in _NAMED


def known_issue(issue: str) -> bool:
    """Whether `issue_label` has words of its own for this issue."""
    return issue in _ACTS or issue.startswith(("freed_from_", "freed_by_"))


def issue_label(issue: str, names: Sequence[tuple[str, str]] = ()) -> str:
    """Name an issue neutrally.

    Parameters
    ----------
    issue : str
        As a reading or case writes it: ``halt``, ``freed_from_gaza``, ``freed_by_israel``.
    names : sequence of (slug, name)
        How places and actors are written.

    Examples
    --------
    >>> issue_label("freed_from_gaza", [("gaza", "Gaza")])
    'release of people held in Gaza'
    >>> issue_label("freed_by_israel"), issue_label("aid")
    ('release of people held by Israel', 'aid')
    """
    known = dict(names)
    for prefix, pattern in (
        ("freed_from_", "release of people held in {}"),
        ("freed_by_", "release of people held by {}"),
    ):
        if issue.startswith(prefix):
            slug = issue.removeprefix(prefix)
            return pattern.format(known.get(slug) or slug.replace("_", " ").title())
    return act_label(issue)


def with_article(label: str) -> str:
    """Put the article before a neutral name that a sentence needs one for.

    Examples
    --------
    >>> with_article("halt"), with_article("aid"), with_article("release of people held in Gaza")
    ('a halt', 'aid', 'the release of people held in Gaza')
    """
    if label.startswith("release of"):
        return f"the {label}"
    return f"a {label}" if label.split(" ")[0] in _COUNTABLE else label


def flow(*parts: Inline | str | Sequence[Inline]) -> tuple[Inline, ...]:
    """Run parts together with a space wherever a reader expects one.

    Examples
    --------
    >>> flow("Gives:", "a halt", ".")
    (Text(words='Gives: a halt.'),)
    """
    flat: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            flat.append(Text(part))
        elif isinstance(part, (Text, Quote, At, Mark)):
            flat.append(part)
        else:
            flat.extend(part)
    out: list[Inline] = []
    for part in flat:
        if (isinstance(part, Text) and not part.words) or (
            isinstance(part, At) and not part.places
        ):
            continue
        space = bool(out) and not _starts_close(part) and not _ends_open(out[-1])
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(f"{out[-1].words}{' ' * space}{part.words}")
        elif space and isinstance(part, Text):
            out.append(Text(f" {part.words}"))
        elif space and isinstance(out[-1], Text):
            out[-1] = Text(f"{out[-1].words} ")
            out.append(part)
        elif space:
            out.extend((Text(" "), part))
        else:
            out.append(part)
    return tuple(out)


def _starts_close(part: Inline) -> bool:
    return isinstance(part, Text) and part.words.startswith((*_NO_SPACE_BEFORE, " "))


def _ends_open(part: Inline) -> bool:
    return isinstance(part, Text) and part.words.endswith(_NO_SPACE_AFTER)


def line(
    *parts: Inline | str | Sequence[Inline], ground: Ground, rank: int = 0, start: bool = True
) -> Line:
    """Write one sentence.

    Parameters
    ----------
    *parts : Inline, str or sequence of Inline
    ground : Ground
    rank : int
    start : bool
        Begin with a capital letter; False for what stands in a list or begins with a file's name.
    """
    run = flow(*parts)
    if start and run and isinstance(run[0], Text):
        run = (Text(capital(run[0].words)), *run[1:])
    return Line(run, ground, rank)


def item(label: str | Sequence[Inline], *lines: Line, rank: int = 0) -> Item:
    """Set sentences behind a label."""
    return Item(flow(label), lines, rank)


def row(*cells: str | Inline | Sequence[Inline], ground: Ground, rank: int = 0) -> Row:
    """Write one row of a table."""
    return Row(tuple(flow(cell) for cell in cells), ground, rank)
