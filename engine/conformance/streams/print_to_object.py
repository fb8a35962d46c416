# print writes to anything that has a write method, piece by piece, and to whatever stands in sys.stdout.
import sys


class Log:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)

    def flush(self):
        self.pieces.append("flush")


class Shown:
    def __str__(self):
        return "shown"


log = Log()
print(1, "two", None, Shown(), sep="|", end=".", file=log, flush=True)
print(file=log)
print(log.pieces)
before = sys.stdout
sys.stdout = log
print("captured")
sys.stdout = before
print(log.pieces[-2:], sys.stdout is sys.__stdout__, sys.getrefcount(log))
for wrong in (dict(sep=1), dict(end=b""), dict(file=3), dict(fil=None)):
    try:
        print("x", **wrong)
    except Exception as e:
        print(type(e).__name__, e)
sys.stdout = None
print("nobody hears this")
sys.stdout = before
print(sys.stdout.write("written\n"), sys.stdout.name, sys.stdout.encoding, sys.stdout.writable(), sys.stdout.fileno())
try:
    input("question? ")
except EOFError as e:
    print(e)
