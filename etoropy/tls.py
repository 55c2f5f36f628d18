"""One TLS context for the process: building one takes some 30 ms, and REST and stream of both colours can share it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

_lock = threading.Lock()
_context: ssl.SSLContext | None = None


def shared_context() -> ssl.SSLContext:
    """The process's context, verifying against ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` if set, else certifi's bundle."""
    global _context
    with _lock:
        if _context is None:
            import ssl

            import certifi

            file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
            if not file and not folder:
                file = certifi.where()
            _context = ssl.create_default_context(cafile=file or None, capath=folder or None)
        return _context
