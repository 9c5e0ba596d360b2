"""Answers written by a language model: what it is given, and what is made of its words."""
