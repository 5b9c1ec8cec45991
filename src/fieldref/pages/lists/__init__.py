"""List States, treaties, offices, mandates or sources, filtered."""
