"""The table ``cases``: files and their letters."""

from chalicelib.cases.store.cases import CaseStore
from chalicelib.cases.store.letters import LetterStore

__all__ = ["CaseStore", "LetterStore"]
