"""Officers' routes to complaints: the list by the clock, one of them, every act; for their own office and agency."""

from chalicelib.complaints.desk import acting, ending, figures, looking, proofs  # noqa: F401 - each registers its routes
from chalicelib.complaints.desk.web import web

__all__ = ["web"]
