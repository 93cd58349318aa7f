"""Slots, places, bookings and their guards, and the one writer of slot plans."""
