"""What an author writes in a text of a question: CommonMark, with tables, pictures, code and math, turned into HTML and plain text."""
