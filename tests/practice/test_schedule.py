"""When a kind comes back: after days that grow, and on the same day if it was wrong."""

from datetime import date, timedelta

from nnlib.practice.schedule import DAYS, Standing, after, chosen, due

TODAY = date(2026, 3, 1)
NAMES = ["first", "second", "third"]


def later(days):
    return TODAY + timedelta(days)


def test_what_is_right_comes_back_after_1_3_7_and_21_days():
    standing, today, days = None, TODAY, []
    for _ in range(6):
        standing = after(standing, True, today)
        days.append((standing.due - today).days)
        today = standing.due
    assert days == [1, 3, 7, 21, 21, 21]
    assert standing.words == "known well"


def test_what_is_wrong_comes_back_today_and_begins_anew():
    standing = after(Standing(3, TODAY), False, TODAY)
    assert standing == Standing(0, TODAY)
    assert (standing.words, standing.comes_back(TODAY)) == (
        "wrong last time",
        "comes back today",
    )
    assert after(standing, True, TODAY) == Standing(1, later(1))


def test_what_is_right_before_it_is_due_changes_nothing():
    early = Standing(2, later(3))
    assert after(early, True, TODAY) == early
    assert after(early, False, TODAY) == Standing(0, TODAY)


def test_what_waited_longer_is_right_a_day_later_as_if_it_had_come_in_time():
    assert after(Standing(1, later(-30)), True, TODAY) == Standing(2, later(DAYS[1]))


def test_when_it_comes_back_is_said_in_words():
    words = [Standing(1, later(days)).comes_back(TODAY) for days in (-2, 0, 1, 3)]
    assert words[2:] == ["comes back tomorrow", "comes back in 3 days"]
    assert words[:2] == ["comes back today"] * 2
    assert Standing(2, TODAY).words == "right 2 of 4 times"


def test_what_is_due_comes_first_the_longest_waiting_before_all():
    standings = {"first": Standing(1, TODAY), "third": Standing(2, later(-5))}
    assert due(standings, TODAY) == ["third", "first"]
    assert chosen(standings, NAMES, TODAY) == "third"
    assert chosen(standings, NAMES, TODAY, last="third") == "first"


def test_then_comes_what_is_new_and_then_what_is_due_next():
    assert chosen({}, NAMES, TODAY) == "first"
    assert chosen({"first": Standing(1, later(1))}, NAMES, TODAY) == "second"
    standings = {name: Standing(1, later(5 - k)) for k, name in enumerate(NAMES)}
    assert chosen(standings, NAMES, TODAY) == "third"
    assert chosen(standings, NAMES, TODAY, last="third") == "second"


def test_the_kind_before_comes_again_only_if_no_other_is_due_or_new():
    standings = {name: Standing(2, later(4)) for name in NAMES}
    standings["second"] = Standing(0, TODAY)
    assert chosen(standings, NAMES, TODAY, last="second") == "second"
    del standings["first"]
    assert chosen(standings, NAMES, TODAY, last="second") == "first"


def test_what_was_kept_of_a_kind_that_is_gone_is_passed_over():
    assert chosen({"gone": Standing(0, TODAY)}, NAMES, TODAY) == "first"
