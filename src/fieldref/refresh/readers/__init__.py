"""One module a format: what a file holds, as facts with their places, never compared with ours."""
