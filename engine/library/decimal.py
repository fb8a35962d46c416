"""Stands in for Lib/decimal.py, so that modules which know decimals by their type can be
imported: this machine has no decimal arithmetic."""


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class Decimal:
    def __new__(cls, value="0", context=None):
        raise NotImplementedError("decimal arithmetic is not part of this machine")
