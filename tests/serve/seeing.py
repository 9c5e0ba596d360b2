"""Whether a page can be used by every eye and fits its window."""

from __future__ import annotations


def findings(page) -> list[str]:
    """What axe-core calls serious or worse, an element a line."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - for those who prove

    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} {node['target']}: {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def width(page) -> int:
    return page.evaluate(
        "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
    )
