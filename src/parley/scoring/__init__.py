"""How good a reading is: layer by layer against what careful people marked, never one mean."""

from parley.scoring.files import GoldFile, load_gold, places_of_texts
from parley.scoring.form import faults
from parley.scoring.found import marks_of
from parley.scoring.gold import annotation
from parley.scoring.intervals import intervals
from parley.scoring.layers import LAYERS, Layer, layers_named
from parley.scoring.listing import Slip, slips
from parley.scoring.marks import KINDS, Annotation
from parley.scoring.score import Score, agreement, pairs, pooled, score

__all__ = [
    "KINDS",
    "LAYERS",
    "Annotation",
    "GoldFile",
    "Layer",
    "Score",
    "Slip",
    "agreement",
    "annotation",
    "faults",
    "intervals",
    "layers_named",
    "load_gold",
    "marks_of",
    "pairs",
    "places_of_texts",
    "pooled",
    "score",
    "slips",
]
