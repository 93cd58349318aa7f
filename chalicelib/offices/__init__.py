"""The offices of the city: what each offers, when it is open, and who can serve what."""
