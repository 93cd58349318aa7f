"""Specimens of documents, drawn: of invented people only, each marked as what it is."""
