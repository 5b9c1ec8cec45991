"""Compare facts by table: how a row is found among ours, compared and said."""
