"""Stands in for Modules/_json.c: the scanner and the encoder. Strings are the machine's own."""

import sys
from _jsonstrings import encode_basestring, encode_basestring_ascii, scanstring

_SPACE = " \t\n\r"
_DIGITS = "0123456789"
_NOTES = sys.version_info >= (3, 14)


def _fail(message, string, index):
    from json.decoder import JSONDecodeError

    raise JSONDecodeError(message, string, index)


def _past_space(string, index):
    while string[index:index + 1] in _SPACE and index < len(string):
        index += 1
    return index


def _past_digits(string, index):
    while string[index:index + 1] in _DIGITS and index < len(string):
        index += 1
    return index


class Scanner:
    def __init__(self, context):
        self.strict = bool(context.strict)
        self.object_hook = context.object_hook
        self.object_pairs_hook = context.object_pairs_hook
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant

    def __call__(self, string, idx):
        if not isinstance(string, str):
            raise TypeError(f"first argument must be a string, not {type(string).__name__}")
        if idx < 0:
            raise ValueError("idx cannot be negative")
        return self._scan(string, idx, {})

    def _scan(self, string, index, memo):
        """`scan_once_unicode`"""
        first = string[index:index + 1]
        if first == '"':
            return scanstring(string, index + 1, self.strict)
        if first == "{":
            return self._scan_object(string, index + 1, memo)
        if first == "[":
            return self._scan_array(string, index + 1, memo)
        if first == "n" and string.startswith("null", index):
            return None, index + 4
        if first == "t" and string.startswith("true", index):
            return True, index + 4
        if first == "f" and string.startswith("false", index):
            return False, index + 5
        if first == "N" and string.startswith("NaN", index):
            return self.parse_constant("NaN"), index + 3
        if first == "I" and string.startswith("Infinity", index):
            return self.parse_constant("Infinity"), index + 8
        if first == "-" and string.startswith("-Infinity", index):
            return self.parse_constant("-Infinity"), index + 9
        return self._scan_number(string, index)

    def _scan_object(self, string, index, memo):
        """`_parse_object_unicode`"""
        pairs = []
        index = _past_space(string, index)
        if not string.startswith("}", index):
            while True:
                if not string.startswith('"', index):
                    _fail("Expecting property name enclosed in double quotes", string, index)
                key, index = scanstring(string, index + 1, self.strict)
                key = memo.setdefault(key, key)
                index = _past_space(string, index)
                if not string.startswith(":", index):
                    _fail("Expecting ':' delimiter", string, index)
                value, index = self._scan(string, _past_space(string, index + 1), memo)
                pairs.append((key, value))
                index = _past_space(string, index)
                if string.startswith("}", index):
                    break
                if not string.startswith(",", index):
                    _fail("Expecting ',' delimiter", string, index)
                comma = index
                index = _past_space(string, index + 1)
                if string.startswith("}", index):
                    _fail("Illegal trailing comma before end of object", string, comma)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), index + 1
        result = dict(pairs)
        if self.object_hook is not None:
            result = self.object_hook(result)
        return result, index + 1

    def _scan_array(self, string, index, memo):
        """`_parse_array_unicode`"""
        result = []
        index = _past_space(string, index)
        if not string.startswith("]", index):
            while True:
                value, index = self._scan(string, index, memo)
                result.append(value)
                index = _past_space(string, index)
                if string.startswith("]", index):
                    break
                if not string.startswith(",", index):
                    _fail("Expecting ',' delimiter", string, index)
                comma = index
                index = _past_space(string, index + 1)
                if string.startswith("]", index):
                    _fail("Illegal trailing comma before end of array", string, comma)
        return result, index + 1

    def _scan_number(self, string, start):
        """`_match_number_unicode`"""
        index = start + string.startswith("-", start)
        if string.startswith("0", index):
            index += 1
        else:
            end = _past_digits(string, index)
            if end == index:
                raise StopIteration(start)
            index = end
        whole = index
        if string.startswith(".", index):
            end = _past_digits(string, index + 1)
            if end > index + 1:
                index = end
        if string[index:index + 1] in ("e", "E"):
            sign = index + 1 + (string[index + 1:index + 2] in ("+", "-"))
            end = _past_digits(string, sign)
            if end > sign:
                index = end
        text = string[start:index]
        return (self.parse_int if index == whole else self.parse_float)(text), index


class Encoder:
    def __init__(
        self, markers, default, encoder, indent, key_separator, item_separator, sort_keys,
        skipkeys, allow_nan,
    ):
        if markers is not None and not isinstance(markers, dict):
            raise TypeError(
                f"make_encoder() argument 1 must be dict or None, not {type(markers).__name__}"
            )
        self.markers = markers
        self.default = default
        self.encoder = encoder
        self.indent = indent
        self.key_separator = key_separator
        self.item_separator = item_separator
        self.sort_keys = sort_keys
        self.skipkeys = skipkeys
        self._allow_nan = allow_nan

    def __call__(self, obj, _current_indent_level):
        chunks = []
        self._encode(obj, chunks.append, _current_indent_level)
        return ("".join(chunks),)

    def _encode(self, obj, put, level):
        """`encoder_listencode_obj`"""
        if obj is None:
            put("null")
        elif obj is True:
            put("true")
        elif obj is False:
            put("false")
        elif isinstance(obj, str):
            put(self.encoder(obj))
        elif isinstance(obj, int):
            put(int.__repr__(obj))
        elif isinstance(obj, float):
            put(self._float(obj))
        elif isinstance(obj, (list, tuple)):
            self._encode_list(obj, put, level)
        elif isinstance(obj, dict):
            self._encode_dict(obj, put, level)
        else:
            self._enter(obj)
            replacement = self.default(obj)
            try:
                self._encode(replacement, put, level)
            except BaseException as error:
                if _NOTES:
                    error.add_note(f"when serializing {_full_name(obj)} object")
                raise
            self._leave(obj)

    def _enter(self, obj):
        if self.markers is not None:
            if id(obj) in self.markers:
                raise ValueError("Circular reference detected")
            self.markers[id(obj)] = obj

    def _leave(self, obj):
        if self.markers is not None:
            del self.markers[id(obj)]

    def _float(self, obj):
        """`encoder_encode_float`"""
        if obj - obj == 0:
            return float.__repr__(obj)
        if not self._allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + float.__repr__(obj))
        return "NaN" if obj != obj else "Infinity" if obj > 0 else "-Infinity"

    def _lines(self, level):
        """What stands before the first item, between two, and after the last."""
        if self.indent is None:
            return "", self.item_separator, ""
        line = "\n" + self.indent * (level + 1)
        return line, self.item_separator + line, line[:len(line) - len(self.indent)]

    def _encode_list(self, items, put, level):
        if not items:
            put("[]")
            return
        self._enter(items)
        put("[")
        before, between, after = self._lines(level)
        for i, item in enumerate(items):
            put(between if i > 0 else before)
            try:
                self._encode(item, put, level + 1)
            except BaseException as error:
                if _NOTES:
                    error.add_note(f"when serializing {_full_name(items)} item {i}")
                raise
        self._leave(items)
        put(after)
        put("]")

    def _encode_dict(self, mapping, put, level):
        if not mapping:
            put("{}")
            return
        self._enter(mapping)
        put("{")
        before, between, after = self._lines(level)
        first = True
        items = list(mapping.items())
        if self.sort_keys:
            items.sort()
        for key, value in items:
            if isinstance(key, str):
                text = key
            elif isinstance(key, float):
                text = self._float(key)
            elif key is True or key is False or key is None:
                text = "true" if key else "null" if key is None else "false"
            elif isinstance(key, int):
                text = int.__repr__(key)
            elif self.skipkeys:
                continue
            else:
                raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")
            put(before if first else between)
            first = False
            put(self.encoder(text))
            put(self.key_separator)
            try:
                self._encode(value, put, level + 1)
            except BaseException as error:
                if _NOTES:
                    error.add_note(f"when serializing {_full_name(mapping)} item {key!r}")
                raise
        self._leave(mapping)
        if not first:
            put(after)
        put("}")


def _full_name(obj):
    cls = type(obj)
    if cls.__module__ in ("builtins", "__main__"):
        return cls.__qualname__
    return f"{cls.__module__}.{cls.__qualname__}"


make_scanner = Scanner
make_encoder = Encoder
