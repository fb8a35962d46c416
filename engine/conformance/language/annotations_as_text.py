# from __future__ import annotations keeps them as text, in 3.14 too; what may not stand there still may not.
from __future__ import annotations

import sys
from typing import get_type_hints


class Node:
    next: Node | None = None
    if False:
        never: Nowhere

    def link(self, other: Node, *rest: list[ "Node" ]) -> Nowhere: ...


def f(x: Undefined = 1, /, *, y: (1 + 2)) -> None: ...


print(Node.__annotations__, Node.link.__annotations__, f.__annotations__, sep="\n")
print(get_type_hints(Node), [n for n in vars(Node) if "annot" in n])
count: int = 3
print(__annotations__)
if sys.version_info >= (3, 14):
    print(f.__annotate__(2) == f.__annotations__, f.__annotate__.__code__.co_names, Node.__annotate__)
for text in ("x: (yield)", "def f(a: (b := 1)): pass"):
    try:
        compile(text, "text", "exec")
    except SyntaxError as e:
        print(e.msg, e.offset)
