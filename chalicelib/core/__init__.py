"""The furniture every room uses: settings, errors, words, clock, web, table, references, telemetry."""
