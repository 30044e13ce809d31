"""Catalogs: PO files, and how far what is in them can be trusted."""
