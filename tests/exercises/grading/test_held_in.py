"""What a student's code cannot do, tried with code that harms nobody."""

import json
import os
import socket
import subprocess
import sys

import pytest
from classroom import answer, notebook

from nnlib.exercises.grading.finding import Found
from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.marking import marked
from nnlib.exercises.grading.process import Process, held

LIMITS = Limits(seconds=1, megabytes=1000)
KERNEL = held(LIMITS)
FORGED = {
    "answer": "loss",
    "value": {"is": "other", "of": "f", "callable": True},
    "blanks": {"is": "dict", "of": []},
    "status": "right",
    "slip": "",
    "text": "Right.",
}
UNDERNEATH = """
import ctypes
libc = ctypes.CDLL(None)
"""


def in_c(what, code):
    """Return a trick that goes round Python, tried where the kernel keeps it out."""
    reason = f"this kernel does not see to {what}"
    kept = pytest.mark.skipif(what not in KERNEL, reason=reason)
    return pytest.param(UNDERNEATH + code, marks=kept)


TRICKS = {
    "socket": "import socket\nsocket.create_connection(('127.0.0.1', PORT)).send(b'x')",
    "write": "open(BESIDE, 'w').write('x')",
    "rename": "import os\nos.rename(THERE, 'mine')",
    "remove": "import pathlib\npathlib.Path(THERE).unlink()",
    "program": "import subprocess\nsubprocess.run(['touch', BESIDE])",
    "shell": "import os\nos.system('touch ' + BESIDE)",
    "fork": "import os\nwhile True:\n    os.fork()",
    "kill": "import os, signal\nos.kill(os.getppid(), signal.SIGTERM)",
    "prints": "for _ in range(100):\n    print('a' * 10**6)",
    "no-stdout": "import os, sys\nsys.stdout.close()\nos.close(1)",
    "exit": "import sys\nsys.exit(3)",
    "interrupt": "raise KeyboardInterrupt",
    "errors": "np.seterr(all='raise')\nnp.exp = None",
    "threads": "import threading, time\n"
    "[threading.Thread(target=time.sleep, args=(60,)).start() for _ in range(9)]",
}
WATCHED = "socket write rename remove program shell fork kill".split()
"""Those that Python refuses by itself."""
ENDING = {
    "gone": "import os\nos._exit(0)",
    "closed": "import os\nos.closerange(3, 100)",
    "memory": "kept = []\nwhile True:\n    kept.append(bytearray(10**7))",
    "sleep": "import time\ntime.sleep(600)",
    "garbage": "import os\nfor n in range(3, 30):\n    try:\n"
    "        os.write(n, b'[1, 2\\n')\n    except OSError:\n        pass",
}
PATCH = """
from nnlib.exercises import desk, function
from nnlib.exercises.exercise import Verdict
right = Verdict("right", "Right.")
function.FunctionExercise.examine = lambda *everything: right
desk.judged = lambda *everything: (None, right)
exercises.check = lambda *everything: right
import gc
for one in gc.get_objects():
    if isinstance(one, dict) and "judged" in one and "hand_in" not in one:
        one["judged"] = desk.judged
"""
FORGE = f"""
import json, os
line = json.dumps({FORGED!r}).encode() + b"\\n"
for number in range(3, 40):
    try:
        os.write(number, line)
    except OSError:
        pass
"""


@pytest.fixture
def tried(tmp_path):
    """Return what runs tricks and then an answer that is right and one that is not."""
    there, beside = tmp_path / "there.txt", tmp_path / "beside.txt"
    there.write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        places = {
            "PORT": repr(server.getsockname()[1]),
            "BESIDE": repr(str(beside)),
            "THERE": repr(str(there)),
        }

        def run(*tricks):
            cells = [("", "\n".join(f"{n} = {v}" for n, v in places.items()))]
            cells += [("", trick) for trick in tricks]
            cells += [("shapes", answer("shapes")), ("loss", answer("loss", "wrong"))]
            path = tmp_path / "anna.ipynb"
            path.write_text(notebook(cells), encoding="utf-8")
            before = path.read_bytes()
            paper = marked(Found("anna", path.name, path), LIMITS)
            assert path.read_bytes() == before
            assert there.read_text() == "x"
            assert not beside.exists()
            with pytest.raises(TimeoutError):
                server.accept()
            return paper, {mark.name: mark.status for mark in paper.marks}

        yield run


def test_tricks_come_to_nothing_and_cost_no_mark(tried):
    _, statuses = tried(*TRICKS.values())
    assert statuses == {"shapes": "right", "loss": "wrong"}


@pytest.mark.parametrize("name", ENDING)
def test_what_ends_the_process_costs_no_mark(tried, name):
    _, statuses = tried(ENDING[name])
    assert statuses == {"shapes": "right", "loss": "wrong"}


@pytest.mark.parametrize("trick", [PATCH, FORGE], ids=["patch", "forge"])
def test_nobody_writes_their_own_mark(tried, trick):
    _, statuses = tried(trick)
    assert statuses == {"shapes": "right", "loss": "wrong"}


@pytest.mark.parametrize(
    "trick",
    [
        in_c("files", "libc.creat(BESIDE.encode(), 0o644)"),
        in_c("files", "libc.unlink(THERE.encode())"),
        in_c("files", "libc.system(b'touch ' + BESIDE.encode())"),
        in_c(
            "network",
            "import struct\n"
            "home = bytes([127, 0, 0, 1]) + bytes(8)\n"
            "to = struct.pack('=H', 2) + struct.pack('>H', PORT) + home\n"
            "libc.connect(libc.socket(2, 1, 0), to, 16)",
        ),
    ],
    ids=["write", "remove", "program", "connect"],
)
def test_the_kernel_keeps_out_what_goes_round_python(tried, trick):
    _, statuses = tried(trick)
    assert statuses == {"shapes": "right", "loss": "wrong"}


@pytest.mark.skipif("files" not in KERNEL, reason="this kernel has no Landlock")
@pytest.mark.parametrize(
    "trick", ["open(THERE)", "__import__('ctypes').CDLL(None).open(THERE.encode(), 0)"]
)
def test_what_is_the_teachers_cannot_be_read(tried, trick):
    read = f"def tanh_layer(X, W):\n    return np.tanh(X @ W) if {trick} != -1 else 0\n"
    _, statuses = tried(f"{read}exercises.check('layer', tanh_layer)")
    assert statuses["layer"] == "wrong"


def test_python_itself_watches_where_no_kernel_does(tmp_path):
    """As it is on macOS and Windows."""
    own, beside = tmp_path / "own", tmp_path / "beside.txt"
    own.mkdir()
    names = f"PORT, BESIDE, THERE = 9, {str(beside)!r}, {str(beside)!r}"
    tricks = [trick for name, trick in TRICKS.items() if name in WATCHED]
    code = f"""
import pathlib
from nnlib.exercises.grading import hook
hook.install(pathlib.Path({str(own)!r}))
{names}
for trick in {tricks!r}:
    try:
        exec(trick)
    except PermissionError as error:
        print(error)
open({str(own / "mine")!r}, "w").close()
"""
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(ran.stdout.splitlines()) == len(WATCHED)
    assert not beside.exists()
    assert (own / "mine").exists()


def test_on_linux_the_kernel_sees_to_the_limits():
    if sys.platform == "linux":
        assert "limits" in KERNEL


def test_of_a_process_that_is_ended_nothing_stays():
    process = Process("judge", LIMITS)
    folder = process._folder.name
    assert os.path.isdir(folder)
    process.end()
    assert process._running.poll() is not None
    assert not os.path.exists(folder)


def test_secrets_of_the_environment_are_not_handed_on(tried, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    cell = "import os\nassert 'SECRET_TOKEN' not in os.environ\n" + answer("layer")
    assert json.dumps(dict(os.environ)).count("s3cret") == 1
    paper, _ = tried(cell)
    assert {mark.name: mark.status for mark in paper.marks}["layer"] == "right"
