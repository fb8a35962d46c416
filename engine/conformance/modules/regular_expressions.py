# What the engine of regular expressions finds: backtracking, lookaround, atomic groups, conditionals, case, bytes.
import re
import sys

texts = ["", "aaab", "abcbd", "foo\nfoo", "xxy", "naïve café 12", "HeLLo hello", "ab" * 4 + "c", "été", "a,b;;c"]
patterns = [
    r"a*?b", r"(a+|b)*?c", r"(?:(a)|b)*", r"(a)?b(?(1)c|d)", r"(?<=a)b(?!c)", r"(?>a+)ab", r"a++b", r"(?:ab)*+c",
    r"(\w)\1", r"(?i)(l+)o\b", r"\b\w+$", r"^foo$", r"[^a-z\W]+", r"x*", r"(?=(a+))a*b\1?", r"([,;])+", r"(?s:.)f",
]
for pattern in patterns:
    for flags in (0, re.M | re.I):
        p = re.compile(pattern, flags)
        found = [(m.span(), m.groups(), m.lastindex) for t in texts for m in p.finditer(t)]
        print(p, len(found), hash(str(found)) == hash(str(found)), found[:4])
        print(ascii([p.sub(r"<\g<0>>", t) for t in texts]), ascii(p.split(texts[-1])), bool(p.fullmatch("aaab")))
m = re.search(rb"(?P<name>b+)(c)?", bytearray(b"abbc"))
print(m, m["name"], m.span(2), m.regs, m.lastgroup, m.pos, m.endpos, m.string)
m = re.match("(a)(b)?", "ac")
print(m.groups(), m.groups("-"), m[2], m.start(2), sys.getsizeof(m), sys.getrefcount(m), m.expand(r"\1\2!"))
for wrong in (lambda: m["no"], lambda: m.group(3), lambda: re.match("a", 5), lambda: re.match("a", b"a")):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
print(re.sub(r"\d+", lambda m: str(int(m[0]) + 1), "9 99 x"), re.subn("a", "b", "banana", count=2))
