# Every operator on pairs of numbers at the edges: of a digit, of 32 and of 64 bits, of what a float holds exactly.
values = [0, 1, -1, 3, -7, 22, 255, 2**30, 2**31 - 1, -(2**31), 2**53, -(2**53)]
values += [10**20, 0.0, -2.5, float("nan"), True]
operators = ["+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "<", "=="]
functions = [eval(f"lambda a, b: a {o} b") for o in operators]

for a in values:
    for b in values:
        results = []
        for operator, function in zip(operators, functions):
            if operator == "<<" and isinstance(b, int) and b > 1000:
                continue
            try:
                results.append(repr(function(a, b)))
            except (TypeError, ValueError, ArithmeticError) as e:
                results.append(str(e))
        print(repr(a), repr(b), *results, sep=" | ")
