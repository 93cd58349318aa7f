"""One command per figure that the README or docs claim: `make bench-booking`, `make bench-cold-start`."""
