"""Stands in for Modules/_string.c (Objects/stringlib/unicode_format.h): what
string.Formatter takes a format string apart with."""


def formatter_parser(text, /):
    """Pairs of literal text and a field, whose parts are None where there is none."""
    i, n = 0, len(text)
    while i < n:
        literal = []
        field = None
        while i < n:
            char = text[i]
            i += 1
            if char not in "{}":
                literal.append(char)
                continue
            if i < n and text[i] == char:
                literal.append(char)
                i += 1
                break
            if char == "}":
                raise ValueError("Single '}' encountered in format string")
            if i >= n:
                raise ValueError("Single '{' encountered in format string")
            start = i
            depth = 1
            while i < n and depth:
                depth += {"{": 1, "}": -1}.get(text[i], 0)
                i += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            field = text[start : i - 1]
            break
        if field is None:
            yield "".join(literal), None, None, None
        else:
            yield "".join(literal), *_split(field)


def _split(field):
    """Name, format spec and conversion of a replacement field."""
    depth = 0
    for i, char in enumerate(field):
        if char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
        elif depth <= 0 and char in ":!":
            break
    else:
        return field, "", None
    if field[i] == ":":
        return field[:i], field[i + 1 :], None
    rest = field[i + 1 :]
    if not rest:
        raise ValueError("end of string while looking for conversion specifier")
    if len(rest) > 1 and rest[1] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return field[:i], rest[2:], rest[0]


def formatter_field_name_split(name, /):
    """The first part of a field's name, and an iterator over what is looked up in it."""
    end = min((k for k in (name.find("."), name.find("[")) if k >= 0), default=len(name))
    first = name[:end]
    return (int(first) if first.isdecimal() else first), _lookups(name[end:])


def _lookups(rest):
    while rest:
        if rest[0] == ".":
            end = min((k for k in (rest.find(".", 1), rest.find("[", 1)) if k >= 0), default=len(rest))
            if end == 1:
                raise ValueError("Empty attribute in format string")
            yield True, rest[1:end]
            rest = rest[end:]
        elif rest[0] == "[":
            end = rest.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = rest[1:end]
            if not key:
                raise ValueError("Empty attribute in format string")
            yield False, int(key) if key.isdecimal() else key
            rest = rest[end + 1 :]
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
