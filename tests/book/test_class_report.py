"""What the report on a class links to is in the built book."""

from nnlib.exercises.grading.report.links import Links
from nnlib.exercises.grading.report.passages import DERIVATIONS, EXERCISES
from nnlib.exercises.grading.report.tasks import TASKS
from nnlib.exercises.grading.report.topics import TOPICS
from nnlib.exercises.sights import FIGURES, Sight


def test_every_passage_exercise_and_figure_can_be_linked_to(html, tmp_path):
    links = Links(str(html), tmp_path / "report.html")
    wanted = [*EXERCISES.values(), *DERIVATIONS.values()]
    wanted += [passage for one in TOPICS for passage in one.passages]
    wanted += [one.place for one in TASKS]
    wanted += [Sight(figure, ()) for figure in FIGURES]
    dead = [one for one in wanted if not links.to(one.address)]
    assert len(wanted) > 200 and not dead
