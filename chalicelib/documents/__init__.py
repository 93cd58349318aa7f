"""Documents checked before the visit: uploaded, read by machine, mended by the citizen, decided by an officer."""
