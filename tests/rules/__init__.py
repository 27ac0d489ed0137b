"""The aids, in this process."""
