"""Whether a blocking twin can be made of an async module, and whether it is whole.

The word rules of unasync.py would make code of anything. Here is refused what would be other code than was meant: words
without a blocking counterpart, two names that become one, and imports that lead nowhere, which the formatter would take
for unused ones and delete.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

_ASYNC: Final = re.compile("async", re.IGNORECASE)
# Words of Python's own that belong to async code and do not say so.
_NO_TWIN: Final = frozenset({"anext", "aiter", "aclosing", "Awaitable", "Coroutine", "__await__"})
_LOADED_LATE: Final = "__getattr__"


def clashes(tree: ast.Module, twin: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Definitions of one scope that ``twin`` gives the same name, by line."""
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.Module | ast.ClassDef):
            continue
        first: dict[str, str] = {}
        for node in scope.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                other = first.setdefault(twin(node.name), node.name)
                if other != node.name:
                    owner = f"{scope.name} has " if isinstance(scope, ast.ClassDef) else ""
                    yield node.lineno, f"{owner}{other} and {node.name}, and both would be {twin(node.name)}"


def leftovers(words: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Words of a twin, each with its line, that still belong to async code."""
    for line, word in words:
        if _ASYNC.search(word):
            yield line, f"{word} stays async: names begin with Async or async_, and what waits stands in colours.py"
        elif word in _NO_TWIN:
            yield line, f"{word} has no blocking twin; what waits stands in colours.py"


def import_findings(folder: Path, library: Path, rest: Path) -> list[str]:
    """Imports of the derived modules in ``folder`` that lead nowhere in the library, ``rest`` being as it was built."""
    findings = []
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level in (1, 2):
                findings += [f"{path.name}: {text}" for text in _bad_import(node, folder, library, rest)]
    return findings


def _bad_import(node: ast.ImportFrom, folder: Path, library: Path, rest: Path) -> Iterator[str]:
    steps = node.module.split(".") if node.module else []
    if node.level == 1:
        base = folder
    else:
        base, steps = (rest, steps[1:]) if steps[:1] == ["rest"] else (library, steps)
    module = _file(base, steps)
    said = "." * node.level + (node.module or "")
    if module is None:
        yield f"the twin imports from {said}, which does not exist"
        return
    names = _names(module)
    for alias in node.names:
        if not ({alias.name, _LOADED_LATE, "*"} & names or _file(base, [*steps, alias.name])):
            yield f"the twin imports {alias.name} from {said}, which has none"


def _file(base: Path, steps: list[str]) -> Path | None:
    place = base.joinpath(*steps)
    candidates = [place / "__init__.py", *([place.with_suffix(".py")] if steps else [])]
    return next((path for path in candidates if path.is_file()), None)


def _names(module: Path) -> set[str]:
    """What a module defines outside its classes and functions, whatever it depends on."""
    names: set[str] = set()
    ahead: list[ast.AST] = [ast.parse(module.read_text(encoding="utf-8"))]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        else:
            ahead += ast.iter_child_nodes(node)
    return names
