"""Events: meetings, deals made and ended, deliveries, fighting, strikes, and acts of speech.

Each has a PLOVER category. A planned meeting is coded AGREE and a promised release CONCEDE, as
PLOVER does. What is denied, asked for or only supposed is no event.
"""

from parley.reading.events.find import find_events

__all__ = ["find_events"]
