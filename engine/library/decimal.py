"""Decimal arithmetic: the library's own in Python, where CPython has it in C. What an error
says, and how a context is shown, is as in C."""

import _pydecimal
from _pydecimal import *
from _pydecimal import Context, Decimal, _condition_map
from _pydecimal import __libmpdec_version__, __version__

# In the order of libmpdec's bits, the one for invalid operations first.
_SIGNALS = (
    InvalidOperation, Clamped, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded,
    Subnormal, Underflow,
)


def _raise_error(self, condition, explanation=None, *args):
    error = _condition_map.get(condition, condition)
    if error in self._ignored_flags:
        return error().handle(self, *args)
    self.flags[error] = 1
    if not self.traps[error]:
        return condition().handle(self, *args)
    # dec_addstatus: the exception holds the list of what happened.
    raise error([condition]) from None


def _show_context(self):
    flags = ", ".join(signal.__name__ for signal in _SIGNALS if self.flags[signal])
    traps = ", ".join(signal.__name__ for signal in _SIGNALS if self.traps[signal])
    return (
        f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax},"
        f" capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])"
    )


def _size(self):
    return 104


Context._raise_error = _raise_error
Context.__repr__ = _show_context
Decimal.__sizeof__ = _size
