"""Timed work: the tick reads what is due in each office's own time, a queue carries it, one worker does it."""
