"""Encoding: one function for each sink, so that no text reaches it unescaped."""
