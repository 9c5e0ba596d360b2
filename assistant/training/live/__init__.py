"""Live sessions: a trainer before a room, phones that answer."""
