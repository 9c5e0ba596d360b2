"""The headers that keep a page to itself: nothing from elsewhere, nothing that text brings."""

from __future__ import annotations

from collections.abc import Mapping

_COMMON = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " font-src 'self' data:; connect-src 'self'; manifest-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)


def headers(nonce: str | None = None) -> Mapping[str, str]:
    """Those of a page whose own scripts bear this nonce. Styles may stand in the page, as
    Gradio sets the width of things so; scripts that text brings do not run."""
    own = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return {
        "Content-Security-Policy": f"{_COMMON}; script-src {own}",
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",  # else a form does not say where it comes from
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
