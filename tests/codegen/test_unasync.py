"""The word rules that make blocking code from async code."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.unasync import DROPPED, HEADER, PREFIXES, TEXT, WORDS, Rules, WordsInAnFString, blocking, derive


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
    rules = derive([source], tmp_path, tmp_path / "out", WORDS)
    text = (tmp_path / "out/pages.py").read_text(encoding="utf-8")
    assert text == HEADER.format(source="etoropy/_async/pages.py") + "def turn(): ...\n"
    assert rules.served["async"] == 1


@pytest.mark.parametrize("code", ['f"{await x}"', 'f"{AsyncThing}"', 'f"``async with`` {x}"', 'f"{x.aclose}"'])
def test_words_in_an_f_string_are_refused_whatever_python_makes_of_them(tmp_path: Path, code: str) -> None:
    (tmp_path / "module.py").write_text(f"async def a(x):\n    return {code}\n", encoding="utf-8")
    with pytest.raises(WordsInAnFString, match=r"module\.py:2"):
        derive([tmp_path / "module.py"], tmp_path, tmp_path / "out", WORDS)
