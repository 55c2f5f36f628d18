"""Every answer of the API as a class, loaded one by one when asked for: ``from etoropy.models import Rate``."""

from typing import TYPE_CHECKING, Any

from .rest import models as _models

if TYPE_CHECKING:
    from .rest.models import *  # noqa: F403 - the same names, under a path that users need not look up

__all__ = _models.__all__


def __getattr__(name: str) -> Any:
    return getattr(_models, name)


def __dir__() -> list[str]:
    return list(__all__)
