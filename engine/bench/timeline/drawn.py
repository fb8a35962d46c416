# One line of the module that draws on a generator for nearly all of the run.
def numbers(n):
    total = 0
    for i in range(n):
        total = (total + i * i) % 10007
        yield total

values = list(numbers(720000))
print(len(values), values[-1])
