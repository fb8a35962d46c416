# Which one-character texts are the shared ones, and which did CPython fill anew?
import sys

n = 5
upper = "A"
made = {
    "literal": "5",
    "chr": chr(53),
    "str of an int": str(n),
    "f-string of an int": f"{n}",
    "format spec": f"{n:d}",
    "percent": "%d" % n,
    "slice": "456"[1:2],
    "replace": "x".replace("x", "5"),
    "joined": "".join(["", "5"]),
    "joined alone": "".join(["5"]),
}
for name, text in made.items():
    print(name, text is chr(53), sys._is_interned(text))
print("lower", upper.lower() is chr(97), "title", "a".title() is chr(65), "strip", " a ".strip() is chr(97))
text = str(n)
print(sys.intern(text) is chr(53), sys.getrefcount(str(n)))
