"""Whether a written sentence says what the clauses that it cites say, and nothing else."""
