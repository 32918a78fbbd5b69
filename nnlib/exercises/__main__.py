"""The command for teachers: ``python -m nnlib.exercises grade FOLDER``."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from nnlib.exercises.grading.command import grade
from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.process import Ended
from nnlib.exercises.grading.report.links import Links, NoBook
from nnlib.exercises.grading.results import Refused
from nnlib.exercises.grading.settling import ORDER

ABOUT = """\
Grade a folder of notebooks with exercises, as exercises.check would:

  python -m nnlib.exercises grade submitted

Whose a notebook is, is told from its name (anna.ipynb), or from its folder
(anna/01-neurons.ipynb), as nbgrader, GitHub Classroom, Moodle and Canvas lay
them out. Who has handed in something else has a row that says what, and what may be
anybody's is told at the end."""
MORE = """\
Each notebook is run in a process of its own, with limits of time and memory, no
network, and a folder that is thrown away, as far as the system can hold it to that:
the last lines say what it could not. Of several answers to one exercise a student's
best counts. The results go into a folder beside the one that is graded: report.html,
on the class; marks.csv, a row a student; students/NAME/result.json. Those of an
earlier run are kept there, in "earlier". marks.csv has commas, for pandas, LibreOffice
and gradebooks. Excel set to a language that writes 0,5 puts such a file into one
column: there choose Data, From Text/CSV. Start it from another folder than the one that
is graded, where Python would take a student's numpy.py for NumPy."""

UNHEARD = 141
"""What a program exits with that ends because nobody reads what it writes."""


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; return the code to exit with."""
    parser = argparse.ArgumentParser(
        prog="python -m nnlib.exercises",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", dest="command")
    one = commands.add_parser(
        "grade", help="grade a folder of notebooks", description=MORE
    )
    usual = Limits()
    one.add_argument("folder", type=Path, help="the folder with the notebooks")
    one.add_argument(
        "--into", type=Path, help="where the results go; FOLDER-graded, if left out"
    )
    one.add_argument(
        "--only",
        type=lambda names: [name for name in re.split(r"[,\s]+", names) if name],
        default=[],
        metavar="NAMES",
        help="the exercises that count, such as layer,loss; all, if left out",
    )
    one.add_argument(
        "--book",
        help="what the report links to: the folder of the built book, or its address",
    )
    one.add_argument(
        "--seconds",
        type=int,
        default=usual.seconds,
        help="for each cell and each answer (%(default)s)",
    )
    one.add_argument(
        "--megabytes",
        type=int,
        default=usual.megabytes,
        help="of memory for each notebook (%(default)s)",
    )
    chosen = parser.parse_args(words)
    if chosen.command is None:
        parser.print_help()
        return 0
    folder = chosen.folder.resolve()
    if folder.is_file():
        parser.error(f"{folder} is a file. Name the folder that it is in.")
    if not folder.is_dir():
        parser.error(f"There is no folder {folder}.")
    if not folder.name and not chosen.into:
        parser.error(f"{folder} has no folder beside it: name one with --into.")
    unknown = [name for name in chosen.only if name not in ORDER]
    if unknown:
        parser.error(
            f"There is no {', '.join(unknown)}. There are: {', '.join(ORDER)}."
        )
    if chosen.seconds < 1 or chosen.megabytes < 500:
        parser.error("Give a notebook a second and 500 megabytes at least.")
    into = chosen.into or folder.with_name(f"{folder.name}-graded")
    sys.stdout.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    try:
        limits = Limits(chosen.seconds, chosen.megabytes)
        Links(chosen.book or "", into)  # told now, and not when all is graded
        done = grade(folder, into, limits, chosen.only, chosen.book)
        return 0 if done else 130
    except (NoBook, Refused, Ended) as error:
        parser.error(str(error))
    except BrokenPipeError:
        # As `head` leaves it: Python would complain once more when it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNHEARD
    except OSError as error:
        parser.error(f"{error.filename or 'The results'}: {error.strerror}.")
    except KeyboardInterrupt:
        print("\nInterrupted before anything was graded.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
