"""What nobody foresaw while building: said in one line, with the operation or schema that was in hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_hand(name: str) -> Iterator[None]:
    """Whatever goes wrong within is known to concern ``name``."""
    try:
        yield
    except StopIteration as error:
        # Templates take this one for the end of a loop, and go on with nothing.
        failure = LookupError("something that was looked for is not there")
        failure.add_note(name)
        raise failure from error
    except Exception as error:
        error.add_note(name)
        raise


def in_one_line(error: Exception) -> str:
    """An error that has no words of its own for maintainers."""
    names = getattr(error, "__notes__", [])
    where = f" in {names[0]}" if names else ""
    said = first_line(str(error))
    return f"codegen failed{where}: {type(error).__name__}: {said}; run it with --traceback to see where"


def first_line(text: str, most: int = 300) -> str:
    """What of a long message says what is wrong."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= most else f"{line[:most]}…"
