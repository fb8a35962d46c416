# A group raised in the handler of a group, with causes.
try:
    try: raise ExceptionGroup("a", [ValueError(1), OSError(2), KeyError(4)])
    except* ValueError: 1/0
except* KeyError as e:
    raise TypeError("t") from e
