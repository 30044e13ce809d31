"""The shape of the data an author writes in YAML: one pydantic model for each file."""
