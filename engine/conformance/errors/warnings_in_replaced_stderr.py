# Where no filter was loaded, a warning still goes to what sys.stderr is now.
import sys


class Stream:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


real, sys.stderr = sys.stderr, Stream()
x = True
print(~x, eval("1 is 1"))
stream, sys.stderr = sys.stderr, real
print("".join(stream.parts))
