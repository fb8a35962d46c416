# map(strict=True) of 3.14; earlier it takes no keywords.
def attempt(*iterables):
    try:
        print(list(map(lambda *args: args, *iterables, strict=True)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


attempt([1, 2], [3])
attempt([1], [3, 4])
attempt([1], [3], [4, 5])
attempt([1], (n for n in [3]))
attempt([1, 2])
try:
    map(len, [], other=1)
except TypeError as e:
    print(e)
