"""Stands in for Modules/_csv.c: readers, writers and dialects."""

import sys

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"

_dialects = {}
_field_limit = 131072


class Error(Exception):
    pass


def _given(value):
    return "" if sys.version_info < (3, 14) else f", not {type(value).__name__}"


def _character(name, value, optional):
    """`_set_char`"""
    if value is None and optional:
        return None
    old = sys.version_info < (3, 14)
    kind = ("string" if old else "a unicode character") + (" or None" if optional else "")
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        if old:
            raise TypeError(f'"{name}" must be a 1-character string')
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    if value in "\n\r":
        raise ValueError(f"bad {name} value")
    return value


class Dialect:
    __slots__ = (
        "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting",
        "skipinitialspace", "strict",
    )

    def __init__(self, dialect=None, **options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in Dialect.__slots__:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")

        def option(name, default):
            return options.get(name, getattr(dialect, name, default))

        self.delimiter = _character("delimiter", option("delimiter", ","), False)
        self.doublequote = bool(option("doublequote", True))
        self.escapechar = _character("escapechar", option("escapechar", None), True)
        terminator = option("lineterminator", "\r\n")
        if not isinstance(terminator, str):
            raise TypeError('"lineterminator" must be a string' + _given(terminator))
        self.lineterminator = terminator
        quotechar = option("quotechar", '"')
        self.quotechar = _character("quotechar", quotechar, True)
        quoting = option("quoting", QUOTE_MINIMAL)
        if not isinstance(quoting, int):
            raise TypeError('"quoting" must be an integer' + _given(quoting))
        if not QUOTE_MINIMAL <= quoting <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if quotechar is None and "quoting" not in options and getattr(dialect, "quoting", None) is None:
            quoting = QUOTE_NONE
        if quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        self.quoting = quoting
        self.skipinitialspace = bool(option("skipinitialspace", False))
        self.strict = bool(option("strict", False))
        self._check()

    def _check(self):
        """`dialect_check_chars`"""
        named = [("delimiter", self.delimiter), ("escapechar", self.escapechar), ("quotechar", self.quotechar)]
        for name, value in named:
            if value == " " and self.skipinitialspace and name != "delimiter":
                raise ValueError(f"bad {name} value")
        for i, (name, value) in enumerate(named):
            for other, its in named[i + 1:]:
                if value is not None and value == its:
                    raise ValueError(f"bad {name} or {other} value")


def register_dialect(name, dialect=None, /, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(*new_limit):
    global _field_limit
    old = _field_limit
    if new_limit:
        (limit,) = new_limit
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _field_limit = limit
    return old


(
    _START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_IN_QUOTED,
    _QUOTE_IN_QUOTED, _EAT_NEWLINE, _AFTER_ESCAPED_NEWLINE,
) = range(9)
# Stands for the end of a line that came from the iterator.
_END = ""


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0
        self._begin()

    def _begin(self):
        self._state = _START_RECORD
        self._fields = []
        self._field = []
        self._unquoted = False

    def __iter__(self):
        return self

    def __next__(self):
        self._begin()
        while True:
            line = next(self._lines, None)
            if line is None:
                if not self._field and self._state != _IN_QUOTED:
                    raise StopIteration
                if self.dialect.strict:
                    raise Error("unexpected end of data")
                self._save()
                break
            if not isinstance(line, str):
                raise Error(
                    f"iterator should return strings, not {type(line).__name__}"
                    " (the file should be opened in text mode)"
                )
            self.line_num += 1
            for c in line:
                self._process(c)
            self._process(_END)
            if self._state == _START_RECORD:
                break
        fields, self._fields = self._fields, []
        return fields

    def _save(self):
        """`parse_save_field`"""
        text = "".join(self._field)
        self._field = []
        quoting = self.dialect.quoting
        if not self._unquoted:
            value = text
        elif quoting in (QUOTE_NOTNULL, QUOTE_STRINGS) and not text:
            value = None
        elif quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
            value = float(text) if text or quoting == QUOTE_NONNUMERIC else None
        else:
            value = text
        self._fields.append(value)

    def _add(self, c):
        if len(self._field) >= _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")
        self._field.append(c)

    def _process(self, c):
        """`parse_process_char`"""
        dialect = self.dialect
        state = self._state
        if state == _START_RECORD:
            if c == _END:
                return
            if c in "\n\r":
                self._state = _EAT_NEWLINE
                return
            state = _START_FIELD
        if state == _START_FIELD:
            self._unquoted = False
            if c == _END or c in "\n\r":
                self._unquoted = True
                self._save()
                self._state = _START_RECORD if c == _END else _EAT_NEWLINE
            elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._state = _IN_QUOTED
            elif c == dialect.escapechar:
                self._unquoted = True
                self._state = _ESCAPED
            elif c == " " and dialect.skipinitialspace:
                self._state = _START_FIELD
            elif c == dialect.delimiter:
                self._unquoted = True
                self._save()
                self._state = _START_FIELD
            else:
                self._unquoted = True
                self._add(c)
                self._state = _IN_FIELD
        elif state == _ESCAPED:
            if c != _END and c in "\n\r":
                self._add(c)
                self._state = _AFTER_ESCAPED_NEWLINE
            else:
                self._add(c or "\n")
                self._state = _IN_FIELD
        elif state == _AFTER_ESCAPED_NEWLINE and c == _END:
            pass
        elif state in (_IN_FIELD, _AFTER_ESCAPED_NEWLINE):
            if c == _END or c in "\n\r":
                self._save()
                self._state = _START_RECORD if c == _END else _EAT_NEWLINE
            elif c == dialect.escapechar:
                self._state = _ESCAPED
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _IN_QUOTED:
            if c == _END:
                pass
            elif c == dialect.escapechar:
                self._state = _ESCAPED_IN_QUOTED
            elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if dialect.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _ESCAPED_IN_QUOTED:
            self._add(c or "\n")
            self._state = _IN_QUOTED
        elif state == _QUOTE_IN_QUOTED:
            if dialect.quoting != QUOTE_NONE and c == dialect.quotechar:
                self._add(c)
                self._state = _IN_QUOTED
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            elif c == _END or c in "\n\r":
                self._save()
                self._state = _START_RECORD if c == _END else _EAT_NEWLINE
            elif not dialect.strict:
                self._add(c)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
        elif c == _END:
            self._state = _START_RECORD
        elif c not in "\n\r":
            raise Error(
                "new-line character seen in unquoted field - do you need to open the file with newline=''?"
            )


class _Writer:
    def __init__(self, write, dialect):
        self._write = write
        self.dialect = dialect

    def writerow(self, row, /):
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self.dialect
        quoting = dialect.quoting
        texts = []
        last_empty = False
        for field in fields:
            if quoting == QUOTE_NONNUMERIC:
                quoted = not isinstance(field, (int, float, complex)) and not hasattr(field, "__float__")
            elif quoting == QUOTE_STRINGS:
                quoted = isinstance(field, str)
            elif quoting == QUOTE_NOTNULL:
                quoted = field is not None
            else:
                quoted = quoting == QUOTE_ALL
            last_empty = field is None
            texts.append(self._shown("" if field is None else str(field), quoted))
        if len(texts) == 1 and not texts[0]:
            if quoting == QUOTE_NONE or (last_empty and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                raise Error("single empty field record must be quoted")
            texts[0] = self._shown("", True)
        return self._write(dialect.delimiter.join(texts) + dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _shown(self, text, quoted):
        """`join_append_data`"""
        dialect = self.dialect
        special = (dialect.delimiter, dialect.escapechar, dialect.quotechar, "\n", "\r", *dialect.lineterminator)
        parts = []
        for c in text:
            if c in special:
                escape = dialect.quoting == QUOTE_NONE
                if not escape and c == dialect.quotechar:
                    if dialect.doublequote:
                        parts.append(c)
                    else:
                        escape = True
                elif not escape and c == dialect.escapechar:
                    escape = True
                if not escape:
                    quoted = True
                elif dialect.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                else:
                    parts.append(dialect.escapechar)
            parts.append(c)
        shown = "".join(parts)
        return f"{dialect.quotechar}{shown}{dialect.quotechar}" if quoted else shown


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Writer.__name__ = _Writer.__qualname__ = "writer"


def _dialect(dialect, options):
    if isinstance(dialect, Dialect) and not options:
        return dialect
    return Dialect(dialect, **options)


def reader(iterable, /, dialect=None, **options):
    return _Reader(iterable, _dialect(dialect, options))


def writer(fileobj, /, dialect=None, **options):
    write = getattr(fileobj, "write", None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(write, _dialect(dialect, options))
