"""Builds what is derived in this project: ``etoropy/rest`` from the document, ``_sync`` from ``_async``.

Runs on a maintainer's machine; the library never imports it.
"""
