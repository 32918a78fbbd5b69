"""The opened network on its page: each handle, by mouse, touch and keys."""

import pathlib
import re

import numpy as np
import pytest
from built import HTML, all_figures, make_figure
from playwright.sync_api import expect

READER = pathlib.Path(__file__).with_name("opened.js")
SELECTOR = "#live-opened"
((PAGE, _),) = [place for place in all_figures() if place[1] == "opened"]
FIGURE = make_figure("opened")
CONTROLS = {control.name: control for control in FIGURE.controls}
LAST = CONTROLS["stage"].values[-1]
NAMES = ["X", *(f"{name}{l}" for l in (1, 2, 3) for name in "WZA")]
SERVED = 60_000


class Opened:
    """The figure on its page, and what it is set to."""

    def __init__(self, page):
        self.page, self.element = page, page.locator(SELECTOR)
        self.settings = dict(FIGURE.start)
        page.add_script_tag(content=READER.read_text(encoding="utf-8"))

    def read(self):
        return self.element.evaluate("(figure) => readOpened(figure)")

    def set(self, **settings):
        """Set controls as a reader's hand does, at once."""
        for name, value in settings.items():
            box = self.element.locator(f"[data-control={name}]")
            if name in ("problem", "share"):
                box.select_option(value)
            else:
                at = list(CONTROLS[name].values).index(value)
                box.evaluate(
                    """(input, at) => {
                      input.value = at;
                      input.dispatchEvent(new Event("input"));
                    }""",
                    at,
                )
        self.settings |= settings
        if "update" in settings and "stage" not in settings:
            self.settings["stage"] = LAST
        self.page.wait_for_function(
            "([one, part]) => document.querySelector(one).querySelector("
            "'[data-control=problem]').value === part",
            arg=[SELECTOR, self.settings["problem"]],
        )

    def arrays(self):
        return FIGURE.arrays(self.settings)

    def svg(self, array):
        return self.element.locator(f"svg[data-array={array}]")

    def cell(self, array, i, j):
        columns = self.arrays()[array].shape[1]
        return self.svg(array).locator("g > g").nth(i * columns + j)

    def check(self):
        """Compare all matrices and edges with nnlib, once the page has caught up."""
        for _ in range(40):
            wrong = list(self.differences(self.read()))
            if not wrong:
                return
            self.page.wait_for_timeout(50)
        assert wrong == []

    def known(self, name):
        return self.settings["stage"] >= FIGURE.origins[name].stage

    def shown(self, name):
        """Return the matrix that stands in the place of an array."""
        arrays, example = self.arrays(), self.settings["example"] - 1
        alone = self.settings["share"] != CONTROLS["share"].options[0]
        if alone and name.startswith("dW"):
            return arrays[f"share{name[-1]}"][example]
        return arrays[name]

    def differences(self, seen):
        assert set(seen["matrices"]) == {*NAMES, "Y", *(f"d{n}" for n in NAMES[1:])}
        for name, part in seen["matrices"].items():
            M = self.shown(name)
            if not self.known(name):
                if any(part["numbers"]) or "not known yet" not in part["name"]:
                    yield f"{name} is shown before it is known"
                continue
            if 64 in M.shape:
                yield from shaded(name, part["fills"], M)
            else:
                yield from near(name, part["numbers"], M, 2)
            if f"{M.shape[0]} by {M.shape[1]}" not in part["name"]:
                yield f"{name} is called {part['name']}"
        arrays = self.arrays()
        # A picture has no edge for each of its pixels.
        drawn = [l for l in (1, 2, 3) if arrays[f"W{l}"].shape[0] < 64]
        W = np.concatenate([arrays[f"W{l}"].ravel() for l in drawn])
        edges = np.array([edge["value"] for edge in seen["edges"]])
        if edges.shape != W.shape or np.abs(edges - W).max() > 1e-3:
            yield f"edges {edges}, not {W}"


def near(name, texts, M, digits):
    found = np.array([float(text.replace("−", "-")) for text in texts])
    if found.size != M.size or np.abs(found - M.ravel()).max() > 0.6 * 10**-digits:
        yield f"{name} shows {texts}, not {M}"


def shaded(name, fills, M):
    """Yield where pixels have another hue, or another strength, than their entries.

    These, and so the largest too, are recorded to 1e-4: much, where all are small.
    """
    limit = np.abs(M).max()
    slack = 1 + 100 * 1e-4 / limit
    if len(fills) != M.size:
        yield f"{name} has {len(fills)} pixels, not {M.size}"
        return
    for fill, entry in zip(fills, M.ravel(), strict=True):
        hue, strength = re.search(r"--live-(\w+)\)? (\d+)%", fill).groups()
        if abs(int(strength) - 100 * abs(entry) / limit) > slack:
            yield f"{name} is shaded {fill} for {entry}"
        if int(strength) > slack and (hue == "negative") != (entry < 0):
            yield f"{name} has the hue {fill} for {entry}"


def last_number(line):
    return float(re.findall(r"−?\d+\.\d+", line)[-1].replace("−", "-"))


@pytest.fixture(scope="module")
def page(shared_visit):
    return shared_visit(PAGE, "file", size=(1280, 900))


@pytest.fixture
def figure(page):
    opened = Opened(page)
    page.mouse.move(0, 0)
    start = {name: FIGURE.start[name] for name in ("problem", "update", "example")}
    opened.set(**start, share="all examples", turn=0.0, stage=LAST)
    opened.settings["weight"] = FIGURE.start["weight"]
    opened.cell("W1", 1, 0).click()
    opened.element.scroll_into_view_if_needed()
    return opened


def test_it_opens_before_the_first_step(visit):
    opened = Opened(visit(PAGE, "http"))
    opened.check()
    seen = opened.read()
    assert [n for n, part in seen["matrices"].items() if any(part["numbers"])] == [
        *["X", "W1", "W2", "W3", "Y"]
    ]
    assert "Step 0 of 17" in seen["rows"][3]


def test_each_step_shows_one_more_array_and_the_update_leads_to_the_next(figure):
    figure.set(stage=0)
    step, back = (
        figure.element.get_by_role("button", name=words, exact=True).first
        for words in ("Step", "Back")
    )
    for stage in range(1, LAST + 1):
        step.click()
        figure.settings["stage"] = stage
        figure.check()
    step.click()
    figure.settings |= {"stage": 0, "update": 1}
    figure.check()
    back.click()
    figure.settings |= {"stage": LAST, "update": 0}
    figure.check()
    back.click()
    figure.settings["stage"] = LAST - 1
    figure.check()


def test_every_entry_says_where_it_comes_from(figure):
    """By the mouse, on each matrix; nothing that can be pointed at stays silent."""
    figure.set(update=9)
    for name in [*NAMES, "Y", *(f"d{n}" for n in NAMES[1:])]:
        M = figure.arrays()[name]
        i, j = len(M) - 1, M.shape[1] - 1
        figure.cell(name, i, j).hover()
        seen, origin = figure.read(), FIGURE.origins[name]
        lit = np.array(seen["matrices"][name]["lit"]).reshape(M.shape)
        assert lit[i, j], name
        head, product, rule = seen["asked"]
        assert f"row {i + 1}, column {j + 1}" in head
        assert last_number(head) == pytest.approx(M[i, j], abs=6e-4)
        assert origin.code in rule
        assert len(rule) > 8
        if origin.product:
            assert last_number(product) == pytest.approx(M[i, j], abs=6e-4)
            for one, kind in zip(origin.product, (2, 3), strict=True):
                part = figure.arrays()[one.strip("'")]
                lit = np.array(seen["matrices"][one.strip("'")]["lit"])
                wanted = np.zeros(part.shape)
                turned = wanted.T if "'" in one else wanted
                if kind == 2:
                    turned[i, :] = 2
                else:
                    turned[:, j] = 3
                np.testing.assert_array_equal(lit.reshape(part.shape), wanted)
        assert len(seen["equation"]) == (origin.equation != "")


def test_entries_are_asked_by_keys_and_told_in_words(figure):
    figure.set(update=5)
    figure.svg("Z2").focus()
    for key in ["ArrowUp"] * 8 + ["ArrowDown"] * 3 + ["ArrowRight"] * 5 + ["ArrowLeft"]:
        figure.page.keyboard.press(key)
    number = figure.arrays()["Z2"][3, 1]
    expect(figure.element.locator(".live-spoken")).to_contain_text(
        f"Z of layer 2, row 4, column 2, is {number:.3f}".replace("-", "−")
    )
    figure.page.keyboard.press("Enter")
    figure.settings["example"] = 4
    figure.check()
    figure.svg("dW2").focus()
    for key in ["ArrowUp"] * 3 + ["ArrowLeft"] * 3 + ["ArrowRight"]:
        figure.page.keyboard.press(key)
    figure.page.keyboard.press("Enter")
    expect(figure.element.locator(".live-paths")).to_contain_text("How W12[2] reaches")


def test_symbols_light_what_they_stand_for(figure):
    symbols = figure.element.locator(".live-equation").nth(5).locator("button")
    for k, arrays in enumerate((["dW1", "dW2", "dW3"], ["X", "A1", "A2"])):
        symbols.nth(k).hover()
        seen = figure.read()["matrices"]
        assert sorted(name for name in seen if seen[name]["whole"]) == sorted(arrays)
    onwards = figure.element.locator(".live-equation").nth(3).locator("button")
    for k, arrays in enumerate((["dA1", "dA2"], ["dZ2", "dZ3"], ["W2", "W3"])):
        onwards.nth(k).hover()
        seen = figure.read()["matrices"]
        assert sorted(name for name in seen if seen[name]["whole"]) == arrays
    assert "what the symbol stands for" in figure.read()["asked"][1]
    symbols.nth(0).focus()
    edges = figure.read()["edges"]
    assert all(edge["lit"] for edge in edges)
    dW = np.concatenate([figure.arrays()[f"dW{l}"].ravel() for l in (1, 2, 3)])
    np.testing.assert_allclose([edge["value"] for edge in edges], dW, atol=1e-3)


def test_what_is_not_known_yet_tells_nothing(figure):
    figure.set(stage=2)
    figure.cell("A1", 0, 0).hover()
    figure.cell("dZ1", 1, 0).hover()
    assert figure.read()["asked"][1:] == ["not known yet: step 15 computes it", ""]
    figure.cell("W1", 0, 1).hover()
    weight = f"{figure.arrays()['W1'][0, 1]:.3f}".replace("-", "−")
    assert figure.read()["asked"][1] == weight, "its derivative is not known yet"


def test_a_weight_that_another_network_has_not_gives_way(figure):
    figure.set(problem="rings")
    figure.check()
    figure.cell("W1", 2, 2).click()
    figure.page.mouse.move(0, 0)
    figure.set(turn=0.5, problem="bump")
    figure.settings |= {"turn": 0.0, "weight": FIGURE.start["weight"]}
    figure.check()
    seen = figure.read()
    assert seen["rows"][0].startswith("W21[1]")
    assert "t = 0.000" in seen["rows"][0]
    assert seen["asked"][0].startswith("Point at a number")


def test_a_chosen_weight_shows_its_paths_and_their_count(figure):
    figure.set(update=14, example=6)
    for l, i, j, count in ((1, 1, 2, 3), (2, 0, 1, 1), (3, 2, 0, 1)):
        figure.cell(f"W{l}", i, j).click()
        seen, arrays = figure.read(), figure.arrays()
        found = [last_number(line) for line in seen["paths"]]
        wanted = arrays[f"paths{l}"][5, i, j].ravel()
        assert len(found) == count
        np.testing.assert_allclose(found, wanted, atol=1.1e-4)
        share, numbers = seen["foot"]
        assert f"{arrays[f'share{l}'][5, i, j]:.4f}".replace("-", "−") in share
        assert f"{arrays[f'dW{l}'][i, j]:.4f}".replace("-", "−") in share
        counted = [int(word) for word in re.findall(r"\d+", numbers)]
        assert counted == [*arrays[f"counts{l}"], *arrays["multiplications"]]
        assert sum(edge["path"] for edge in seen["edges"]) == {1: 7, 2: 2, 3: 1}[l]


def test_an_example_shows_its_own_share_and_what_it_wants(figure):
    figure.set(update=14, example=3, share="this example alone")
    figure.check()
    figure.cell("dW1", 0, 1).hover()
    head, product, _ = figure.read()["asked"]
    shares = [figure.arrays()[f"share{l}"][2].ravel() for l in (1, 2, 3)]
    edges = [edge["value"] for edge in figure.read()["edges"]]
    np.testing.assert_allclose(edges, np.concatenate(shares), atol=1e-3)
    share = figure.arrays()["share1"][2, 0, 1]
    assert "example 3 alone" in head
    assert last_number(head) == pytest.approx(share, abs=6e-4)
    assert f"wants this weight {'larger' if share < 0 else 'smaller'}" in product


def test_an_edge_is_dragged_and_f_compared_with_its_promise(figure):
    figure.set(update=3)
    figure.cell("W2", 1, 1).hover()
    edge = figure.element.locator(".live-edges > g").nth(6 + 4).locator(".live-grip")
    box = edge.bounding_box()
    x, y = box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2
    mouse = figure.page.mouse
    spot = edge.evaluate(
        """(path) => {
          const at = path.getPointAtLength(path.getTotalLength() * 0.35);
          const { x, y } = at.matrixTransform(path.getScreenCTM());
          return [x, y];
        }"""
    )
    mouse.move(*spot)
    mouse.down()
    mouse.move(spot[0], spot[1] - 40, steps=4)
    mouse.up()
    assert x
    assert y
    seen, arrays = figure.read(), figure.arrays()
    weight, promise, truth = seen["rows"][:3]
    k = 3 + 4
    assert "W22[2]" in weight
    turn = last_number(weight)
    assert 0.3 < turn < 0.7
    at = int(np.argmin(abs(arrays["turns"] - turn)))
    assert last_number(promise) == pytest.approx(arrays["promised"][k, at], abs=6e-4)
    assert last_number(truth) == pytest.approx(arrays["turned"][k, at], abs=6e-4)


def test_the_point_on_the_curve_follows_the_hand(figure):
    chart = figure.element.locator("[data-drags=across]")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    mouse = figure.page.mouse
    mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 40, steps=3)
    mouse.up()
    turned = figure.element.locator("[data-control=turn]")
    assert CONTROLS["turn"].values[int(turned.input_value())] > 0.5


def test_every_problem_is_learnt_before_one_s_eyes(figure):
    for problem in CONTROLS["problem"].options:
        figure.set(problem=problem)
        for update in (0, 20, 1500):
            figure.set(update=update)
            figure.check()


def test_training_plays_from_its_start_to_its_end(figure):
    figure.set(update=CONTROLS["update"].values[-6])
    figure.element.get_by_role("button", name="Play", exact=True).nth(1).click()
    figure.settings |= {"update": CONTROLS["update"].values[-1], "stage": LAST}
    expect(figure.element.locator("[data-control=update]")).to_have_value("60")
    figure.check()


def test_a_finger_asks_chooses_and_reads_on_a_phone(visit):
    opened = Opened(
        visit(PAGE, "http", size=(390, 844), has_touch=True, is_mobile=True)
    )
    opened.set(stage=LAST)
    opened.cell("A2", 1, 1).tap()
    opened.settings["example"] = 2
    opened.check()
    head = opened.read()["asked"][0]
    assert last_number(head) == pytest.approx(opened.arrays()["A2"][1, 1], abs=6e-4)
    panel = opened.element.locator(".live-asked-for").bounding_box()
    assert 0 <= panel["y"] <= 844 - panel["height"] + 1, "the answer is out of sight"
    width = opened.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_all_its_matrices_fit_on_one_screen(visit):
    opened = visit(PAGE, "http", size=(1280, 720))
    box = opened.locator(f"{SELECTOR} .live-controls").bounding_box()
    last = opened.locator(f"{SELECTOR} .live-line-up").last.bounding_box()
    header = opened.locator(".bd-header-article").bounding_box()["height"]
    assert last["y"] + last["height"] - box["y"] <= 720 - header
    assert opened.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_script_of_the_figures_is_small():
    assert (HTML / "_static" / "live.js").stat().st_size <= SERVED


def test_it_fills_the_screen_and_gives_it_back(visit):
    page = visit(PAGE)
    button = page.locator(SELECTOR).get_by_role("button", name="Fill the screen")
    button.click()
    page.wait_for_function(f"() => document.fullscreenElement?.matches('{SELECTOR}')")
    button.click()
    page.wait_for_function("() => !document.fullscreenElement")


def test_a_link_to_what_was_called_otherwise_before_leads_there(visit):
    page = visit(f"{PAGE}?live-opened.problem=step", book="built")
    page.wait_for_selector(f"{SELECTOR}[data-ready]")
    select = page.locator(f"{SELECTOR} [data-control=problem]")
    expect(select).to_have_value("stair", timeout=SERVED)
