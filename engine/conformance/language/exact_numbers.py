# Special methods that give a subclass of int, float or complex, and int() by __trunc__: deprecated, and exact in the end.
import math
import operator
import warnings

warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *place: print("  ", category.__name__, message)


class Int(int):
    pass


class Float(float):
    pass


class Complex(complex):
    pass


def giving(name, value):
    return type("Giving", (), {name: lambda self: value})()


def attempt(make, value):
    try:
        result = make(value)
        print(make.__name__, type(result).__name__, result)
    except Exception as error:
        print(make.__name__, type(error).__name__, error)


for value in (True, Int(5), 6, 1.5, "x", Float(2.5), Complex(1), giving("__index__", Int(4))):
    for name, makes in {
        "__trunc__": (int, math.trunc, float),
        "__int__": (int,),
        "__index__": (int, float, complex, operator.index, bin, [1, 2].__mul__, chr, math.sqrt),
        "__float__": (float, complex, math.sqrt),
        "__complex__": (complex,),
    }.items():
        for make in makes:
            attempt(make, giving(name, value))


class Own(int):
    def __int__(self):
        return Int(7)

    def __index__(self):
        return Int(8)


class OwnFloat(float):
    def __float__(self):
        return Float(9.5)


class OwnComplex(complex):
    def __complex__(self):
        return Complex(1, 2)


for make in (int, operator.index, float, bin):
    attempt(make, Own(3))
for make in (int, float, complex, math.sqrt):
    attempt(make, OwnFloat(4))
attempt(complex, OwnComplex(3))


class Given(int):
    pass


print(type(Given(giving("__index__", Int(3)))).__name__)
warnings.simplefilter("error")
attempt(int, giving("__trunc__", 3))
attempt(int, giving("__int__", True))
attempt(complex, giving("__complex__", Complex(1)))
