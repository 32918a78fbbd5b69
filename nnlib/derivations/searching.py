"""The one small change that makes a reader's line right, if there is one."""

from __future__ import annotations

from collections.abc import Iterator

from nnlib.derivations.changes.every import changes
from nnlib.derivations.changes.small import Known, Small
from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import KNOWN
from nnlib.derivations.kinds import rank
from nnlib.derivations.link import linked, matched
from nnlib.derivations.parts import free, replaced, walk
from nnlib.derivations.tree import Call, Derivative, Name, Node
from nnlib.derivations.world import World
from nnlib.derivations.writing import written

WORK = 12_000
"""How many parts of formulas are looked at before the search ends."""


def broken(world: World, left: Node, right: Node) -> Iterator[Small]:
    """Yield every single small change of the right side of a line."""
    used = [
        part.function
        for tree in world.trees.values()
        for _, part in walk(tree)
        if isinstance(part, Call) and part.function in KNOWN
    ]
    functions = tuple(dict.fromkeys([*world.problem.functions, *used]))
    shape = world.formulas().of(left)[0]
    slopes = {
        name: Call(function, of, not prime)
        for name, tree in world.trees.items()
        for function, of, prime in [_function(tree, functions)]
        if function
    }
    known = Known(
        world.shapes,
        world.problem.letters,
        functions,
        free(left),
        shape,
        slopes,
        world.names.changes,
        world.names.scalar,
    )
    yield from changes(right, known)


def _function(
    tree: Node, functions: tuple[str, ...]
) -> tuple[str, tuple[Node, ...], bool]:
    match tree:
        case Call(function, of, prime) if function in functions:
            return function, of, prime
    return "", (), False


def found(world: World, left: Node, right: Node) -> Small | None:
    """Return the likeliest change that makes a line right, or None."""
    size = sum(1 for _ in walk(right))
    sought = _named(left) - _named(right)
    tried: set[Node] = {right}
    best: Small | None = None
    for count, small in enumerate(broken(world, left, right)):
        if count * size > 5 * WORK or len(tried) * size > WORK:
            break
        if best is not None and _order(small) >= _order(best):
            continue
        # It would put in the very thing that is to be found.
        if small.tree in tried or (sought and sought & _named(small.tree)):
            continue
        tried.add(small.tree)
        if follows(world, left, small.tree):
            best = small
    return best


def _named(tree: Node) -> set[tuple[str, str]]:
    """Return the names in a formula, and the derivatives without their indices."""
    found = set()
    for _, part in walk(tree):
        match part:
            case Name(name):
                found.add((name, ""))
            case Derivative(of, by):
                found.add((of, by))
    return found


def _order(small: Small) -> tuple[int, int, int, bool]:
    """Put likelier kinds first, and of one kind the smallest place in no function.

    That a transpose is one too many is less than that it belongs elsewhere.
    """
    moved = small.detail == "moved"
    return rank(small), small.depth, len(written(small.place)), moved


def defined(world: World, left: Node, right: Node) -> tuple[str, Small] | None:
    """Return the name whose definition holds the slip, where a line has none itself."""
    for name in world.own:
        tree = world.trees[name]
        for path, part in walk(right):
            if part == Name(name) and not free(tree):
                small = found(world, left, replaced(right, path, tree))
                if small:
                    return name, small
    return None


def follows(world: World, left: Node, right: Node) -> bool:
    """Whether two sides are equal in every case that has a value."""
    try:
        link = linked(world, *matched(world, left, right))
        held = [True]
        for point in world.points:
            held.append(link.holds(point) is not False)
            if not held[-1]:
                return False
    except Misfit:
        return False
    return True
