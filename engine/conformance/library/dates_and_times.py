# datetime, time.strftime and strptime, statistics over a class whose __slots__ are a dict.
import datetime, statistics, time

print(time.strftime("%Y-%m-%d %H:%M:%S week %V of %G", time.gmtime(10**9)), time.strptime("2024-02-29", "%Y-%m-%d").tm_yday)
day = datetime.date(2024, 2, 29)
print(day, day + datetime.timedelta(days=366), day.isocalendar(), day.strftime("%d/%m/%y"))
print(datetime.datetime.strptime("06 May 2024 10:20", "%d %b %Y %H:%M") - datetime.datetime(2023, 1, 1))
for make in (lambda: datetime.date(2023, 2, 29), lambda: datetime.date(2023, 13, 1), lambda: datetime.time(25)):
    try:
        make()
    except ValueError as error:
        print(error)
print(statistics.NormalDist(100, 15), statistics.NormalDist.__slots__["_mu"], statistics.stdev([1, 2, 4, 7]))
