# The methods behind attribute access check the name as getattr() and setattr() do.
class A:
    pass


for attempt in (
    lambda: type.__setattr__(A, b"x", None),
    lambda: type.__delattr__(A, 1),
    lambda: type.__getattribute__(A, 3),
    lambda: object.__setattr__(A(), b"x", None),
    lambda: object.__delattr__(A(), None),
    lambda: object.__getattribute__(A(), 3.5),
    lambda: setattr(A(), b"x", 1),
    lambda: getattr(A, 2),
    lambda: hasattr(A, ()),
):
    try:
        print(attempt())
    except TypeError as e:
        print(e)
