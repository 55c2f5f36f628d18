"""Symbols: the bundled table, exact matches, and the candidates of near ones."""

from pathlib import Path

import pytest

from etoropy import EToroSymbolError, EToroValidationError, SymbolTable
from etoropy.symbols import bundled, checked, exact, read_bundled, unknown


def test_the_bundled_table_knows_the_instruments_that_were_seen_live() -> None:
    seen = {
        "EURUSD": 1,
        "GOLD": 18,
        "SPX500": 27,
        "NSDQ100": 28,
        "AAPL": 1001,
        "META": 1003,
        "MSFT": 1004,
        "AMZN": 1005,
    }
    seen |= {"TSLA": 1111, "NVDA": 1137, "SPY": 3000, "BTC": 100000, "ETH": 100001}
    table = bundled()
    assert {symbol: table.id_of(symbol) for symbol in seen} == seen
    assert {table.symbol_of(number) for number in seen.values()} == set(seen)
    assert len(table) == 5217


def test_case_does_not_matter_and_the_spelling_is_etoros() -> None:
    table = SymbolTable([("CryptoOps54", 7)])
    assert table.id_of("cryptoops54") == 7
    assert table.symbol_of(7) == "CryptoOps54"


def test_a_known_symbol_keeps_its_instrument() -> None:
    table = SymbolTable([("GOLD", 18)])
    table.learn("GOLD", 999)
    assert table.id_of("GOLD") == 18
    assert table.symbol_of(999) == "GOLD"


def test_a_copy_learns_alone() -> None:
    table = SymbolTable([("A", 1)])
    other = table.copy()
    other.learn("B", 2)
    assert (table.id_of("B"), other.id_of("B")) == (None, 2)


def test_near_symbols_begin_alike_first() -> None:
    table = SymbolTable([("XAAPL", 1), ("AAPL.EUR", 2), ("AAPL.24-7", 3), ("MSFT", 4)])
    assert table.near("aapl") == ["AAPL.EUR", "AAPL.24-7", "XAAPL"]


def test_where_none_holds_it_near_symbols_are_spelt_alike() -> None:
    assert "AAPL" in SymbolTable([("AAPL", 1), ("XYZ", 2)]).near("AAPLX")


def test_only_an_exact_match_resolves() -> None:
    found = [("AAPL.24-7", 5), ("aapl", 1001), ("AAPL.EUR", 6)]
    assert exact("AAPL", found) == 1001
    assert exact("AAP", found) is None


def test_instruments_that_cannot_be_traded_do_not_match() -> None:
    assert exact("AAPL", [("AAPL", -17)]) is None


def test_one_symbol_of_two_instruments_is_an_error_that_lists_both() -> None:
    with pytest.raises(EToroSymbolError, match="ids 5, 1001") as refused:
        exact("AAPL", [("AAPL", 1001), ("AAPL", 5), ("AAPL", 1001)])
    assert refused.value.candidates == ("5", "1001")


def test_who_passes_an_id_as_a_text_is_told_how_ids_are_passed() -> None:
    assert "pass 1001, without quotes" in str(unknown("1001", ["CA100"]))


def test_an_unknown_symbol_names_its_candidates() -> None:
    error = unknown("AAPLE", ["AAPL", "AAPL", "APLE"])
    assert error.candidates == ("AAPL", "APLE")
    assert "Did you mean AAPL, APLE?" in str(error)
    assert "spelling" in str(unknown("?", []))


class NumpyLike:
    def __index__(self) -> int:
        return 1001


@pytest.mark.parametrize(("given", "read"), [(" AAPL ", "AAPL"), (1001, 1001), (NumpyLike(), 1001)])
def test_symbols_and_ids_are_accepted(given: object, read: object) -> None:
    assert checked(given) == read


@pytest.mark.parametrize("given", ["", "  ", 0, -5, True, None, 1.0, b"AAPL", ["AAPL"]])
def test_anything_else_is_refused(given: object) -> None:
    with pytest.raises(EToroValidationError) as refused:
        checked(given)
    assert refused.value.field == "instrument"


def test_in_the_bundled_table_no_two_lines_tell_of_the_same_symbol_or_id() -> None:
    table = read_bundled()
    symbols = table.symbols()
    ids = {table.id_of(symbol) for symbol in symbols}
    assert len({symbol.upper() for symbol in symbols}) == len(ids) == len(symbols) == 5217


def test_first_looks_and_later_ones_find_the_same() -> None:
    fresh, warm = read_bundled(), read_bundled()
    wanted = ["AAPL", "aapl", "EURUSD", warm.symbols()[-1], "NOPE", "", ",", "EURUSD,1", "\nAAPL"]
    known = [warm.id_of(symbol) for symbol in wanted * 3][-len(wanted) :]
    assert [fresh.id_of(symbol) for symbol in wanted] == known
    assert [read_bundled().id_of(symbol) for symbol in wanted] == known
    ids = [1, 1001, 99_999_999, -1, warm.id_of(warm.symbols()[-1]) or 0]
    assert [read_bundled().symbol_of(number) for number in ids] == [warm.symbol_of(number) for number in ids]
    assert warm.symbol_of(1) == "EURUSD"
    assert warm.symbol_of(99_999_999) is None


def test_a_file_with_a_symbol_of_two_instruments_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("symbol,instrument_id,isin\nABC,1,\nXYZ,2,\nabc,2,\n")
    with pytest.raises(EToroValidationError, match="line 4 has abc as 2, an earlier one as 1"):
        SymbolTable.load(path)


def test_of_a_file_with_a_symbol_twice_every_look_finds_its_instrument(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("symbol,instrument_id,isin\nABC,1,\nabc,1,\n")
    table = SymbolTable.load(path)
    assert {table.id_of(symbol) for symbol in ("ABC", "abc", "Abc") for _ in range(20)} == {1}


@pytest.mark.parametrize("line", ["ABC,one,", "ABC,1", "ABC,,", "A,B,1,", ""])
def test_a_file_with_an_odd_line_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"symbol,instrument_id,isin\nXYZ,1,\n{line}\nZZZ,3,\n")
    with pytest.raises(EToroValidationError, match="line 3 is"):
        SymbolTable.load(path)
