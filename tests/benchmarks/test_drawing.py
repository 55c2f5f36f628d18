"""The picture of how cost grows."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from benchmarks.drawing import Panel, picture, places


def test_sizes_are_spread_by_their_logarithm() -> None:
    (first, _), (middle, _), (last, _) = places([(1, 1.0), (10, 1.0), (100, 1.0)])
    assert middle - first == last - middle


def test_a_cost_that_stays_is_a_level_line() -> None:
    assert len({y for _, y in places([(1, 2.0), (10, 2.0), (100, 2.0)])}) == 1


def test_more_is_higher_up() -> None:
    (_, low), (_, high) = places([(1, 1.0), (10, 2.0)])
    assert high < low


def test_the_picture_is_a_document_with_a_panel_for_each_growth() -> None:
    panels = [Panel("parsing <fast>", "µs", [(1, 1.0), (10, 2.0)]), Panel("memory", "MiB", [(1, 3.0), (10, 3.0)])]
    root = ET.fromstring(picture(panels))
    assert len(root.findall("{http://www.w3.org/2000/svg}g")) == 2


def test_each_figure_is_written_beside_its_point() -> None:
    assert ">12.3</text>" in picture([Panel("a", "µs", [(1, 12.34), (10, 56.7)])])
