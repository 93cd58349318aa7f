"""How the office is put on AWS, and how it runs on one machine."""
