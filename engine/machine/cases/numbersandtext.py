"""Records what CPython makes of each line of numbersandtext.txt, and of conversions.py: python3 numbersandtext.py PYTHON313 PYTHON314

A line is an expression, or a statement. Written to numbersandtext.json: the program made of it, and per version what
that prints: the repr of the value, or the exception's type and message and how many arguments it has.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def program(line):
    try:
        compile(line, "main.py", "eval")
        shown = f"print(repr({line}))"
    except SyntaxError:
        shown = f"{line}; print('done')"
    return f"try:\n    {shown}\nexcept Exception as error:\n    print(type(error).__name__, repr(str(error)), len(error.args))\n"


def output(python, source):
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8:surrogatepass"}
    done = subprocess.run(
        [python, "-W", "ignore", "-P", "-S", "-B", "-c", source], capture_output=True, env=environment, check=False
    )
    return done.stdout.decode("utf-8", "surrogatepass")


def main(*pythons):
    with open(os.path.join(HERE, "numbersandtext.txt"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    with open(os.path.join(HERE, "conversions.py"), encoding="utf-8") as file:
        sources = [*map(program, lines), file.read()]
    recorded = []
    for source in sources:
        first, second = (output(python, source) for python in pythons)
        recorded.append({"program": source, "3.13": first, "3.14": second})
    with open(os.path.join(HERE, "numbersandtext.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("\t" + json.dumps(item) for item in recorded) + "\n]\n")


main(*sys.argv[1:])
