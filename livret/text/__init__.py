"""Prose: Markdown to blocks, once for all languages, and inline sources to nodes, once for each."""
