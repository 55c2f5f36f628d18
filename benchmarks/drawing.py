"""A picture of how things grow: small panels beside each other, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

_WIDTH: Final = 320
_HEIGHT: Final = 200
_MARGIN: Final = 40
_INK: Final = "#1f6f54"


class Panel(NamedTuple):
    """A title, the unit of the figures, and (size, figure) by rising size."""

    title: str
    unit: str
    points: Sequence[tuple[int, float]]


def places(points: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
    """Where the points lie in a panel: sizes by their logarithm from the left, figures from zero upwards."""
    sizes = [math.log10(size) for size, _ in points]
    top = max(figure for _, figure in points) * 1.2 or 1.0
    span = (sizes[-1] - sizes[0]) or 1.0
    return [
        (
            _MARGIN + (size - sizes[0]) / span * (_WIDTH - 2 * _MARGIN),
            _HEIGHT - _MARGIN - figure / top * (_HEIGHT - 2 * _MARGIN),
        )
        for size, (_, figure) in zip(sizes, points, strict=True)
    ]


def picture(panels: Sequence[Panel]) -> str:
    """All panels in a row, as an SVG document."""
    body = "".join(
        f'<g transform="translate({number * _WIDTH},0)">{_drawn(panel)}</g>' for number, panel in enumerate(panels)
    )
    size = f'width="{_WIDTH * len(panels)}" height="{_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="10" fill="#333"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}><rect {size} fill="#fff"/>{body}</svg>\n'


def _drawn(panel: Panel) -> str:
    spots = places(panel.points)
    base = _HEIGHT - _MARGIN
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    parts = [
        f'<text x="{_MARGIN}" y="20" font-size="12">{escape(panel.title)}, {escape(panel.unit)}</text>',
        f'<path d="M{_MARGIN} {_MARGIN}V{base}H{_WIDTH - _MARGIN}" fill="none" stroke="#999"/>',
        f'<polyline points="{line}" fill="none" stroke="{_INK}" stroke-width="2"/>',
    ]
    for (size, figure), (x, y) in zip(panel.points, spots, strict=True):
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_INK}"/>',
            f'<text x="{x:.1f}" y="{y - 7:.1f}" text-anchor="middle">{figure:.3g}</text>',
            f'<text x="{x:.1f}" y="{base + 14}" text-anchor="middle">{size:,}</text>',
        ]
    return "".join(parts)
