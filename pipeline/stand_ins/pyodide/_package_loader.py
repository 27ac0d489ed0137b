"""There are no packages to install: only what Pyodide's start asks of this module."""

from site import getsitepackages

# Not used here: a memory image is only taken where the first JavaScript objects stand in the order Pyodide knows.
from pyodide_js import loadedPackages  # noqa: F401


class Place:
    """A path. The start asks for its text by __str__, which a str would not have on the JavaScript side."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Place(getsitepackages()[0])
DSO_DIR = Place("/usr/lib")


def init_loaded_packages() -> None:
    """There are none."""
