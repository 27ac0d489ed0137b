"""The same job on this project's runtime and on others, in one run, in a real browser."""
