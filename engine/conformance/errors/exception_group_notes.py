# Notes and nested groups in the traceback of a group.
def a(): raise ValueError("one")
def b(): raise KeyError("two")
excs = []
for f in a, b:
    try: f()
    except Exception as e: excs.append(e)
excs[1].add_note("note on two")
eg = ExceptionGroup("top", excs + [ExceptionGroup("nested", [OSError("x"), TypeError("y")])])
eg.add_note("note on top")
raise eg
