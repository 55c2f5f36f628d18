"""Blocking code from async code, word by word.

The rules work on Python's tokens, so a word inside a string or a comment changes only where ``TEXT`` says so. A rule
that matches nothing in the whole tree is an error: it has outlived its reason.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

# Names that follow no pattern. Words with the prefix ``Async`` or ``async_`` lose it by themselves.
WORDS: Final = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "StopAsyncIteration": "StopIteration",
    "aclose": "close",
    "aread": "read",
    "asleep": "sleep",
    "handle_async_request": "handle_request",
}
DROPPED: Final = ("async", "await")
PREFIXES: Final = ("Async", "async_")
# Inside strings and comments: what readers would otherwise see in the wrong colour.
TEXT: Final = (
    ("``aclose``", "``close``"),
    ("``async for``", "``for``"),
    ("``async with``", "``with``"),
)
_CLASS_IN_TEXT: Final = re.compile(r"\bAsync(?=[A-Z])")

HEADER: Final = "# Made by `python -m codegen` from {source}; edit that file instead.\n"


class Rules:
    """The word rules, counting how often each one served."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words
        self.served: Counter[str] = Counter()

    def word(self, word: str) -> str:
        if word in self._words:
            self.served[word] += 1
            return self._words[word]
        for prefix in PREFIXES:
            if word.startswith(prefix) and len(word) > len(prefix):
                self.served[prefix] += 1
                return word[len(prefix) :]
        return word

    def text(self, text: str) -> str:
        for old, new in TEXT:
            if old in text:
                self.served[old] += 1
                text = text.replace(old, new)
        return _CLASS_IN_TEXT.sub("", text)

    def unused(self) -> list[str]:
        """Rules that never served."""
        known = [*self._words, *PREFIXES, *(old for old, _ in TEXT), *DROPPED]
        return [rule for rule in known if not self.served[rule]]


def blocking(source: str, rules: Rules) -> str:
    """``source`` with every async word replaced; the formatter mends line breaks afterwards."""
    starts = [0]
    for line in io.StringIO(source):  # as the tokenizer splits them: not at form feeds
        starts.append(starts[-1] + len(line))
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    out: list[str] = []
    done = 0
    for token, following in pairwise(tokens):
        begin = starts[token.start[0] - 1] + token.start[1]
        if token.type == tokenize.NAME and token.string in DROPPED:
            rules.served[token.string] += 1
            end, new = starts[following.start[0] - 1] + following.start[1], ""
        elif token.type in (tokenize.NAME, tokenize.STRING, tokenize.COMMENT):
            change = rules.word if token.type == tokenize.NAME else rules.text
            end, new = begin + len(token.string), change(token.string)
        else:
            continue
        out += [source[done:begin], new]
        done = end
    return "".join([*out, source[done:]])


class WordsInAnFString(ValueError):
    """An f-string whose words would have to change: how they are read depends on the version of Python."""


def _refuse_f_strings(path: Path, source: str) -> None:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            text = ast.get_source_segment(source, node) or ""
            words = [*WORDS, *(old for old, _ in TEXT), "await ", "async_"]
            if _CLASS_IN_TEXT.search(text) or any(word in text for word in words):
                raise WordsInAnFString(f"{path.name}:{node.lineno}: keep async words out of f-strings")


def derive(sources: Iterable[Path], root: Path, target: Path, words: dict[str, str]) -> Rules:
    """Write the blocking twin of each file into ``target``. ``root`` is what the header names files relative to."""
    rules = Rules(words)
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(sources):
        _refuse_f_strings(path, path.read_text(encoding="utf-8"))
        header = HEADER.format(source=path.relative_to(root).as_posix())
        text = blocking(path.read_text(encoding="utf-8"), rules)
        (target / path.name).write_text(header + text, encoding="utf-8", newline="\n")
    return rules
