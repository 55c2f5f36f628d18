"""Everything that waits, written once; the blocking twin in ``_sync`` is derived from these modules."""
