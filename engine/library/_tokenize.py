"""Stands in for Python/Python-tokenize.c, so that tokenize can be imported, whose `open`
other modules use."""


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("the tokenizer is not part of this machine")
