"""Writing a picture, and saying so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ..errors import EToroError
from .session import Session


def drawn(session: Session, path: str, draw: Callable[[], Any]) -> None:
    """Draw into ``path``. A missing library and a file that cannot be written are said in a sentence."""
    try:
        draw()
    except ImportError as error:
        raise click.ClickException(str(error)) from error
    except EToroError:
        raise
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{path} cannot be written: {error}") from error
    session.note(f"Drawn: {path}")
