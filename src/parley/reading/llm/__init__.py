"""A language model as a second reader: off unless the user names an endpoint and a model.

The same records as the rules give, under a reader's name of their own (``llm:<model>``), so that
the two are two annotators. A model is asked for words and never for places: see `anchor`. Of all
Parley, only `client` opens a connection, to the endpoint that the user named.
"""

from __future__ import annotations
