"""A text split and tagged, as the finders take it."""

from __future__ import annotations

from parley.model import Sentence, Token
from parley.reading.tagging import tag
from parley.reading.text import split_sentences, tokenize


def prepared(text: str) -> tuple[list[Sentence], list[Token]]:
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for span, paragraph, number in split_sentences(text):
        tagged = tag(tokenize(text, span.start, span.end))
        first = len(tokens)
        tokens += tagged
        sentences.append(Sentence(span, paragraph, number, first, len(tokens)))
    return sentences, tokens
