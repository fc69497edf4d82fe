"""What this is and its limits, in two lines; or that there is no negotiation in it."""

from __future__ import annotations

from collections.abc import Iterator

from parley.brief.material import Material
from parley.brief.report import Report
from parley.brief.tree import Ground, Inline, Line, Para, Section
from parley.brief.words import base, flow, line, listed

ORDER = 10
KEY = "about"
_ROOM = 33  # what 80 columns leave for a name, an outlet and two quotations


def section(material: Material) -> Section:
    """Name the sources, what is not known of them, and how places are written."""
    if not material.telling:
        return Section(KEY, "", (Para((_no_negotiation(material),)),))
    lines = [_source(material, report) for report in material.reports]
    first = material.reports[0]
    prefix = "" if first.alone else f"{first.key} "
    lines.append(
        line(
            f"[{prefix}3.2] = paragraph 3, sentence 2. Says who says what, not what is true.",
            ground=Ground(rule="the limits of every brief"),
        )
    )
    return Section(KEY, "", (Para(tuple(lines)),))


def _no_negotiation(material: Material) -> Line:
    names = [base(report.reading.document.name) for report in material.reports]
    return line(
        "No offer, demand, refusal, condition or meeting between parties was found in "
        f"{listed(names, 'or')}.",
        ground=Ground(rule="a text without a negotiation gets one sentence"),
    )


def _source(material: Material, report: Report) -> Line:
    document = report.reading.document
    parts: list[str | tuple[Inline, ...]] = [f"{report.key} = {base(document.name)}:"]
    parts.append(f"{document.publisher or 'no outlet stated'},")
    if document.published:
        assumed = " (assumed)" if document.published_assumed else ""
        parts.append(f"{document.published}{assumed}.")
    else:
        parts.extend(_undated(report))
    if not report.reading.negotiation and not material.rests_on(report.key):
        parts.append("No negotiation was found in it.")
    return line(*parts, ground=Ground(rule="the source as it was read"))


def _undated(report: Report) -> Iterator[str | tuple[Inline, ...]]:
    """Say that there is no date, and which time words stay open for want of one."""
    loose = [t for t in report.reading.timexes if t.value is None or t.why]
    quotes = dict.fromkeys(report.quote(timex.span) for timex in loose)
    words = list({quote.words.casefold(): quote for quote in quotes}.values())[:2]
    room = (
        _ROOM
        - len(base(report.reading.document.name))
        - len(report.reading.document.publisher or "")
    )
    if sum(len(quote.words) + 4 for quote in words) > room:
        words = words[:1]
    yield "undated ("
    for n, quote in enumerate(words, 1):
        yield flow(quote)
        yield "open:" if n == len(words) else ","
    yield "give --published)."
