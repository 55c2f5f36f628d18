"""One TLS context for the process: building one may take 20 ms, and REST and stream of both colours can share it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .forking import LockPerProcess

if TYPE_CHECKING:
    import ssl

_building = LockPerProcess()
_context: ssl.SSLContext | None = None


def shared_context() -> ssl.SSLContext:
    """The process's context. It verifies against ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` if set; else against the
    system's directory of authorities, which takes no time to load; where there is none, against certifi's bundle."""
    global _context
    with _building.lock:
        if _context is None:
            import ssl

            file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
            if not file and not folder:
                folder = _system_folder(ssl.get_default_verify_paths().capath)
            if not file and not folder:
                import certifi

                file = certifi.where()
            _context = ssl.create_default_context(cafile=file or None, capath=folder or None)
        return _context


def _system_folder(folder: str | None) -> str | None:
    """``folder`` if OpenSSL finds authorities in it, which it does by a hash of their names: ``5ad8a5d6.0``."""
    try:
        with os.scandir(folder or "") as entries:
            return folder if any(_is_looked_up(entry.name) for entry in entries) else None
    except OSError:
        return None


def _is_looked_up(name: str) -> bool:
    stem, _, number = name.partition(".")
    return len(stem) == 8 and number.isdecimal() and not stem.strip("0123456789abcdef")
