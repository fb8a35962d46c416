"""Stands in for Lib/annotationlib.py: annotations are evaluated where they stand in this
machine, so that only values can be asked for."""

import enum
import types


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__arg__ = arg
        self.__forward_arg__ = arg
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner

    @property
    def __forward_code__(self):
        return compile(self.__forward_arg__, "<string>", "eval")

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        if globals is None:
            globals = getattr(owner or self.__owner__, "__globals__", {})
        names = dict(locals or {})
        for param in type_params or ():
            names.setdefault(param.__name__, param)
        return eval(self.__forward_code__, globals, names)

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(("ForwardRef", self.__forward_arg__))

    def __or__(self, other):
        import typing

        return typing.Union[self, other]

    def __ror__(self, other):
        import typing

        return typing.Union[other, self]

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def type_repr(value):
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    return repr(value)


def annotations_to_string(annotations):
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}


def call_annotate_function(annotate, format, *, owner=None):
    return annotate(Format.VALUE)


call_evaluate_function = call_annotate_function


def get_annotate_from_class_namespace(namespace):
    return namespace.get("__annotate__", namespace.get("__annotate_func__"))


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__")
        annotate = obj.__dict__.get("__annotate__")
        if found is None and annotate is not None:
            found = call_annotate_function(annotate, format)
    else:
        found = getattr(obj, "__annotations__", None)
        if found is None and not callable(obj):
            raise TypeError(f"{obj!r} does not have annotations")
    found = dict(found or {})
    if format == Format.STRING:
        return annotations_to_string(found)
    if eval_str:
        if globals is None:
            globals = getattr(obj, "__globals__", {})
        return {
            name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()
        }
    return found
