"""Editions: a site in one language – what it is made of, and the one way in which visitors look at it."""
