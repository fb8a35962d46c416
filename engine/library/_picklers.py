"""Stands in for Modules/_pickle.c: the classes of Lib/pickle.py, with what the errors of C say."""

import io
import pickle
import sys
from _pickle import PicklingError, UnpicklingError
from types import FunctionType


class Pickler(pickle._Pickler):
    __module__ = "_pickle"

    if sys.version_info < (3, 14):
        def save_global(self, obj, name=None):
            """The checks of C's `save_global`."""
            path = name or getattr(obj, "__qualname__", None) or obj.__name__
            module_name = pickle.whichmodule(obj, path)
            try:
                __import__(module_name)
                found = sys.modules[module_name]
            except (ImportError, KeyError):
                found = None
            if found is None:
                raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed")
            if "<locals>" in path.split("."):
                raise AttributeError(f"Can't get local object {path!r}")
            for part in path.split("."):
                found = getattr(found, part, PicklingError)
            if found is PicklingError and obj is not PicklingError:
                raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {path} on {module_name} failed")
            super().save_global(obj, name)

        def save_type(self, obj):
            if obj in (type(None), type(NotImplemented), type(...)):
                return super().save_type(obj)
            return self.save_global(obj)

        dispatch = pickle._Pickler.dispatch.copy()
        dispatch[FunctionType] = save_global
        dispatch[type] = save_type


class _Opcodes(dict):
    def __missing__(self, key):
        shown = chr(key) if 32 <= key < 127 else f"\\x{key:02x}"
        raise UnpicklingError(f"invalid load key, '{shown}'.")


class _Checked:
    """A file whose end is an error."""

    def __init__(self, file):
        self._file = file
        self.peek = getattr(file, "peek", None)

    def read(self, size):
        data = self._file.read(size)
        if size == 1 and not data:
            raise EOFError("Ran out of input")
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        return data

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:] = data
        return len(data)

    def readline(self):
        line = self._file.readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line


class Unpickler(pickle._Unpickler):
    __module__ = "_pickle"
    dispatch = _Opcodes(pickle._Unpickler.dispatch)

    def __init__(self, file, **options):
        for name in ("read", "readline"):
            if not hasattr(file, name):
                raise TypeError("file must have 'read' and 'readline' attributes")
        super().__init__(_Checked(file), **options)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    options = {"fix_imports": fix_imports, "encoding": encoding, "errors": errors, "buffers": buffers}
    return Unpickler(file, **options).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    options = {"fix_imports": fix_imports, "encoding": encoding, "errors": errors, "buffers": buffers}
    return Unpickler(io.BytesIO(data), **options).load()
