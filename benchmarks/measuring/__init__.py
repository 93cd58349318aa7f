"""What the benchmarks measure with: a city of its own, counted calls, fresh processes, tables of figures."""
