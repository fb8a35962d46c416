"""Where the errors of a text that a program compiles are said to be: with the name of a file that is there, and of one that is not."""
import traceback
def t(src, name="main.py", mode="exec"):
    try: compile(src, name, mode)
    except SyntaxError as e:
        print(type(e).__name__, e.args)
        print("".join(traceback.format_exception_only(e)), end="")
    else: print("ok")
for mode in ("exec", "eval", "single"):
    for src in ("x y", "return 5", "x = 1\nbreak\n", "def f():\n  nonlocal x\n", "def f(a, a): pass", "f() = 1\n", "a = 1\n\n\n\ncontinue", "x y\n", "(x y)\n+ 2", "*a", "(yield)"):
        print(mode, repr(src), end=" ")
        t(src, "main.py", mode)
        t(src, "other.py", mode)
