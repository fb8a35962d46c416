"""What is typed at a prompt: complete, wrong, or waiting for more (codeop, and the mode 'single')."""
import codeop
import sys
import traceback
def t(*a, **k):
    try:
        r = codeop.compile_command(*a, **k)
    except Exception as e:
        print(a, type(e).__name__, e.args if isinstance(e, SyntaxError) else e)
        return
    print(a, r if not hasattr(r,'co_name') else r.co_name)
for s in ("while True:", "while True:\n  pass", "while True:\n  pass\n", "x = 1", "x =", "if x:", "(1,", "'''a", "'a", "def f():\n  x = [", "def f():", "def f()", "class A:", "try:\n  x", "@d", "x = 1\\", "", "\n", "# c", "x y", "pass", "a b c", "for x in y: pass", "1 +", "f'{", "f'''{x", "else:", "return", "break","x = 1; y", "if 1:\n pass\nelse:"):
    for sym in ("single","exec","eval"):
        t(s, "<input>", sym)
from codeop import PyCF_ONLY_AST
for s in ("while True:","while True:\n  pass", "x y", "return"):
    t(s, symbol="exec", flags=PyCF_ONLY_AST) if sys.version_info>=(3,14) else 0
c = codeop.CommandCompiler()
print(c("from __future__ import annotations").co_name)
print(c.compiler.flags, c("x: y").co_flags & 0xff00000)
for s in ("for x in y: pass", "if 1: pass\n", "class A: x = 1", "if 1:\n  pass", "if 1:\n pass\nelse: pass", "def f(): return 1", "x = 1; y = 2", "if 1: pass\nx = 1", "with x: y", "@d\ndef f(): pass", "match x:\n case 1: pass", "# c", "", "x = 1 # c", "if 1: pass # c", "if 1:\n  pass # c", "try: x\nfinally: y", "x = 1\n# c", "x = 1\n\n", "x y", "x = (", "def f()", "if x\n", "f(", "lambda", "x = 'a", "print 1", "a b c", "1 +", "else:", "  x", "if 1:", "f(a b)"):
    for flags in (0, 0x200, 0x4000, 0x4200):
        try: c = compile(s, "<s>", "single", flags)
        except SyntaxError as e: print(repr(s), hex(flags), type(e).__name__, e.args)
        else: print(repr(s), hex(flags), "ok")

for source in ("whille True:\n  pass", "whille x =", "fro x in y:", "imprt x", "x = 1\nclas A:\n  def f(self):"):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print("".join(traceback.format_exception_only(e)), end="")
