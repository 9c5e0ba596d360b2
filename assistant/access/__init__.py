"""Who may use the service, and what was asked of it: one SQLite file beside the library."""
