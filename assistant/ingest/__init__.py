"""From published files to clean documents and their clauses."""
