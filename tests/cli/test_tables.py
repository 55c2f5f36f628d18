"""The table of symbols, and completion."""

from pathlib import Path

import pytest

from etoropy import EToroValidationError, Simulator, SymbolTable
from etoropy.cli import session
from etoropy.symbols import bundled, table_text
from tests.cli.conftest import Desk, Etoropy


def test_a_fresh_table_is_written_where_programs_can_load_it(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    path = tmp_path / "symbols.csv"
    said = etoropy("instruments", "update", "--to", str(path))
    assert (said.status, str(path) in said.out) == (0, True)
    table = SymbolTable.load(path)
    assert table.id_of("aapl") == 1001
    assert len(table) > 5_000
    assert path.read_text(encoding="utf-8").splitlines()[0] == "symbol,instrument_id,isin"


def test_commands_use_the_table_in_the_data_folder(desk: Desk, etoropy: Etoropy) -> None:
    assert session.own_table() is None
    told = etoropy("instruments", "update", "--json").json
    assert told["path"] == str(session.table_path())
    assert told["symbols"] > 5_000
    own = session.own_table()
    assert own is not None
    assert own.symbol_of(1001) == "AAPL"


@pytest.mark.port
def test_a_table_that_cannot_be_read_is_said_and_the_bundled_one_used(
    etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.table_path().parent.mkdir(parents=True)
    session.table_path().write_text("symbol,instrument_id,isin\nAAPL\n", encoding="utf-8")
    with Simulator(seed=7) as simulator:
        for name in ("base_url", "ws_url", "api_key", "user_key"):
            monkeypatch.setenv(f"ETORO_{name.upper()}", getattr(simulator, name))
        said = etoropy("quote", "AAPL")
        assert (said.status, "The bundled one is used" in said.err) == (0, True)
        assert etoropy("instruments", "update").status == 0
        assert etoropy("quote", "AAPL").err == ""


def test_a_table_that_would_lose_many_symbols_is_not_written(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    path = tmp_path / "symbols.csv"
    path.write_text(table_text({f"GONE{number}": number for number in range(1, 20_000)}), encoding="utf-8")
    said = etoropy("instruments", "update", "--to", str(path))
    assert (said.status, "--force" in said.err) == (1, True)
    assert len(SymbolTable.load(path)) == 19_999
    assert etoropy("instruments", "update", "--to", str(path), "--force").status == 0
    assert SymbolTable.load(path).id_of("GONE7") is None


def test_a_simulated_table_never_replaces_the_users_own(etoropy: Etoropy, tmp_path: Path) -> None:
    session.table_path().parent.mkdir(parents=True)
    session.table_path().write_text("symbol,instrument_id,isin\nNEWCO,987654,\n", encoding="utf-8")
    refused = etoropy("instruments", "update", "--simulator")
    assert (refused.status, "--to" in refused.err) == (2, True)
    assert "NEWCO" in session.table_path().read_text(encoding="utf-8")
    elsewhere = tmp_path / "simulated.csv"
    assert etoropy("instruments", "update", "--simulator", "--to", elsewhere).status == 0
    assert len(SymbolTable.load(elsewhere)) > 1000


def test_symbols_that_stand_for_something_else_now_are_named(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    path = tmp_path / "symbols.csv"
    pairs = {symbol: bundled().id_of(symbol) or 0 for symbol in bundled().symbols()}
    path.write_text(table_text(pairs | {"AAPL": 7}), encoding="utf-8")
    said = etoropy("instruments", "update", "--to", str(path))
    assert "1 stand for another instrument than before: AAPL" in said.out


def test_a_file_that_cannot_be_written_is_said_and_no_half_of_it_stays(
    desk: Desk, etoropy: Etoropy, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    said = etoropy("instruments", "update", "--to", str(blocked / "symbols.csv"))
    assert (said.status, "cannot be written" in said.err) == (1, True)
    assert [it.name for it in tmp_path.iterdir()] == ["file"]


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.csv"
    path.write_text("symbol,instrument_id,isin\nAAPL\n", encoding="utf-8")
    for wrong in (path, tmp_path / "nowhere"):
        with pytest.raises(EToroValidationError, match="no table of symbols"):
            SymbolTable.load(wrong)


def test_isins_of_the_bundled_table_are_kept() -> None:
    assert table_text({"AAPL": 1001, "NEW": 5}).splitlines() == [
        "symbol,instrument_id,isin",
        "AAPL,1001,US0378331005",
        "NEW,5,",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_a_script_that_completes(shell: str, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch) -> None:
    said = etoropy("completion", shell)
    assert (said.status, "_ETOROPY_COMPLETE" in said.out) == (0, True)
    assert etoropy("completion", "csh").status == 2


def completed(
    etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> list[str]:
    words = line.split(" ")
    monkeypatch.setenv("_ETOROPY_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    with pytest.raises(SystemExit) as ended:
        etoropy()
    assert ended.value.code == 0
    # Three lines for each: its kind, the word, what it is.
    return capsys.readouterr().out.splitlines()[1::3]


def test_commands_options_symbols_and_intervals_are_completed(
    etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert completed(etoropy, monkeypatch, capsys, "etoropy po") == ["portfolio"]
    assert completed(etoropy, monkeypatch, capsys, "etoropy buy --lev") == ["--leverage"]
    assert "AAPL" in completed(etoropy, monkeypatch, capsys, "etoropy quote aap")
    assert completed(etoropy, monkeypatch, capsys, "etoropy candles AAPL -i 1") == [
        "1m",
        "10m",
        "15m",
        "1h",
        "1d",
        "1w",
    ]
