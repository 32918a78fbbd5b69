"""How long a class takes to grade: python benchmarks/grading.py [STUDENTS [ENDLESS]]

The notebooks are made up: right, with slips, wrong, empty, raising, and one student or
more with an answer that never ends, each with the seven exercises of a chapter.
"""

import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "exercises" / "grading"))


def main(students=30, endless=1):
    from classroom import SEVEN, write_class

    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "class"
        write_class(folder, students, endless=endless)
        command = [sys.executable, "-m", "nnlib.exercises", "grade", folder]
        begin = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken = time.monotonic() - begin
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = f"{students} students x {len(SEVEN)} exercises, {endless} endless"
    processor = used.ru_utime + used.ru_stime
    print(f"{work}: {taken:.1f} s, {processor:.1f} s of processor time")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
