"""Files as they come from outside: what they really are, whether they are safe, and their pages as clean pictures."""
