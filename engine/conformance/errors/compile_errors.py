# A SyntaxError that compile raises has the message, the place and the line.
def attempt(source, mode="exec"):
    try:
        compile(source, "<text>", mode)
    except SyntaxError as e:
        print(type(e).__name__, "|", e, "|", e.msg, e.lineno, e.offset, repr(e.text), e.end_lineno, e.end_offset)
    else:
        print("compiles")

attempt("def f(:")
attempt("if 1:\nx = 1")
attempt("  x = 1\n y = 2")
attempt("x = (1,\ny = 2")
attempt("f() = 1")
attempt("return 1")
attempt("'open")
attempt("x = 1", "eval")
attempt("1 +", "eval")
attempt("import sys", "eval")
attempt("(1 + 2", "eval")
attempt("a\0b")
attempt("1\n2", "single")
attempt("x = 1\n", "single")
try:
    exec("def inner():\n    1 / 0\ninner()")
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb is not None:
        print(tb.tb_frame.f_code.co_filename.split("/")[-1], tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
raise SyntaxError("made by hand", ("file.py", 3, 5, "x = = 1\n", 3, 6))
