"""Sections of docstrings (`Args:`, `Returns:`) as Sphinx has them, for what takes arguments.

Sphinx's own extension for this also reads the first words of a property's text as its type if a colon follows, so it is
asked for functions and methods only.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring

_CONFIG: Final = Config(napoleon_google_docstring=True, napoleon_numpy_docstring=False)
_CALLED: Final = ("function", "method")


def rewrite(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Put what Sphinx reads in place of the docstring's lines."""
    if what in _CALLED:
        lines[:] = GoogleDocstring(list(lines), _CONFIG, app, what, name, obj, options).lines()


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.connect("autodoc-process-docstring", rewrite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
