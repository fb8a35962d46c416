"""Dates and times: the library's own in Python, where CPython has them in C. What an error
says is what C says."""

import sys
import _pydatetime
from _pydatetime import *
from _pydatetime import __doc__, _days_in_month, _index

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo",
           "MINYEAR", "MAXYEAR", "UTC")


def _check_date_fields(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time_fields(hour, minute, second, microsecond, fold):
    fields = tuple(map(_index, (hour, minute, second, microsecond)))
    for name, value, last in zip(("hour", "minute", "second", "microsecond"), fields, (23, 59, 59, 999999)):
        if not 0 <= value <= last:
            raise ValueError(f"{name} must be in 0..{last}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return *fields, fold


def _subtract(self, other, _subtract=datetime.__sub__):
    """`datetime_subtract`"""
    if isinstance(other, datetime) and (self.utcoffset() is None) is not (other.utcoffset() is None):
        raise TypeError("can't subtract offset-naive and offset-aware datetimes")
    return _subtract(self, other)


def _show_iso_date(self):
    return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


if sys.version_info < (3, 14):
    _pydatetime._check_date_fields = _check_date_fields
    _pydatetime._check_time_fields = _check_time_fields
for _class in date, datetime, time, timedelta, timezone, tzinfo, _pydatetime._IsoCalendarDate:
    _class.__module__ = "datetime"
del _class
datetime.__sub__ = _subtract
_pydatetime._IsoCalendarDate.__repr__ = _show_iso_date
