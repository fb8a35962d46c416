# SyntaxWarnings come in the order of the text, those before an error too.
path = "C:\data"
count = 3if path else 4
if count is 3:
    print("\d", f"\p{count}", b"\q")
assert (count, "never fails")
print("a" "b"[0] ("c"))
def f(a, a):
    pass
