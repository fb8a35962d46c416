"""Stands in for Lib/importlib/_bootstrap.py, which CPython has frozen: finding and
loading are the machine's own (`_imp`)."""

import _imp
import sys
from builtins import __import__
from _imp import ModuleSpec, BuiltinImporter

_module_locks = {}


class FrozenImporter:
    """No module of this machine is frozen."""

    _ORIGIN = "frozen"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


def _call_with_frames_removed(f, *args, **kwds):
    return f(*args, **kwds)


def _verbose_message(message, *args, verbosity=1):
    pass


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if is_package is None:
        try:
            is_package = loader.is_package(name)
        except (AttributeError, ImportError):
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    if override or getattr(module, "__name__", None) is None:
        module.__name__ = spec.name
    if override or getattr(module, "__loader__", None) is None:
        module.__loader__ = spec.loader
    if override or getattr(module, "__package__", None) is None:
        module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        if override or getattr(module, "__path__", None) is None:
            module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        if override or getattr(module, "__file__", None) is None:
            module.__file__ = spec.origin
    return module


def module_from_spec(spec):
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    _init_module_attrs(spec, module)
    return module


def _find_spec(name, path, target=None):
    for finder in sys.meta_path:
        find_spec = getattr(finder, "find_spec", None)
        if find_spec is not None:
            spec = find_spec(name, path, target)
            if spec is not None:
                return spec
    return _imp._find_spec(name)


def _exec(spec, module):
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name!r} not in sys.modules", name=name)
    try:
        _init_module_attrs(spec, module, override=True)
        if hasattr(spec.loader, "exec_module"):
            spec.loader.exec_module(module)
        else:
            _imp._exec(module)
    finally:
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base = bits[0]
    return f"{base}.{name}" if name else base


def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        elif not package:
            raise ImportError("attempted relative import with no known parent package")
    if not name and level == 0:
        raise ValueError("Empty module name")


def _gcd_import(name, package=None, level=0):
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return _imp._load(name)
