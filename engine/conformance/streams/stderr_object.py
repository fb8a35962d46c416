# Ignored exceptions are written to the object in sys.stderr.
import sys


class Catcher:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        return len(text)


class Broken(Catcher):
    def flush(self):
        1 / 0


class Failing:
    def __del__(self):
        raise ValueError("in __del__")


catcher = sys.stderr = Catcher()
Failing()
sys.stderr = sys.__stderr__
for line in catcher.text.splitlines():
    print("|", line if "0x" not in line else line[: line.index(" at 0x")])
broken = sys.stderr = Broken()
Failing()
sys.stderr = sys.__stderr__
print(broken.text.count("Exception ignored"), "ZeroDivisionError" in broken.text)
sys.stderr = None
Failing()
sys.stderr = sys.__stderr__
print(sys.stderr.writable(), sys.stderr.errors)
