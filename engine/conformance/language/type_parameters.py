# Type parameters of functions, type statements, and what is evaluated of them only when asked for.
def f[T](x: T) -> T: return x
print(f.__type_params__, f(3), f.__annotations__)
type A = int | str
print(A, A.__value__, A.__type_params__, A.__name__, type(A), A.__module__)
type L[T] = list[T]
print(L.__value__, L[int], L.__type_params__, L.__parameters__)
type R = list[R]
print(R.__value__)
def g[T: int, U: (int, str), V = bool](x): pass
T, U, V = g.__type_params__
print(T.__bound__, U.__constraints__, V.__default__, T.__constraints__, T.has_default(), V.has_default(), T.__default__, T.__name__, T.__covariant__, T.__infer_variance__)
def lazy[T: undefined_name](x): pass
try: lazy.__type_params__[0].__bound__
except NameError as e: print(e)
try: A[int]
except TypeError as e: print(e)
try: A.__name__ = 3
except AttributeError as e: print(e)
def outer[T]():
    def inner(): return T
    return inner
print(outer()())
type P[**Q] = Q
print(P.__value__, P.__type_params__)
