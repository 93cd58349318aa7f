"""Which category a complaint's text is about, suggested from examples; an officer or the citizen decides.

The file beside this is made by `make train-complaints` (docs/decisions/complaint-model.md).
"""

from chalicelib.complaints.model.suggestion import Guess, Suggestion, suggest

__all__ = ["Guess", "Suggestion", "suggest"]
