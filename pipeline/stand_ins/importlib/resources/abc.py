"""No package here has data files to read. importlib.abc passes on whatever __all__ names."""

__all__: list[str] = []
