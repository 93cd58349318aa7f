"""The visit day: check-in, tickets, one queue, counters, the board, and how well waits were foretold."""
