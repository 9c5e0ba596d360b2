"""How good written answers are: real runs with a language model, beside two other ways."""
