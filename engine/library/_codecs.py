"""Stands in for Modules/_codecsmodule.c: str and bytes do the work themselves."""

_search = []
_cache = {}
_handlers = {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search.append(search_function)


def unregister(search_function, /):
    if search_function in _search:
        _search.remove(search_function)
        _cache.clear()


def _builtin(name):
    """The codec of an encoding that str.encode knows, or None."""
    from codecs import CodecInfo

    try:
        "".encode(name)
    except LookupError:
        return None
    return CodecInfo(
        lambda text, errors="strict": (text.encode(name, errors), len(text)),
        lambda data, errors="strict": (bytes(data).decode(name, errors), len(data)),
        name=name.replace("_", "-"),
    )


def lookup(encoding, /):
    name = encoding.lower().replace(" ", "_").replace("-", "_")
    found = _cache.get(name)
    if found is None:
        for search in _search:
            found = search(name)
            if found is not None:
                break
        else:
            found = _builtin(encoding.lower())
        if found is None:
            raise LookupError(f"unknown encoding: {encoding}")
        _cache[name] = found
    return found


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None


def _strict(error):
    raise error


def _ignore(error):
    return "", error.end


def _replace(error):
    return ("?" if isinstance(error, UnicodeEncodeError) else "\ufffd") * (error.end - error.start), error.end


_handlers.update(strict=_strict, ignore=_ignore, replace=_replace)
for _name in ("xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass"):
    _handlers[_name] = _strict
del _name


def utf_8_encode(text, errors="strict", /):
    return text.encode("utf-8", errors), len(text)


def utf_8_decode(data, errors="strict", final=False, /):
    return bytes(data).decode("utf-8", errors), len(data)


def ascii_encode(text, errors="strict", /):
    return text.encode("ascii", errors), len(text)


def ascii_decode(data, errors="strict", /):
    return bytes(data).decode("ascii", errors), len(data)


def latin_1_encode(text, errors="strict", /):
    return text.encode("latin-1", errors), len(text)


def latin_1_decode(data, errors="strict", /):
    return bytes(data).decode("latin-1", errors), len(data)
