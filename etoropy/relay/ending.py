"""How a reader is told from outside that it should end. A blocking one simply has ``close``."""

from __future__ import annotations

from ..ws.delivery import Mailbox


class AsyncEnding:
    """For readers that are awaited: ending is possible from anywhere, closing the connection only in the loop."""

    _box: Mailbox

    def close(self) -> None:
        """End the reading, from any thread; a loop over it ends within half a second."""
        self._box.close(discard=True)


class Ending:
    """For blocking readers, whose ``close`` does both."""

    _box: Mailbox
