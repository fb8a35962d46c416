"""What CPython says of programs: reads a JSON list of texts, writes a JSON list of answers.

An answer is null where the text compiles, else [type, message, lineno, offset, end_lineno, end_offset, text]. With
`--file` it is what `python main.py` writes to stderr, for texts that do not compile.
"""

import json
import os
import subprocess
import sys
import tempfile
import warnings


def answer(source):
    try:
        compile(source, "main.py", "exec", dont_inherit=True)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
    except Exception as e:
        return [type(e).__name__, str(e), None, None, None, None, None]
    return None


def shown(source, command, folder):
    path = os.path.join(folder, "main.py")
    with open(path, "w", newline="") as f:
        f.write(source)
    return subprocess.run([*command, "main.py"], cwd=folder, capture_output=True, text=True).stderr


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sources = json.load(sys.stdin)
    found = [answer(source) for source in sources]
    if "--file" in sys.argv:
        command = [sys.argv[-1], "-P", "-s", "-S", "-B"]
        with tempfile.TemporaryDirectory() as folder:
            found = [None if e is None else shown(source, command, folder) for source, e in zip(sources, found)]
    json.dump(found, sys.stdout)
