# How often a script's constants are referred to: by their code, by the syntax tree that made them, by folding
from sys import getrefcount
print(getrefcount(b"abcd"))
print(getrefcount(b"xy" b"zw"))
print(getrefcount(b"abcde" + b""))
print(getrefcount("abcde" + ""))
print(getrefcount("abc de"))
print(getrefcount("abc df" * 1))
def f():
    print(getrefcount(b"abcdg" + b""))
    print(getrefcount("ab" "cdg"))
    print(getrefcount(("iij", "kkl")), getrefcount("iij"))
    print(getrefcount(("iij3", "kkl"))); print(getrefcount(("iij3", "kkl")))
    print(getrefcount(((1, 2, "kjh"), "kkl"))); print(getrefcount((1, 2, "kjh")), getrefcount("kjh"))
f()
print(getrefcount(0.5 + 0.25), getrefcount(2 ** 70), getrefcount(2 ** 70 + 5), getrefcount(10000000))

t2 = () + ("k" * 3,)
print(getrefcount(t2))
t3 = ("k" * 3,)
print(getrefcount(t3))
t4 = () + (1,2)
print(getrefcount(t4))
t5 = () + ("ab",) + ()
print(getrefcount(t5), getrefcount("ab"))
def f2():
    return () + ("kk",)
a = 1 + 2
b = (1, 2) + (3, 4)
c = (1, 2)[0]
d = -(1)
e = "a" + "b"
def g(x=(1, 2, "zq"), *, k=1.5):
    """doc of g"""
    print(getrefcount(x), getrefcount(k), getrefcount(1.5), getrefcount("doc of g"))
    if x in [3, 4, "zw"]: pass
    if x in {3, 4, "zw"}: pass
    return x[0] + 2.5, f"a {x} zz", "%s zz %r" % (x, k)
g()
