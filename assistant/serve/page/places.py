"""Places as they are chosen from a list."""

from __future__ import annotations

from assistant.text.places import display_name


def place_choice(region: str) -> tuple[str, str]:
    """“建德市　浙江省杭州市建德市” and the region: what tells places apart comes first."""
    name = display_name(region)
    return (name if name == region else f"{name}（{region.removesuffix(name)}）"), region
