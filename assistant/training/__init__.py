"""Quiz items made from the documents, each with the clause that it rests on."""
