"""What can be carried away: a language or a booklet in one file, as a book, as a folder for a stick, and the page that lists them."""
