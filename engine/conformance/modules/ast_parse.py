# What ast.parse gives: nodes, their fields, their places in bytes, and the text that ast.unparse makes of them again.
import ast

source = """
@decorate
def area(shape, /, *more, unit: str = "cm", **rest) -> float:
    total = [s * 2 for s in more if s] or -1j
    match shape:
        case {"w": w, **others} | [w, *_]:
            return f"{w!r:>{10}} é {total=}"
        case Point(x=0) as p if p:
            raise ValueError(u"no" " such") from None
    with open(unit) as f, g: pass
    try: del f.a, g[1:2]
    except* OSError as e: ...
    else: lambda: (yield)
"""
tree = ast.parse(source)
print(ast.dump(tree, include_attributes=True, indent=1))
print(ast.unparse(tree))
line = "größe = 'ü' + name"
for node in ast.walk(ast.parse(line)):
    if hasattr(node, "col_offset"):
        print(type(node).__name__, node.col_offset, node.end_col_offset, ast.get_source_segment(line, node))
print(ast.dump(ast.parse("a if b else c", mode="eval")), ast.dump(ast.parse("x; y", mode="single")))
print(ast.literal_eval("{'k': [1, -2.5, 3j], 'b': (True, None, b'x')}"))
for wrong in "open('x')", "1 +":
    try:
        ast.literal_eval(wrong)
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, e)
for cls in ast.Name, ast.Assign, ast.arguments, ast.expr_context, ast.Load:
    print(cls, cls._fields, cls._attributes, cls.__doc__, cls.__mro__[1:])
