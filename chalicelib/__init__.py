"""Tanpa Antre: one room per thing a public service office does; see docs/architecture.md."""
