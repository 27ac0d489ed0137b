"""One module per aid."""
