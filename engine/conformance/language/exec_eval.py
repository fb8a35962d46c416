# exec and eval: where names are looked up and where they are stored.
space = {}
exec("a = 1\ndef f():\n    return a + 1\nb = f()", space)
print(sorted(name for name in space if name != "__builtins__"), space["b"])
print(eval("a * 10", space), eval("x + y", {"x": 1}, {"y": 2}), eval("  7  "))
def function():
    local = 1
    exec("local = 2; made = 3")
    seen = sorted(locals())
    exec("made = local + 1", globals(), names := {"local": 5})
    return local, seen, names["made"]
print(function())
class Body:
    exec("attribute = 'from exec'")
print(Body.attribute)
code = compile("result = [n * k for n in range(3)]", "<made>", "exec")
for k in (1, 2):
    exec(code)
    print(result)
print(eval(compile("k", "<made>", "eval")), code.co_filename, code.co_names)
exec(compile("1 + 1\nNone\n'two'" if False else "'shown'", "<prompt>", "single"))
print(eval("(lambda: k)()"), eval("__builtins__ is not None"))
try:
    eval("len('abc')", {"__builtins__": {}})
except NameError as e:
    print(e)
print(eval("len", {"__builtins__": {"len": "mine"}}))
for bad in (lambda: exec(1), lambda: eval([]), lambda: exec("", []), lambda: compile("1", "f", "neither")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
