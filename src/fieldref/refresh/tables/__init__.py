"""The tables that files tell of: how a row of each is found among ours, compared and said."""
