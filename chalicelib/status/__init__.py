"""One look-up over everything that has a reference."""
