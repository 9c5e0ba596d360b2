"""How good the assistant is, measured on questions with known answers."""
