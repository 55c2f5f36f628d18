"""A throw-away certificate for localhost: made when a run begins, gone when it ends."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

CERTIFICATE: Final = "localhost.pem"


def make(folder: Path) -> Path:
    """Key and certificate in one file, valid for a day. Needs the command ``openssl``."""
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / CERTIFICATE
    request = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*request, *names, *files], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both
