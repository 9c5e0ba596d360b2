"""Strings, numbers, dates and sentences: a leaf that imports nothing of ours."""
