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
    self.flags[error] = True
    if not self.traps[error]:
        return condition().handle(self, *args)
    # dec_addstatus: the exception holds the list of what happened.
    raise error([condition]) from None


def _set_signals(self, name, signals, _set_signals=Context._set_signal_dict):
    if isinstance(signals, dict):
        signals = {signal: bool(value) for signal, value in signals.items()}
    return _set_signals(self, name, signals)


def _clear_flags(self):
    self.flags = dict.fromkeys(self.flags, False)


def _clear_traps(self):
    self.traps = dict.fromkeys(self.traps, False)


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
Context._set_signal_dict = _set_signals
Context.clear_flags = _clear_flags
Context.clear_traps = _clear_traps
for _context in DefaultContext, BasicContext, ExtendedContext:
    _context.flags = _context.flags
    _context.traps = _context.traps
del _context
Context.__repr__ = _show_context
Decimal.__sizeof__ = _size
