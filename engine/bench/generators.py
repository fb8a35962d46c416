def numbers(n):
    for i in range(n):
        yield i

def odd(source):
    for value in source:
        if value & 1:
            yield value

def running(source):
    total = 0
    for value in source:
        total = (total + value) % 65521
        yield total

def flattened(tree):
    if isinstance(tree, list):
        for part in tree:
            yield from flattened(part)
    else:
        yield tree

def main():
    total = 0
    for r in range(4):
        for value in running(odd(numbers(80000))):
            total += value
    total += sum(value * 2 for value in numbers(150000) if value % 3)
    tree = 0
    for depth in range(12):
        tree = [tree, tree, depth]
    leaves = 0
    for leaf in flattened(tree):
        leaves += 1
    print(total, leaves)
main()
