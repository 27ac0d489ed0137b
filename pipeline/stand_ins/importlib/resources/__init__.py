"""No package here has data files to read."""
