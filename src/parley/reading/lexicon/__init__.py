"""Words that the rules know, as data: one file a kind, read once."""

from parley.reading.lexicon.verbs import BASE_VERBS, VERB_FORMS, lemma

__all__ = ["BASE_VERBS", "VERB_FORMS", "lemma"]
