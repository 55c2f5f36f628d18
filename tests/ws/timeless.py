"""Properties are checked however long the machine takes for it."""

from hypothesis import settings

timeless = settings(deadline=None)
