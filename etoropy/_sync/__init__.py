# Made by `python -m codegen` from etoropy/_async/__init__.py; edit that file instead.
"""Everything that waits, written once; the blocking twin in ``_sync`` is derived from these modules."""
