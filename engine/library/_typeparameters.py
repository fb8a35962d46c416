"""Type variables in the arguments of `list[T]` and `T | int`, and what takes their places
(Objects/genericaliasobject.c, Objects/unionobject.c), which needs the module typing in C as well."""

GenericAlias = type(list[int])
Union = type(int | str)


def make_parameters(args):
    """_Py_make_parameters"""
    parameters = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (tuple, list)):
            found = make_parameters(arg)
        elif getattr(arg, "__typing_subst__", None) is not None:
            found = (arg,)
        else:
            found = getattr(arg, "__parameters__", None)
            if not isinstance(found, tuple):
                continue
        parameters.extend(p for p in found if not any(p is q for q in parameters))
    return tuple(parameters)


def alias_getitem(alias, item):
    """ga_getitem"""
    args = _subs_parameters(alias, alias.__args__, alias.__parameters__, item)
    res = GenericAlias(alias.__origin__, args)
    return next(iter(res)) if alias.__unpacked__ else res


def union_getitem(union, item):
    """union_getitem"""
    args = _subs_parameters(union, union.__args__, union.__parameters__, item)
    if hasattr(Union, "__origin__"):
        return Union[args]
    res, *others = args
    for other in others:
        res |= other
    return res


def checked(args):
    """unions_add: what a union may be of, each once"""
    from typing import _type_check

    parts = []
    for arg in args:
        if not isinstance(arg, (type, GenericAlias, Union)):
            arg = _type_check(arg, "Union[arg, ...]: each arg must be a type.")
        if arg not in parts:
            parts.append(arg)
    return tuple(parts)


def _index(parameters, param):
    for i, other in enumerate(parameters):
        if other is param:
            return i
    return -1


def _unpack_args(item):
    """_unpack_args"""
    args = []
    for arg in item if isinstance(item, tuple) else (item,):
        inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
        if isinstance(inner, tuple) and not (inner and inner[-1] is ...):
            args.extend(inner)
        else:
            args.append(arg)
    return tuple(args)


def _subs_parameters(self, args, parameters, item):
    """_Py_subs_parameters"""
    if not parameters:
        raise TypeError(f"{self!r} is not a generic class")
    item = _unpack_args(item)
    for param in parameters:
        prepare = getattr(param, "__typing_prepare_subst__", None)
        if prepare is not None:
            item = prepare(self, item if isinstance(item, tuple) else (item,))
    items = item if isinstance(item, tuple) else (item,)
    if len(items) != len(parameters):
        much = "many" if len(items) > len(parameters) else "few"
        raise TypeError(f"Too {much} arguments for {self!r}; actual {len(items)}, expected {len(parameters)}")
    return _substituted(args, parameters, items)


def _substituted(args, parameters, items):
    result = []
    for arg in args:
        if isinstance(arg, type):
            result.append(arg)
            continue
        if isinstance(arg, (tuple, list)):
            inner = _substituted(arg, parameters, items)
            result.append(list(inner) if isinstance(arg, list) else inner)
            continue
        unpack = getattr(arg, "__typing_is_unpacked_typevartuple__", False)
        subst = getattr(arg, "__typing_subst__", None)
        if subst is not None:
            arg = subst(items[_index(parameters, arg)])
        else:
            arg = _subs_tvars(arg, parameters, items)
        if unpack:
            result.extend(arg)
        else:
            result.append(arg)
    return tuple(result)


def _subs_tvars(obj, parameters, items):
    """subs_tvars"""
    subparams = getattr(obj, "__parameters__", None)
    if not isinstance(subparams, tuple) or not subparams:
        return obj
    subargs = []
    for arg in subparams:
        i = _index(parameters, arg)
        if i >= 0:
            arg = items[i]
            if hasattr(type(parameters[i]), "__iter__") and isinstance(arg, tuple):
                subargs.extend(arg)
                continue
        subargs.append(arg)
    return obj[tuple(subargs)]
