"""Records engine/library/patches: what the releases that the profiles follow have changed in CPython's library.

    python3 scripts/record-library-patches.py --python313 PATH --python314 PATH

The library comes from the pyodide packages (scripts/build-library.mjs), which are of earlier releases. Per module that
engine/library/modules.json lists and nothing there stands in for, a unified diff from the package's text to that of the
interpreter's library is written to PROFILE/NAME.patch. What an installation has changed is not CPython's: the changes
that have one of the lines of `changes` in left-out.json, or all of a module that has none there, and a first line that
says where the interpreter is.
"""
import argparse
import difflib
import json
import pathlib
import shutil
import subprocess
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "engine" / "library"
PATCHES = LIBRARY / "patches"
PACKAGES = {"3.13": "pyodide", "3.14": "pyodide-314"}
CONTEXT = 3

ASK = "import os, platform; print(os.path.dirname(os.__file__)); print(platform.python_version())"


def file_of(name, exists):
    """A module's file below the library's folder, or None where it is not written in Python."""
    stem = name.replace(".", "/")
    return next((path for path in (f"{stem}/__init__.py", f"{stem}.py") if exists(path)), None)


def lines_of(path, text):
    if text == "":
        return []
    if not text.endswith("\n"):
        raise SystemExit(f"{path} does not end with a line's end, which no patch here says")
    return text[:-1].split("\n")


def is_left_out(old, new, left_out, seen):
    """Whether a change is one of those that `left_out` names; the names that were met are put in `seen`."""
    names = [name for name in left_out if any(name in line for line in (*old, *new))]
    seen.update(names)
    return names != [] or all(line.startswith("#!") for line in (*old, *new))


def later_lines(name, old, new, left_out):
    """The lines of `new`, but for the changes that are left out."""
    lines = []
    seen = set()
    for tag, i, end, j, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        leave = tag == "equal" or is_left_out(old[i:end], new[j:new_end], left_out, seen)
        lines += old[i:end] if leave else new[j:new_end]
    if unmet := set(left_out) - seen:
        raise SystemExit(f"left-out.json: no change in {name} has {unmet}")
    return lines


def record(profile, python, names, left_out):
    library, release = subprocess.run([python, "-c", ASK], check=True, capture_output=True, text=True).stdout.split()
    if not release.startswith(f"{profile}."):
        raise SystemExit(f"{python} is {release}, where {profile} is meant")
    package = ROOT / "node_modules" / PACKAGES[profile]
    archive = zipfile.ZipFile(package / "python_stdlib.zip")
    version = json.loads((package / "package.json").read_text())["version"]
    folder = PATCHES / profile
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written = 0
    for name in names:
        if file_of(name, lambda path: (LIBRARY / path).exists()):
            continue
        path = file_of(name, archive.namelist().__contains__)
        later = pathlib.Path(library, path)
        if not later.exists():
            raise SystemExit(f"{later} is not there")
        leave = left_out.get(name)
        if leave is not None and "changes" not in leave:
            continue
        old = lines_of(path, archive.read(path).decode())
        new = lines_of(later, later.read_text(encoding="utf-8"))
        new = later_lines(name, old, new, leave["changes"] if leave else [])
        diff = list(difflib.unified_diff(old, new, path, path, f"pyodide {version}", release, CONTEXT, lineterm=""))
        if diff:
            (folder / f"{name}.patch").write_text("\n".join(diff) + "\n", encoding="utf-8", newline="\n")
            written += 1
    print(f"{release}: {written} modules differ from those of pyodide {version}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--python313", required=True)
    parser.add_argument("--python314", required=True)
    arguments = parser.parse_args()
    modules = json.loads((LIBRARY / "modules.json").read_text())
    left_out = json.loads((PATCHES / "left-out.json").read_text())
    for profile, python in (("3.13", arguments.python313), ("3.14", arguments.python314)):
        names = sorted(modules["both"] + modules[profile])
        record(profile, python, names, left_out["both"] | left_out.get(profile, {}))


main()
