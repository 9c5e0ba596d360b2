"""The library: which documents there are."""
