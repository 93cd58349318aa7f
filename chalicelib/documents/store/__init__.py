"""Documents in the table ``cases``. The only place that spells their keys."""

from chalicelib.documents.store.papers import Papers

__all__ = ["Papers"]
