# A cache on a method keeps every object that the method was called on.
import functools

class Report:
    def __init__(self, number):
        self.number = number

    @functools.cache
    def total(self):
        return self.number * 100

    def __del__(self):
        print("freed report", self.number)

for number in range(3):
    report = Report(number)
    print(report.total())
del report
print("none has been freed:", Report.total.cache_info().currsize)
Report.total.cache_clear()
print("now they are")
