"""Turns facts and aids into parts of a page. Holds no rule and no fact of its own."""
