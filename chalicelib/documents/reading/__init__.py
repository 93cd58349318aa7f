"""Reading a picture of a document: finding it, turning it, judging its legibility, recognising its text."""
