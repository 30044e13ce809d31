"""Catalogs, languages and editions: what is said in each language, and how sure we are of it."""
