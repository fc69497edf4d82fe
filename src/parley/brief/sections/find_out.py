"""Questions to find out."""

from __future__ import annotations

import re
from typing import Any

from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.tree import Line, Para, Section
from parley.brief.words import line

ORDER = 110
KEY = "find_out"
HEADING = "FIND OUT"

_SHOWN = 4


def section(material: Material) -> Section | None:
    """Number the questions that the analysis of a case leaves open, what blocks first."""
    found = material.questions or ()
    lines = tuple(_question(material, n, question) for n, question in enumerate(found, 1))
    return Section(KEY, HEADING, (Para(lines),)) if lines else None


def _question(material: Material, n: int, question: Any) -> Line:
    text = question.text
    for key in sorted(question.about, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", material.case_label(key), text)
    for option in question.options:  # a draft's labels, in the brief's own words
        called = re.escape(material.label_of(option) or option.replace("_", " "))
        written = material.option(option)
        text = re.sub(rf"(?<![\w\"]){called}(?!\w)", written.replace("\\", r"\\"), text)
    ground = material.ground(question.evidence, "what the case leaves open")
    return line(f"{n} {text}", ground=ground, rank=later(n - 1, _SHOWN))
