# An iterator's __reduce__ names the builtin that would make it again, which the program may have deleted.
import builtins

kept = builtins.iter
iterators = [iter([1, 2]), iter((1,)), iter("ab"), iter(range(3)), iter({1: 2}), iter({3}), iter(int, 1), reversed([1])]
del builtins.iter
for it in iterators:
    try:
        print(it.__reduce__())
    except AttributeError as e:
        print("AttributeError", e)
builtins.iter = kept
print(iterators[0].__reduce__()[1:])
