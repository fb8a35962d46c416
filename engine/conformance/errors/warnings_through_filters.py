# What the machine itself warns of goes through the filters of the module warnings, and no frame of theirs is seen.
import sys
import traceback
import warnings


def show(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print("".join(traceback.format_exception(e)), end="")


def throws():
    def g():
        yield

    x = g()
    next(x)
    x.throw(ValueError, 1, None)


TEXTS = [
    "y = '\\d'", "x = '''a\n b \\d \\q'''", "'\\400'", "b'\\d'", "f'{1}\\d {2}'", "'a' 'b\\d'", "(1\n + '\\d')", "'é\\d'",
    "f'\\{1}'", "r'x' '\\d'", "1if 2 else 3", "0x1for x in y", "1 is 1", "x = 1\nx is\\\n 1", "assert (1,\n 2)",
    "é[()] is ''", "(1)(2)", "'a'[1.5]", "[1][2, 3]", "1 is 1; x = )", "1 is 1; return",
]  # fmt: skip
for action in ("error", "always"):
    warnings.simplefilter(action)
    for text in TEXTS:
        for filename in ("<text>", "main.py"):
            try:
                compile(text, filename, "exec")
            except SyntaxError as e:
                print(e.args)
    show(eval, "1 is 1")
    show(exec, "assert (1, 'x')")
    show(throws)
    show(warnings.warn, "mine")
warnings.simplefilter("ignore")
show(eval, "1 is 1")
warnings.resetwarnings()
for _ in range(2):
    show(eval, "2 is 2")
warnings.showwarning = lambda *args, **kwargs: print("shown", args, kwargs)
show(eval, "3 is 3")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    show(exec, "def f():\n    return '\\q' is 1\n")
    x = True
    print(~x)
    for w in caught:
        print(w.message, w.category, w.filename, w.lineno, w.line, w.source)
