"""Practice by oneself: what went wrong comes again."""
