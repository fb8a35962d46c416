# time.strptime and datetime.strptime: directives, flags and widths, and what is said of those that are none.
import datetime
import time

for text, format in (
    ("1", "%"), ("x", "%Q"), ("10", "%d%"), ("5 2024", "%e %Y"), ("12:30", "%R"), ("01:02:03", "%T"), ("01:02:03 PM", "%r"),
    ("pm 3", "%P %l"), (" 7", "%k"), ("20 05", "%C %y"), ("19 99", "%C %y"), ("12 2024", "%-d %Y"), ("12 2024", "%3d %Y"),
    ("12", "%\\d"), ("2023-02-29", "%Y-%m-%d"), ("20", "%C"), ("+01:00:30", "%z"), ("+01:0030", "%z"), ("2024 060", "%Y %j"),
    ("2024 10 1", "%G %V %u"), ("2024 54 1", "%Y %V %u"), ("x y", "%s"), ("12 AM", "%I %p"), ("0 AM", "%I %p"),
    ("02/03/24", "%D"), ("2024-02-03", "%F"), ("a\tb", "a%tb"),
):
    for kind in (time, datetime.datetime):
        try:
            print(kind.strptime(text, format))
        except ValueError as error:
            print(error)
