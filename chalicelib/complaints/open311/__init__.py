"""Open311 GeoReport v2: complaints for programs of others, in the standard's own words, JSON and XML."""
