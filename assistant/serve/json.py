"""JSON as it goes out."""

from __future__ import annotations

import orjson
from fastapi.responses import Response


class Json(Response):
    """An object as JSON, written as it is: that it is what was declared is held by tests."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """The bytes."""
        return orjson.dumps(content)
