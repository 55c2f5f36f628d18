"""The stream on file."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import pytest

from etoropy.errors import EToroValidationError
from etoropy.ws.frames import Ping
from etoropy.ws.recording import Recorded, Recorder, Tape, read_recording

FRAMES = [(1764000000.0 + index, f'{{"messages": [{index}], "text": "é"}}'.encode()) for index in range(200)]


def recorded(path: Path, frames: list[tuple[float, bytes]] = FRAMES) -> Path:
    recorder = Recorder(path, started=1764000000.0, monotonic=lambda: 0.0)
    for at, frame in frames:
        recorder.write(at, frame)
    recorder.close()
    return path


def test_frames_are_read_back_byte_for_byte(tmp_path: Path) -> None:
    path = recorded(tmp_path / "quotes.jsonl.gz")
    assert list(read_recording(path)) == [Recorded(at, frame) for at, frame in FRAMES]
    assert next(read_recording(path)).received_at.timestamp() == 1764000000.0


def test_a_file_cut_off_at_any_byte_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = recorded(tmp_path / "whole.gz").read_bytes()
    expected = [Recorded(at, frame) for at, frame in FRAMES]
    cut = tmp_path / "cut.gz"
    lengths = []
    for size in range(0, len(whole), 7):
        cut.write_bytes(whole[:size])
        try:
            frames = list(read_recording(cut))
        except EToroValidationError:
            frames = []
        assert frames == expected[: len(frames)]
        lengths.append(len(frames))
    assert lengths == sorted(lengths)


def test_what_a_crash_leaves_behind_can_be_read(tmp_path: Path) -> None:
    now = 0.0
    recorder = Recorder(tmp_path / "crash.gz", started=0.0, monotonic=lambda: now)
    recorder.write(1.0, b'{"a": 1}')
    now = 2.0
    recorder.write(2.0, b'{"a": 2}')
    # No close: the process is gone. What was flushed is on disk.
    assert [frame.at for frame in read_recording(recorder.path)] == [1.0, 2.0]
    recorder.close()


def test_a_file_that_is_being_recorded_to_is_refused_until_that_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "twice.gz"
    first = Recorder(path, started=0.0)
    for same in (path, tmp_path / "." / "twice.gz"):
        with pytest.raises(EToroValidationError, match="already") as refused:
            Recorder(same, started=0.0)
        assert refused.value.field == "path"
    first.write(1.0, b"first")
    first.close()
    assert list(read_recording(path)) == [Recorded(1.0, b"first")]
    recorded(path, [(2.0, b"second")])
    assert list(read_recording(path)) == [Recorded(2.0, b"second")]


def test_a_path_that_could_not_be_written_may_be_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "quotes.gz"
    with pytest.raises(EToroValidationError, match="cannot be written"):
        Recorder(path, started=0.0)
    path.parent.mkdir()
    assert list(read_recording(recorded(path, FRAMES[:1]))) == [Recorded(*FRAMES[0])]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of a file that somebody has open")
def test_who_reads_or_writes_the_file_that_is_replaced_keeps_it(tmp_path: Path) -> None:
    path = recorded(tmp_path / "quotes.gz")
    with path.open("r+b") as elsewhere:
        reading = read_recording(path)
        assert next(reading) == Recorded(*FRAMES[0])
        recorder = Recorder(path, started=0.0)
        recorder.write(1.0, b"new")
        recorder.close()
        # A recorder of another process goes on where it was.
        elsewhere.write(bytes(100))
        elsewhere.flush()
        assert [Recorded(at, frame) for at, frame in FRAMES[1:]] == list(reading)
    assert list(read_recording(path)) == [Recorded(1.0, b"new")]


def test_garbage_at_the_end_is_left_out(tmp_path: Path) -> None:
    path = recorded(tmp_path / "torn.gz")
    path.write_bytes(path.read_bytes()[:-8] + bytes(range(64)))
    assert len(list(read_recording(path))) >= len(FRAMES) - 1


def test_lines_that_are_no_frames_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "odd.gz"
    lines = [b'{"etoropy":"recording","version":1}', b"[]", b"{", b'{"at":1,"frame":5}', b'{"frame":"x"}']
    path.write_bytes(gzip.compress(b"\n".join(lines) + b"\n"))
    assert list(read_recording(path)) == [Recorded(0.0, b"x")]


def test_other_files_are_no_recordings(tmp_path: Path) -> None:
    newer = gzip.compress(b'{"etoropy":"recording","version":9}\n')
    for content in (b"", b"plain text", gzip.compress(b"{}\n"), newer):
        path = tmp_path / "other"
        path.write_bytes(content)
        with pytest.raises(EToroValidationError) as caught:
            list(read_recording(path))
        assert caught.value.field == "path"
    with pytest.raises(FileNotFoundError):
        list(read_recording(tmp_path / "nothing"))


def test_frames_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    path = recorded(tmp_path / "bytes.gz", [(1.0, b"\xff"), (2.0, b"ok")])
    assert list(read_recording(path)) == [Recorded(2.0, b"ok")]


def test_a_tape_writes_text_and_nothing_else(tmp_path: Path) -> None:
    stopped: list[object] = []
    tape = Tape(Recorder(tmp_path / "tape.gz", started=0.0), lambda tape, error: stopped.append(error))
    tape.thread = threading.Thread(target=tape.run)
    tape.thread.start()
    with tape:
        tape.add(1.0, [b"one", Ping(b"x"), b"two"])
    assert tape.frames == 2
    assert tape.error is None
    assert stopped == [None]
    assert [frame.frame for frame in read_recording(tape.path)] == [b"one", b"two"]


def test_a_disk_that_is_full_ends_the_tape_and_is_told(tmp_path: Path) -> None:
    class Full(Recorder):
        def write(self, at: float, frame: bytes) -> None:
            raise OSError(28, "No space left on device")

    stopped: list[object] = []
    tape = Tape(Full(tmp_path / "full.gz", started=0.0), lambda tape, error: stopped.append(error))
    tape.thread = threading.Thread(target=tape.run)
    tape.thread.start()
    tape.add(1.0, [b"one"])
    tape.close()
    assert isinstance(tape.error, OSError)
    assert tape.error in stopped
