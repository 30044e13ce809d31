"""Publishing: artifacts staged beside the output, kept where nothing changed, swapped in one step."""
