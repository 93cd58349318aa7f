"""What other rooms, and this room's own doors, may ask about complaints."""
