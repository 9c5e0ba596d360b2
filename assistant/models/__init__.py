"""Local language models: which there are, where they lie, and how to get them."""
