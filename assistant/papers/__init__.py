"""Papers to print, sign and file: what an answer rests on, quizzes and how they went."""
