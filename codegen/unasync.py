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
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from .twins import clashes, leftovers

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
        self.words = words
        self.served: Counter[str] = Counter()

    def word(self, word: str) -> str:
        if word in self.words:
            self.served[word] += 1
            return self.words[word]
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
        known = [*self.words, *PREFIXES, *(old for old, _ in TEXT), *DROPPED]
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


class TwinError(Exception):
    """Async code of which no blocking twin can be made, one finding a line."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("\n".join(findings))
        self.findings = findings


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TwinError([f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8"]) from error


def _parsed(source: str, name: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise TwinError([f"{name}:{error.lineno or 1}: {error.msg}"]) from error
    except ValueError as error:  # a zero byte, in Python 3.11
        raise TwinError([f"{name}: {error}"]) from error


def _in_f_strings(tree: ast.Module, source: str) -> Iterator[tuple[int, str]]:
    """F-strings whose words would have to change: how they are read depends on the version of Python."""
    words = [*WORDS, *(old for old, _ in TEXT), "await ", "async_"]
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = ast.get_source_segment(source, node) or ""
            if _CLASS_IN_TEXT.search(text) or any(word in text for word in words):
                yield node.lineno, "keep async words out of f-strings"


def _words(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string


def twin_of(source: str, name: str, rules: Rules) -> str:
    """The blocking twin of a module called ``name``. Raises TwinError."""
    tree = _parsed(source, name)
    twin = blocking(source, rules)
    findings = [
        *_in_f_strings(tree, source),
        *clashes(tree, Rules(rules.words).word),
        # Lines are those of the source: no rule adds or takes one.
        *leftovers(_words(twin)),
    ]
    if findings:
        raise TwinError([f"{name}:{line}: {text}" for line, text in sorted(findings)])
    _parsed(twin, f"the twin of {name}")
    return twin


def derive(folder: Path, root: Path, target: Path, words: dict[str, str]) -> Rules:
    """Write the blocking twin of each module in ``folder`` into ``target``. ``root`` is what places are named from.

    Raises TwinError.
    """
    rules = Rules(words)
    target.mkdir(parents=True, exist_ok=True)
    sources = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    strangers = [path for path in sources if path.suffix != ".py" or path.parent != folder]
    if strangers:
        raise TwinError(
            [f"{path.relative_to(root)}: only modules directly in _async have a twin" for path in strangers]
        )
    if not sources:
        raise TwinError([f"{folder.relative_to(root)}: holds no modules, so {target.name} would be empty"])
    for path in sources:
        name = path.relative_to(root).as_posix()
        text = twin_of(_read(path, name), name, rules)
        (target / path.name).write_text(HEADER.format(source=name) + text, encoding="utf-8", newline="\n")
    return rules
