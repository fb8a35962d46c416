"""Stands in for the encodings package: the codecs that this machine has are its own, and none
is looked for among modules."""

from . import aliases


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """An encoding's name, with one underscore for each run of what is no letter, digit or dot."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    words = "".join(c if c.isalnum() or c == "." else " " for c in encoding).split()
    return "_".join(word for word in words if word.isascii())
