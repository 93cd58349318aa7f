"""The table ``visits``: the tickets and counters of a day. The only place that spells its keys."""

from chalicelib.visits.store.days import Days

__all__ = ["Days"]
