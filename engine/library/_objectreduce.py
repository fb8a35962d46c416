"""`object.__reduce_ex__`, `__reduce__` and `__getstate__` (Objects/typeobject.c), which
need the module copyreg in C as well."""

import copyreg

_BASICS = (int, float, complex, str, bytes, tuple, list, dict, set, frozenset)


def reduce_ex(obj, protocol):
    cls = type(obj)
    if cls.__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    return common_reduce(obj, protocol)


def common_reduce(obj, protocol):
    if protocol < 2:
        return copyreg._reduce_ex(obj, protocol)
    cls = type(obj)
    # Without a tp_new there is none to make another one with.
    if cls.__flags__ & 1 << 7:
        raise TypeError(f"cannot pickle {_full_name(cls)!r} object")
    args, kwargs = _new_arguments(obj, cls)
    if not kwargs:
        new, new_args = copyreg.__newobj__, (cls, *(args or ()))
    else:
        new, new_args = copyreg.__newobj_ex__, (cls, args, kwargs)
    return (
        new,
        new_args,
        _state(obj, args is None and not isinstance(obj, (list, dict))),
        iter(obj) if isinstance(obj, list) else None,
        iter(obj.items()) if isinstance(obj, dict) else None,
    )


def _state(obj, required):
    """object_getstate"""
    if getattr(type(obj), "__getstate__", None) is object.__getstate__:
        return getstate(obj, required)
    return obj.__getstate__()


def with_state(obj, args, *rest):
    """What the __reduce__ of a type in C gives for an instance of a subclass."""
    return type(obj), args, _state(obj, False), *rest


def _new_arguments(obj, cls):
    if hasattr(cls, "__getnewargs_ex__"):
        result = obj.__getnewargs_ex__()
        if type(result) is not tuple:
            raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(result).__name__}'")
        if len(result) != 2:
            raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(result)}")
        args, kwargs = result
        if not isinstance(args, tuple):
            raise TypeError(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple,"
                f" not '{type(args).__name__}'"
            )
        if not isinstance(kwargs, dict):
            raise TypeError(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict,"
                f" not '{type(kwargs).__name__}'"
            )
        return args, kwargs
    if hasattr(cls, "__getnewargs__"):
        args = obj.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(args).__name__}'")
        return args, None
    # The builtin types that have a __getnewargs__ in C.
    for base in (int, float, str, bytes, tuple):
        if isinstance(obj, base):
            return (base(obj),), None
    return None, None


def _full_name(cls):
    """What C calls a type: classes written in Python have no module in their names."""
    if cls.__module__ == "builtins" or "__firstlineno__" in cls.__dict__ or "__dict__" in cls.__dict__:
        return cls.__name__
    return f"{cls.__module__}.{cls.__qualname__}"


def getstate(obj, required=False):
    cls = type(obj)
    if required and cls.__itemsize__:
        raise TypeError(f"cannot pickle {_full_name(cls)} objects")
    state = getattr(obj, "__dict__", None) or None
    names = copyreg._slotnames(cls)
    if required:
        # What an instance has beside its dict, weak references and slots, only C knows.
        own = cls.__basicsize__ - object.__basicsize__ - 8 * len(names)
        if cls.__dictoffset__ > 0:
            own -= 8
        if cls.__weakrefoffset__ > 0:
            own -= 8
        if own > 0:
            raise TypeError(f"cannot pickle {_full_name(cls)!r} object")
    slots = {}
    for name in names:
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state
