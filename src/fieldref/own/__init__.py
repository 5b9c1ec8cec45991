"""Files of one's own: made from templates, imported from address books, written whole or not."""
