"""Stands in for Modules/_pickle.c: its exceptions. What uses the classes of Lib/pickle.py, which
imports this module, is in _picklers."""


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def __getattr__(name):
    if name not in ("Pickler", "Unpickler", "dump", "dumps", "load", "loads"):
        raise AttributeError(f"module '_pickle' has no attribute '{name}'")
    import _picklers

    return getattr(_picklers, name)
