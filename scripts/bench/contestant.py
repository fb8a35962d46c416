"""A Python that runs programs for the benchmarks: a request a line on stdin, an answer a line on descriptor 3."""

import gc
import io
import json
import os
import sys
import time

answers = os.fdopen(3, "w")
thresholds = gc.get_threshold()


def answer(**fields):
    answers.write(json.dumps(fields) + "\n")
    answers.flush()


def run(source):
    """The output, and the milliseconds around compiling and running, as the other engines are timed."""
    stdout = sys.stdout
    sys.stdout = written = io.StringIO()
    space = {"__name__": "__main__"}
    began = time.perf_counter()
    try:
        exec(compile(source, "main.py", "exec"), space)
    finally:
        ended = time.perf_counter()
        sys.stdout = stdout
    return written.getvalue(), (ended - began) * 1000


answer(kind="loaded", ms=0, version=sys.version.split()[0])
for line in sys.stdin:
    try:
        output, ms = run(json.loads(line)["source"])
        answer(kind="ran", ms=ms, output=output)
    except BaseException as error:
        answer(kind="failed", reason=f"{type(error).__name__}: {error}")
    gc.enable()
    gc.set_threshold(*thresholds)
    gc.collect()
