"""Steady Ground's decision aids: rules and facts as data, in standard-library Python.

The same package runs the command line, the tests, the site's build and the reader's browser.
`api` is the one door; everything else is behind it.
"""

__version__ = "0.1.0"
