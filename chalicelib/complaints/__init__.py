"""Complaints, wishes and questions: taken day and night, on a clock that is right, closed when the citizen agrees."""
