"""What the fields of a document must be, by themselves, together, and beside what the citizen typed."""
