# Constants of a text that exec or eval runs: the tree's arena holds them until it has run; compile()'s is gone
from sys import getrefcount
text = "print(getrefcount('one two'), getrefcount((3, 'four five')), getrefcount('six' * 2), getrefcount(b'seven'))"
exec(text)
exec(compile(text, "x", "exec"))
eval(text)
eval(compile(text, "x", "eval"))
exec("def f(): return getrefcount('eight nine')\nprint(f())")
print(f())
try:
    exec("1 +")
except SyntaxError:
    print("refused")
print(getrefcount(("q1 w", "w w")[0]), getrefcount((1.5,) + (2.5,)), getrefcount(2.5), getrefcount(("z z",) * 2), getrefcount("z z"))
