"""asyncio without sockets, streams, subprocesses and event loops of its own: Pyodide brings its loop."""

from importlib import import_module
from typing import Any

PARTS = "coroutines events exceptions futures locks queues runners tasks timeouts".split()

__all__: list[str] = ["DefaultEventLoopPolicy"]

_parts: dict[str, Any] = {name: import_module(f"{__name__}.{name}") for name in PARTS}
for _part in _parts.values():
    globals().update({name: getattr(_part, name) for name in _part.__all__})
    __all__ += _part.__all__

DefaultEventLoopPolicy = _parts["events"].BaseDefaultEventLoopPolicy
