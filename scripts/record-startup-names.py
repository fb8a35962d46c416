"""Records engine/machine/startupnames.ts: the words that CPython has interned for good when a program starts.

    python3 scripts/record-startup-names.py --python313 PATH --python314 PATH

Each interpreter is asked, in a process of its own, of every word that may be meant: those in its executable, the names
in its frozen modules and in the modules that it imports at start, the attributes of its builtin types. A word is
immortal if its interned str is. Words that begin with an underscore are left out: a program meets them as names, which
make them immortal anyway.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent / "engine" / "machine" / "startupnames.ts"
STARTUP = "codecs io abc encodings/__init__ encodings/aliases encodings/utf_8".split()

# Run by the interpreter: the words of code and of types, one a line. First argument: the library's folder.
WORDS = r"""
import _imp, pathlib, sys, types
def names(value):
    if isinstance(value, str): print(repr(value))
    elif isinstance(value, (tuple, frozenset)):
        for item in value: names(item)
    elif isinstance(value, types.CodeType):
        names((*value.co_names, *value.co_varnames, *value.co_cellvars, *value.co_freevars, value.co_name))
        names(value.co_consts)
for name in _imp._frozen_module_names():
    names(_imp.get_frozen_object(name))
for name in sys.argv[2:]:
    path = pathlib.Path(sys.argv[1], name + ".py")
    names(compile(path.read_text(), str(path), "exec"))
for module in list(sys.modules.values()):
    for name in dir(module):
        names(name)
        names(tuple(dir(getattr(module, name))))
for kind in object.__subclasses__():
    names(tuple(dir(kind)))
"""

# Run as a script: which of the words in a file are interned for good. Its own names are no words that anyone means.
ASK = r"""
import sys, posix
def zq_read(zq_path):
    zq_file = posix.open(zq_path, 0); zq_bytes = b""
    while zq_part := posix.read(zq_file, 1 << 20): zq_bytes += zq_part
    return zq_bytes.decode()
zq_found = []
for zq_word in zq_read("words").split("\n"):
    if len(zq_word) > 1:
        zq_new = sys.intern("".join(list(zq_word)))
        if sys.getrefcount(zq_new) > 1 << 20: zq_found.append(zq_word)
        del zq_new
print("\n".join(zq_found))
"""


def executable(python):
    """The ELF file behind a command that may be a shell script."""
    head = pathlib.Path(python).read_bytes()[:2]
    if head != b"#!":
        return pathlib.Path(python).resolve()
    return pathlib.Path(re.findall(r"\S+/bin/python[\d.]+", pathlib.Path(python).read_text())[-1])


def startup_words(python):
    word = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
    run = lambda *args, **more: subprocess.run([python, *args], check=True, capture_output=True, text=True, **more).stdout
    library = run("-c", "import os; print(os.path.dirname(os.__file__))").strip()
    words = {w.decode() for w in re.findall(rb"[A-Za-z0-9_]+", executable(python).read_bytes())}
    # In the data of a frozen module a byte before a word may look like a letter.
    words |= {w[1:] for w in words}
    for line in run("-S", "-c", WORDS, library, *STARTUP).split("\n"):
        words.update(word.findall(line))
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "words").write_text("\n".join(sorted(words)))
        pathlib.Path(folder, "main.py").write_text(ASK)
        found = run("-P", "-s", "-S", "-B", "main.py", cwd=folder, env={"PYTHONHASHSEED": "0"}).split("\n")
    return {w for w in found if word.fullmatch(w) and not w.startswith("zq_")}


def constant(name, comment, words):
    text = json.dumps(" ".join(sorted(words)))
    return f"/** {comment} */\nconst {name} = {text};\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--python313", required=True)
    parser.add_argument("--python314", required=True)
    arguments = parser.parse_args()
    old = startup_words(arguments.python313)
    new = startup_words(arguments.python314)
    TARGET.write_text(
        "/** The words that CPython has interned for good when a program starts. Recorded by scripts/record-startup-names.py. */\n"
        'import type { ProfileName } from "../profiles";\n\n'
        + constant("BOTH", "Of 3.13 and 3.14.", old & new)
        + "\n"
        + constant("ONLY_313", "Of 3.13 alone.", old - new)
        + "\n"
        + constant("ONLY_314", "Of 3.14 alone.", new - old)
        + """
const words: Partial<Record<ProfileName, ReadonlySet<string>>> = {};

/** The words whose interned str is immortal from the start; those that begin with an underscore are left out. */
export function startupNames(name: ProfileName): ReadonlySet<string> {
	words[name] ??= new Set(`${BOTH} ${name === "3.13" ? ONLY_313 : ONLY_314}`.split(" "));
	return words[name];
}
"""
    )
    print(f"{len(old)} words of 3.13, {len(new)} of 3.14")


main()
