"""What is asked of an office and what it can give: capacity plans and counts, with no personal data."""
