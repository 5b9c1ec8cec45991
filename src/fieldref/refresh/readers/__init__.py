"""Read official files, one module a format, to facts with their places; nothing is compared."""
