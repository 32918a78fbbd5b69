"""Which line is wrong, from what the check says alone."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

failing_check = PaperExercise(
    name="failing-check",
    title="The line, from the check alone",
    task=r"""
This is backpropagation, and it is right:

```text
1   dA = 2 / m * (A[L] - Y)
2   for l in range(L, 0, -1):
3       dZ = dA * g[l].prime(Z[l])
4       dW[l] = A[l - 1].T @ dZ
5       dA = dZ @ W[l].T
```

Six people have typed it from memory, each with **one** line wrong: something is left
out, or something stands there that does not belong. You do not see their code. What you
see is their check: `dW` beside central differences, for a network of three layers with
4 inputs and 4 nodes in each layer, and five examples, so that no shape gives anything
away. The functions are tanh, sigmoid, tanh, unless something else is said.

| run | `dW[3]` | `dW[2]` | `dW[1]` |
|---|---|---|---|
| A | 1/5 of what it should be | 1/25 | 1/125 |
| B | right | 1/5 of what it should be | 1/25 |
| C | right | right | no such key in `dW` |
| D | the transpose of what it should be | the transpose | the transpose |
| E | 5/2 times what it should be | 5/2 times | 5/2 times |
| F | wrong, by no common factor | wrong | wrong |

E tries two examples in place of five, and all is right. F puts the identity into all
three layers, and all is right.

- `lines`: the number of the wrong line for each of A to F, such as `(1, 2, 3, 4, 5,
  1)`. A line may be wrong more than once.
- `B`: what B has typed in that line:
  - **A.** `dA = dZ @ W[l]`
  - **B.** `dA = dA @ W[l].T`
  - **C.** `dA = dZ @ W[l].T / m`
  - **D.** `dA = dZ @ W[L].T`
""",
    hints=(
        "An error is handed on: what is wrong in `dZ` is wrong in `dW` of the same "
        "layer and in everything below. Which lines can be wrong while `dW[3]` is "
        "right?",
        "A factor that comes in once, at the start, is the same in all layers. One "
        "that comes in anew in each turn of the loop piles up. Does `dW[3]` have it "
        "already?",
        "What is not handed on is wrong in each layer by itself: line 4 leads nowhere "
        "else.",
    ),
    derivation=r"""
Follow where the result of each line goes. Line 1 reaches everything, once. Line 3
reaches `dW` of its own layer, and through line 5 all layers below, and in each of them
it is taken again. Line 4 goes nowhere: it spoils its own layer and no other. Line 5
comes too late for `dW[3]`, and is taken again in each layer below.

- **A.** The factor $\frac{1}{5}$ is in `dW[3]` already and one more comes in with every
  layer. It is taken in the loop, and it is handed down: line 3. Somebody has divided by
  $m$ there.
- **B.** The same, but `dW[3]` is right. Only line 5 comes after `dW[3]` and hands
  something down. All entries are wrong by the same factor, so the product is the right
  one and $m$ has come in: `dA = dZ @ W[l].T / m`, C. The first two others would spoil
  `dW[2]` by no common factor, and the last, with the weights of the last layer
  throughout, would leave `dW[2]` right.
- **C.** `dW[1]` was never made: the loop stops too early, line 2, with `range(L, 1,
  -1)`.
- **D.** Each layer is transposed, and yet the layers below are not spoilt by it, so it
  is not handed down: line 4, with `dZ.T @ A[l - 1]`.
- **E.** The factor $\frac{5}{2}$ is $\frac{m}{2}$: with $m = 2$ it is $1$. What is
  missing is $\frac{2}{m}$. It is the same in all layers, so it went missing once, at
  the start, where {eq}`eq-backprop-dA-last` has it: line 1.
- **F.** All is right if every slope is $1$. So the slopes are wrong, and these are in
  {eq}`eq-backprop-dZ`: line 3, with `g[l].prime(A[l])` or with no slope at all.
""",
    blanks={"lines": (3, 5, 2, 4, 1, 3), "B": "C"},
    slips=slips.of_blanks("""
lines=(1, 5, 2, 4, 1, 3)
    A: what is wrong at the start is wrong once. Here one factor more comes in with
    every layer.
lines=(5, 5, 2, 4, 1, 3)
    A: line 5 comes too late to spoil the last layer.
lines=(4, 5, 2, 4, 1, 3)
    A: what line 4 makes is handed to nobody, so the factor could not pile up.
lines=(3, 3, 2, 4, 1, 3)
    B: line 3 would spoil the last layer first, and that one is right.
lines=(3, 4, 2, 4, 1, 3)
    B: line 4 does the same in every layer, and here the last one is right.
lines=(3, 5, 4, 4, 1, 3)
    C: whatever stands in line 4, it makes a key, if the loop comes by.
lines=(3, 5, 5, 4, 1, 3)
    C: a wrong line 5 would leave a wrong dW[1], not none. Which line says how often the
    loop goes round?
lines=(3, 5, 2, 3, 1, 3)
    D: what line 3 makes is handed down, and a transpose there would leave nothing of
    the layers below but noise.
lines=(3, 5, 2, 5, 1, 3)
    D: line 5 comes too late to spoil the last layer.
lines=(3, 5, 2, 4, 4, 3)
    E: line 4 has no factor of its own that could have been left out.
lines=(3, 5, 2, 4, 3, 3)
    E: a factor that is missing in line 3 goes missing anew in every layer. Here it is
    the same in all of them.
lines=(3, 5, 2, 4, 1, 1)
    F: the start does not know the activation functions. What does the identity change?
lines=(3, 5, 2, 4, 1, 4)
    F: line 4 does not know the activation functions. What does the identity change?
lines=(3, 5, 2, 4, 1, 5)
    F: line 5 comes too late to spoil the last layer.
B="A"
    a missing transpose spoils each entry in its own way. Here all have one factor.
B="B"
    without the slopes of layer 3 each entry is wrong in its own way. Here all have one
    factor.
B="D"
    with the weights of the last layer in every turn, the first turn would be right, and
    dW[2] with it.
"""),
)
