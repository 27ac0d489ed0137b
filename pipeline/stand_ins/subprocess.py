"""The browser has no processes: only the constants that signatures in asyncio.events name."""

PIPE = -1
STDOUT = -2
DEVNULL = -3
