"""The theme of a site as an input like all others: what is wrong in its own files, each mistake at its line."""
