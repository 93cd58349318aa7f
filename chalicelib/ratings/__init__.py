"""How content citizens were: the nine elements of the survey, asked a few at a time, and the index they make."""
