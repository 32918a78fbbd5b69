"""What nbgrader has to know of this course."""

c = get_config()  # noqa: F821  nbgrader defines it

c.CourseDirectory.course_id = "backpropagation"
# The dots that stand before a solution are what a student begins with.
c.ClearSolutions.code_stub = {"python": ""}
# Seconds that a cell may take. An endless loop costs its own marks alone.
c.Execute.timeout = 10
