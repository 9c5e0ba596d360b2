"""From clauses to a verified answer."""
