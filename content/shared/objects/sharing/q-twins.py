first = [1, 2]
second = [1, 2]
third = first
third += [3]
print(first == second)
print(first is third)
print(len(first))
