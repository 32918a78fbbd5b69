"""A network with pencil and paper."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

by_hand = PaperExercise(
    name="by-hand",
    title="A network by hand",
    warm_up=True,
    task=r"""
A network has two inputs, a layer of three ReLU nodes, and a last layer of one node with
the identity as its activation function. ReLU is $g(z) = \max(0, z)$. The weights are

$$
W^{[1]} = \begin{pmatrix} 1 & 1 & -1 \\ 0.5 & -1 & 2 \end{pmatrix}, \qquad
W^{[2]} = \begin{pmatrix} 2 \\ 5 \\ -1 \end{pmatrix}.
$$

Column $j$ of $W^{[1]}$ holds the two weights of node $j$. $W^{[2]}$ holds the three
weights of the last node. For the input $x = (1, -1)^\top$, work out with pencil and
paper

- `z`: the pre-activations of the three nodes of layer 1, written like `(1, 2, 3)`;
- `a`: their activations, written in the same way;
- `prediction`: the activation of the last node.
""",
    hints=(
        "A pre-activation is a sum of inputs times weights. Node 1 has the weights in "
        "column 1: multiply the first by $x_1$, the second by $x_2$, and add.",
        r"ReLU leaves numbers above $0$ alone and puts $0$ in the place of all others.",
        r"The last node takes in the three activations $a$, not $x$ and not $z$. It "
        r"weighs them with $2$, $5$ and $-1$.",
    ),
    derivation=r"""
A node multiplies each input by its own weight for it and adds up, {eq}`eq-layer`. With
$x_1 = 1$ and $x_2 = -1$ the pre-activations are

$$
\begin{aligned}
z_1^{[1]} &= 1 \cdot 1 + (-1) \cdot 0.5 = 0.5, \\
z_2^{[1]} &= 1 \cdot 1 + (-1) \cdot (-1) = 2, \\
z_3^{[1]} &= 1 \cdot (-1) + (-1) \cdot 2 = -3.
\end{aligned}
$$

ReLU lets $0.5$ and $2$ pass and stops $-3$, so $a^{[1]} = (0.5, 2, 0)^\top$: the third
node is switched off. The last node weighs these,

$$
z_1^{[2]} = 0.5 \cdot 2 + 2 \cdot 5 + 0 \cdot (-1) = 11,
$$

and the identity changes nothing. The prediction is $11$. For $x = (1, 2)^\top$, the
chapter's example, the weight $5$ had no say. Here it counts most.
""",
    blanks={"z": (0.5, 2, -3), "a": (0.5, 2, 0), "prediction": 11},
    slips=slips.of_blanks("""
z=(1.5, 0, 1)
    a lost sign. The second input is -1, and here it counts as 1.
z=(0.5, 2, 1)
    a lost sign at node 3. Its second weight is 2, and it meets the input -1.
a=(0.5, 2, -3)
    ReLU is still to be applied: these are the pre-activations. No ReLU node can put out
    a number below 0.
a=(0.5, 2, 3)
    this takes the absolute value. ReLU does not turn a negative number round; it
    replaces it.
prediction=14
    node 3 has passed on its pre-activation. The last node sees what comes out of ReLU.
prediction=8
    node 3 has passed on the absolute value of its pre-activation. That is not what ReLU
    does with a negative number.
prediction=2.5
    the activations are added as they are. The last node has a weight for each of them.
"""),
)
