"""The word rules that make blocking code from async code."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.twins import import_findings
from codegen.unasync import DROPPED, HEADER, PREFIXES, TEXT, WORDS, Rules, TwinError, blocking, derive, twin_of


@pytest.mark.parametrize(
    ("written", "derived"),
    [
        ("await self.send(call)", "self.send(call)"),
        ("async def send(self): ...", "def send(self): ..."),
        ("async with client as it: ...", "with client as it: ..."),
        ("async for page in pages: ...", "for page in pages: ..."),
        ("[await one async for one in many]", "[one for one in many]"),
        ("client: AsyncHttpClient", "client: HttpClient"),
        ("async_controller(policy)", "controller(policy)"),
        ("def __aenter__(self): ...", "def __enter__(self): ..."),
        ("await clock.asleep(1)", "clock.sleep(1)"),
        ("await  (\n    one\n)", "(\n    one\n)"),
    ],
)
def test_a_word_of_async_code_becomes_its_blocking_twin(written: str, derived: str) -> None:
    assert blocking(written + "\n", Rules(WORDS)) == derived + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "awaited = asynchronous = 1",
        'name = "async and await and aclose"',
        "# await the answer",
        "Async = async_ = 1",
    ],
)
def test_words_inside_words_strings_and_comments_stay(text: str) -> None:
    assert blocking(text + "\n", Rules(WORDS)) == text + "\n"


def test_a_class_named_in_a_docstring_or_comment_gets_its_blocking_name() -> None:
    written = '"""As AsyncHttpClient does."""  # see AsyncTransport\n'
    assert blocking(written, Rules(WORDS)) == '"""As HttpClient does."""  # see Transport\n'


def test_a_form_feed_does_not_shift_the_words_after_it() -> None:
    assert blocking('a = "\x0c"\nb = await c\n', Rules(WORDS)) == 'a = "\x0c"\nb = c\n'


def test_wide_characters_do_not_shift_the_words_after_them() -> None:
    assert blocking('a = "↔ 𝟙", await c\n', Rules(WORDS)) == 'a = "↔ 𝟙", c\n'


def test_a_rule_that_never_served_is_known() -> None:
    rules = Rules({**WORDS, "asendfile": "sendfile"})
    used = "\n".join([*WORDS, *(f"{prefix}Name" for prefix in PREFIXES), *(f"# {old}" for old, _ in TEXT)])
    blocking(f"async def turn(): await page\n{used}\n", rules)
    assert rules.unused() == ["asendfile"]


def test_without_use_every_rule_is_idle() -> None:
    assert sorted(Rules(WORDS).unused()) == sorted([*WORDS, *PREFIXES, *DROPPED, *(old for old, _ in TEXT)])


def test_markup_in_text_gets_the_blocking_word() -> None:
    written = '"""Use ``async with``, or ``aclose`` it, or ``async for``."""\n'
    assert blocking(written, Rules(WORDS)) == '"""Use ``with``, or ``close`` it, or ``for``."""\n'


def test_a_derived_file_says_where_it_comes_from(tmp_path: Path) -> None:
    source = tmp_path / "etoropy/_async/pages.py"
    source.parent.mkdir(parents=True)
    source.write_text("async def turn(): ...\n", encoding="utf-8")
    rules = derive(source.parent, tmp_path, tmp_path / "out", WORDS)
    text = (tmp_path / "out/pages.py").read_text(encoding="utf-8")
    assert text == HEADER.format(source="etoropy/_async/pages.py") + "def turn(): ...\n"
    assert rules.served["async"] == 1


REFUSED = {
    "async def a(x):\n    return f'{await x}'": "module.py:2: keep async words out of f-strings",
    "f'{AsyncThing}'": "module.py:1: keep async words out of f-strings",
    "f'``async with`` {x}'": "module.py:1: keep async words out of f-strings",
    "f'{x.aclose}'": "module.py:1: keep async words out of f-strings",
    "a = 1\ndef broken(:": "module.py:2: ",
    "a = 'abc": "module.py:1: unterminated string literal",
    "if a:\n    b\n  c": "module.py:3: unindent does not match",
    "a = 1\0": "module.py",
    "class Both:\n    def close(self): ...\n\n    async def aclose(self): ...": (
        "module.py:4: Both has close and aclose, and both would be close"
    ),
    "class Foo: ...\nclass AsyncFoo: ...": "module.py:2: Foo and AsyncFoo, and both would be Foo",
    "def turn(): ...\nasync def async_turn(): ...": "module.py:2: turn and async_turn, and both would be turn",
    "import asyncio\nasync def a():\n    await asyncio.sleep(1)": "module.py:1: asyncio stays async",
    "from contextlib import asynccontextmanager": "module.py:1: asynccontextmanager stays async",
    "from .._async.pages import turn": "module.py:1: _async stays async",
    "async def _async_turn(): ...": "module.py:1: _async_turn stays async",
    "class _AsyncTurn: ...": "module.py:1: _AsyncTurn stays async",
    "async def a(it):\n    return await anext(it)": "module.py:2: anext has no blocking twin",
    "class A:\n    def __await__(self): ...": "module.py:2: __await__ has no blocking twin",
    "async def a(x): await x if 1 else (yield)\nb = [await c for c in d]\nasync = 1": "module.py:3: invalid syntax",
}


@pytest.mark.parametrize("code", REFUSED)
def test_code_without_a_blocking_twin_is_refused_with_its_place(code: str) -> None:
    with pytest.raises(TwinError) as caught:
        twin_of(code + "\n", "module.py", Rules(WORDS))
    assert caught.value.findings[0].startswith(REFUSED[code])


def test_what_is_overloaded_is_one_name() -> None:
    twice = "class A:\n    async def turn(self, a): ...\n\n    async def turn(self): ...\n"
    assert "async" not in twin_of(twice, "module.py", Rules(WORDS))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("pages.py", b"# \xe9\n", "etoropy/_async/pages.py: byte 2 is not UTF-8"),
        ("below/pages.py", b"", "etoropy/_async/below/pages.py: only modules directly in _async have a twin"),
        ("data.json", b"{}", "etoropy/_async/data.json: only modules directly in _async have a twin"),
        (None, b"", "etoropy/_async: holds no modules, so out would be empty"),
    ],
)
def test_files_without_a_twin_are_named(tmp_path: Path, name: str | None, content: bytes, message: str) -> None:
    folder = tmp_path / "etoropy/_async"
    if name:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(content)
    with pytest.raises(TwinError, match=message):
        derive(folder, tmp_path, tmp_path / "out", WORDS)


LOST = {
    "from .pagez import turn": "pages.py: the twin imports from .pagez, which does not exist",
    "from .other import turm": "pages.py: the twin imports turm from .other, which has none",
    "from . import pagez": "pages.py: the twin imports pagez from ., which has none",
    "from ..clokc import now": "pages.py: the twin imports from ..clokc, which does not exist",
    "from ..clock import nwo": "pages.py: the twin imports nwo from ..clock, which has none",
    "from .. import clokc": "pages.py: the twin imports clokc from .., which has none",
    "from ..rest.models import Thign": "pages.py: the twin imports Thign from ..rest.models, which has none",
    "if a:\n    from .pagez import turn": "pages.py: the twin imports from .pagez, which does not exist",
}
FOUND = (
    "from .other import turn, turned",
    "from . import other",
    "from .. import clock",
    "from ..clock import now, sleep, late",
    "from ..rest.models import Thing",
    "from ..lazy import whatever",
    "from __future__ import annotations",
    "from elsewhere import anything",
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    files = {
        "_sync/__init__.py": "",
        "_sync/other.py": "def turn(): ...\nturned: int = 1\n",
        "__init__.py": "",
        "clock.py": "from time import sleep\nif a:\n    now = 1\nelse:\n    import late.on\n",
        "lazy.py": "def __getattr__(name): ...\n",
        "built/models/__init__.py": "if TYPE_CHECKING:\n    from .thing import Thing\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("code", [*LOST, *FOUND])
def test_an_import_that_leads_nowhere_is_named_and_not_taken_for_an_unused_one(library: Path, code: str) -> None:
    (library / "_sync/pages.py").write_text(code + "\n")
    said = import_findings(library / "_sync", library, library / "built")
    assert said == ([LOST[code]] if code in LOST else [])
