"""What this machine calls itself."""

from __future__ import annotations

LOOPBACK = ("127.0.0.1", "localhost", "::1")
