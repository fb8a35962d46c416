# The tokens that tokenize gives, with comments, newlines that end nothing, f-strings, dedents, and what it cannot read.
import tokenize, io
src = '''# head
import os  # trailing

def f(a, b):
    """doc
    more"""
    # inner
    if a:

        return f"x{a!r:>{b}}y{{z}} {a=}" + 'é' # c

    x = [1,
         # in list
         2.5e3, 0x1f, 3j] \\
        + []
    return a != b -> ...
class C: pass
  # odd
y = a if b else c
@dec
async def g(): await x
print("é", ünï)
'''
for s in (src, "x = 1", "x = 1\n", "", "\n", "# c", "if a:\n  b", "if a:\n  b\n\n\n", "a = '''x\ny'''\n", "f'''a\n{b}\nc'''\n"):
    for t in tokenize.generate_tokens(io.StringIO(s).readline): print(t)
    print("--")
for bad in ("(a", "x = 'abc", "if a:\n    b\n  c\n", '"""abc', "x = $ ? !\n", "1_\n"):
    try:
        for t in tokenize.generate_tokens(io.StringIO(bad).readline): print(t)
    except (tokenize.TokenError, SyntaxError) as e: print(type(e).__name__, e)
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(src).readline)) == src)
