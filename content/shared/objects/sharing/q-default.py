def add(name, names=[]):
    names.append(name)
    return names

first = add("ada")
second = add("bo")
print(first)
print(first is second)
