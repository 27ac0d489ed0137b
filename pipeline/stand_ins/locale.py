"""Nothing here depends on a place; calendar imports this for classes that nobody uses."""
