"""What a model is told: the codebook, neutral and in our own words, and the passage.

The codebook stands in ``codebook.txt``. Whoever changes a word there changes the readings: its
version carries its hash, so that answers to another wording are never taken for answers to this.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

from parley.model import ACTS, SPEECH_ACTS, SPEECH_ACTS_OF
from parley.reading.lexicon.concepts import concepts
from parley.reading.llm.answers import ACTOR_TYPES, EVENT_MODALITIES, FACTUALITY
from parley.reading.llm.plover import event_acts

__all__ = ["SCHEMA_VERSION", "Message", "again", "messages", "prompt_version", "system_prompt"]

Message = dict[str, str]

SCHEMA_VERSION = "neg-gold-0.1"
_NUMBER = 1


@lru_cache(maxsize=1)
def system_prompt() -> str:
    """The codebook, with the lists that the rest of Parley goes by."""
    acts = "\n".join(f"- {act}: {_allowed(SPEECH_ACTS_OF[act])}" for act in ACTS)
    lists = {
        "types": ", ".join(ACTOR_TYPES),
        "speech": ", ".join(SPEECH_ACTS),
        "acts": acts,
        "factuality": ", ".join(FACTUALITY),
        "actions": ", ".join(dict.fromkeys(c.id for c in concepts() if c.id != "other")),
        "events": ", ".join(event_acts()),
        "modalities": ", ".join(EVENT_MODALITIES),
    }
    text = files(__package__).joinpath("codebook.txt").read_text(encoding="utf-8")
    for name, value in lists.items():
        text = text.replace(f"@{name}@", value)
    return text


def _allowed(speech_acts: tuple[str, ...]) -> str:
    return "any" if speech_acts == SPEECH_ACTS else ", ".join(speech_acts)


@lru_cache(maxsize=1)
def prompt_version() -> str:
    """The codebook's number and the beginning of its hash: ``1-5f0c2a9e``."""
    return f"{_NUMBER}-{hashlib.sha256(system_prompt().encode()).hexdigest()[:8]}"


def messages(passage: str, before: str = "") -> tuple[Message, ...]:
    """What is sent for one passage: the codebook, the words before it and the passage itself."""
    shown = f"BEFORE\n<<<\n{before}\n>>>\n\n" if before else ""
    return (
        {"role": "system", "content": system_prompt()},
        {"role": "user", "content": f"{shown}PASSAGE\n<<<\n{passage}\n>>>"},
    )


def again(asked: tuple[Message, ...], answer: str, why: str) -> tuple[Message, ...]:
    """The same, with a broken answer and what was wrong with it."""
    wrong = f"That is no answer that can be read: {why}. Give the whole JSON object again."
    return (
        *asked,
        {"role": "assistant", "content": answer or "(nothing)"},
        {"role": "user", "content": wrong},
    )
