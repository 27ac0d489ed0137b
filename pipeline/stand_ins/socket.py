"""The browser has no sockets: only the constants that signatures in asyncio.events name."""

AF_UNSPEC = 0
AI_PASSIVE = 1
