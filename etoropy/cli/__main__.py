"""``python -m etoropy.cli`` is the ``etoropy`` command."""

from . import main

main()
