"""The emblem of the European Union with its statement: drawn by its description, worded by the Union."""
