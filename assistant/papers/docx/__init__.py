"""A sheet as DOCX: real styles, page numbers, the fonts it needs embedded."""
