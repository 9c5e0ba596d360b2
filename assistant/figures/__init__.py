"""The ledger of figures: every quantified statement of a clause, as a row."""
