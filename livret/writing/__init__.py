"""Texts of other programs, made chapters."""
