"""Managers' doors to this room: changes of an office's days, and what they mean for bookings."""
