# Syntax warnings of texts that compile and exec are given: no line is shown, since no file has it.
import sys

for text in ("'\\d'", "x is 1", "x is -1", "1()", "[1]['a']", "assert (x, 'y')", "1if x else 2"):
    compile(text, "nowhere.py", "exec")
    sys.stderr.flush()
    print(text)
exec("x = 0\nprint(x is 0)")
