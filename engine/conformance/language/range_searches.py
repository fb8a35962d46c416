# range.count and range.index: ints at once, anything else by comparing it with each number
class Any:
    def __eq__(self, other):
        return True
class Five:
    def __eq__(self, other):
        print("asked", other)
        return other == 5
class Bad:
    def __eq__(self, other):
        raise KeyError(other)


print(range(10).count(Any()), range(3, 9).index(Five()), range(0).count(Any()))
print(range(10).index(3.0), range(10).count(3.0), range(10).count(True), range(10).index(True), range(10).count(10))
for f in (lambda: range(4).index(9), lambda: range(4).index("x"), lambda: range(4).index(Bad()), lambda: range(4).count(Bad())):
    try:
        print(f())
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
