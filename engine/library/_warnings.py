"""Stands in for Python/_warnings.c: the filters an interpreter starts with, and the two functions that ask them."""

import sys as _sys
from _operator import index as _index

_defaultaction = "default"
_onceregistry = {}
# A text in place of a pattern has to be equal.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]

_filters_version = 0
_ALWAYS = ("always",)


def _new_version():
    global _filters_version
    _filters_version += 1


if _sys.version_info < (3, 14):
    _filters_mutated = _new_version
else:
    from _contextvars import ContextVar as _ContextVar

    _warnings_context = _ContextVar("_warnings_context")
    _held = 0
    _ALWAYS = ("always", "all")

    def _acquire_lock():
        global _held
        _held += 1

    def _release_lock():
        global _held
        if _held == 0:
            raise RuntimeError("cannot release un-acquired lock")
        _held -= 1

    def _filters_mutated_lock_held():
        if _held == 0:
            raise RuntimeError("warnings lock is not held")
        _new_version()


def _attribute(name, otherwise):
    """get_warnings_attr: what the module `warnings` says, where it is loaded."""
    return getattr(_sys.modules.get("warnings"), name, otherwise)


def _matches(pattern, text):
    """check_matched"""
    if pattern is None:
        return True
    if type(pattern) is str:
        return pattern == text
    return bool(pattern.match(text))


def _search(filters, name, category, text, lineno, module):
    """filter_search: the filter that applies, or None."""
    if not isinstance(filters, list):
        raise ValueError(f"{name} must be a list")
    i = 0
    while i < len(filters):
        item = filters[i]
        if not isinstance(item, tuple) or len(item) != 5:
            raise ValueError(f"{name} item {i} isn't a 5-tuple")
        action, message, cls, where, line = item
        if not isinstance(action, str):
            raise TypeError(f"action must be a string, not '{type(action).__name__}'")
        if (
            issubclass(category, cls)
            and _matches(message, text)
            and _matches(where, module)
            and (line == 0 or line == lineno)
        ):
            return item
        i += 1
    return None


def _get_filter(category, text, lineno, module):
    """get_filter: the action, and the filter that says so."""
    global filters, _defaultaction
    context = None if _sys.version_info < (3, 14) else _warnings_context.get(None)
    if context is None:
        filters = _attribute("filters", filters)
        if not isinstance(filters, list):
            raise ValueError("_warnings.filters must be a list")
        name = "_warnings.filters" if _sys.version_info < (3, 14) else "warnings.filters"
        item = _search(filters, name, category, text, lineno, module)
    else:
        name = "_filters of warnings._warnings_context"
        item = _search(context._filters, name, category, text, lineno, module)
    if item is not None:
        return item[0], item
    _defaultaction = _attribute("defaultaction", _defaultaction)
    if not isinstance(_defaultaction, str):
        raise TypeError(
            f"_warnings.defaultaction must be a string, not '{type(_defaultaction).__name__}'"
        )
    return _defaultaction, None


def _already_warned(registry, key, should_set):
    """already_warned: whether the registry has the key; one of other filters is cleared."""
    if registry.get("version") != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    elif registry.get(key):
        return True
    if should_set:
        registry[key] = True
    return False


def _show(message, text, category, filename, lineno, module_globals, source):
    """call_show_warning, or show_warning where the module `warnings` is not loaded."""
    # There is no file to read a line from: the module's loader has the text.
    import linecache

    line = linecache.getlines(filename, module_globals)[lineno - 1 : lineno]
    if source is not None:
        import warnings
    show = _attribute("_showwarnmsg", None)
    if show is not None:
        if not callable(show):
            raise TypeError("warnings._showwarnmsg() must be set to a callable")
        cls = _attribute("WarningMessage", None)
        if cls is None:
            raise RuntimeError("unable to get warnings.WarningMessage")
        show(cls(message, category, filename, lineno, None, None, source))
        return
    stderr = _sys.stderr
    if stderr is not None:
        stderr.write(f"{filename}:{lineno}: {category.__name__}: {text}\n")
        if line and line[0].strip():
            stderr.write(f"  {line[0].strip()}\n")


def _warn_explicit(
    category, message, filename, lineno, module, registry, module_globals, source
):
    """warn_explicit"""
    if module is None:
        module = filename.removesuffix(".py") or "<unknown>"
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry is not None and _already_warned(registry, key, False):
        return
    action, item = _get_filter(category, text, lineno, module)
    if action == "error":
        raise message
    if action == "ignore":
        return
    if action not in _ALWAYS:
        if registry is not None:
            registry[key] = True
        if action == "once":
            global _onceregistry
            if registry is None:
                registry = _onceregistry = _attribute("onceregistry", _onceregistry)
                if not isinstance(registry, dict):
                    name = type(registry).__name__
                    raise TypeError(f"_warnings.onceregistry must be a dict, not '{name}'")
            if _already_warned(registry, (text, category), True):
                return
        elif action == "module":
            if registry is not None and _already_warned(registry, (text, category), True):
                return
        elif action != "default":
            raise RuntimeError(
                f"Unrecognized action ({action!r}) in warnings.filters:\n {item!r}"
            )
    _show(message, text, category, filename, lineno, module_globals, source)


def _is_internal(frame):
    """is_internal_frame"""
    filename = frame.f_code.co_filename
    return "importlib" in filename and "_bootstrap" in filename


def _external(frame, skip_file_prefixes):
    """next_external_frame"""
    frame = frame.f_back
    while frame is not None and (
        _is_internal(frame) or frame.f_code.co_filename.startswith(skip_file_prefixes)
    ):
        frame = frame.f_back
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, or maybe ignore it or raise an exception.

  message
    Text of the warning message.
  category
    The Warning category subclass. Defaults to UserWarning.
  stacklevel
    How far up the call stack to make this warning appear. A value of 2 for
    example attributes the warning to the caller of the code calling warn().
  source
    If supplied, the destroyed object which emitted a ResourceWarning
  skip_file_prefixes
    An optional tuple of module filename prefixes indicating frames to skip
    during stacklevel computations for stack frame attribution."""
    stacklevel = _index(stacklevel)
    if type(skip_file_prefixes) is not tuple:
        name = type(skip_file_prefixes).__name__
        raise TypeError(f"warn() argument 'skip_file_prefixes' must be tuple, not {name}")
    for prefix in skip_file_prefixes:
        if not isinstance(prefix, str):
            name = type(prefix).__name__
            raise TypeError(f"Found non-str '{name}' in skip_file_prefixes.")
    if skip_file_prefixes and stacklevel < 2:
        stacklevel = 2
    # get_category
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not (isinstance(category, type) and issubclass(category, Warning)):
        name = type(category).__name__
        raise TypeError(f"category must be a Warning subclass, not '{name}'")
    # setup_context
    frame = _sys._getframe(1)
    outermost = stacklevel <= 0 or (frame is not None and _is_internal(frame))
    while stacklevel > 1 and frame is not None:
        frame = frame.f_back if outermost else _external(frame, skip_file_prefixes)
        stacklevel -= 1
    if frame is None:
        globals, filename, lineno = _sys.__dict__, "<sys>", 0
    else:
        globals, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    frame = None
    registry = globals.setdefault("__warningregistry__", {})
    module = globals.get("__name__", "<string>")
    if module is not None and not isinstance(module, str):
        module = "<string>"
    _warn_explicit(category, message, filename, lineno, module, registry, globals, source)


def warn_explicit(
    message,
    category,
    filename,
    lineno,
    module=None,
    registry=None,
    module_globals=None,
    source=None,
):
    """Issue a warning, or maybe ignore it or raise an exception."""
    if not isinstance(filename, str):
        name = type(filename).__name__
        raise TypeError(f"warn_explicit() argument 'filename' must be str, not {name}")
    lineno = _index(lineno)
    if module_globals is not None and not isinstance(module_globals, dict):
        name = type(module_globals).__name__
        raise TypeError(f"module_globals must be a dict, not '{name}'")
    _warn_explicit(
        category, message, filename, lineno, module, registry, module_globals, source
    )
