# Trees made and changed by hand: what their constructors take, and compile() of a tree.
import ast
import copy

class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print("name", node.id, type(node.ctx).__name__)

class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)
    def visit_Pass(self, node):
        return None

tree = ast.parse("x = 1 + y\nif x: pass\nelse: print('no', x)")
Names().visit(tree)
Double().visit(tree)
tree.body[1].body.append(ast.Expr(ast.Call(ast.Name("print"), [ast.Name("x"), ast.Constant((1, 2))])))
ast.fix_missing_locations(tree)
print(ast.unparse(tree))
exec(compile(tree, "<tree>", "exec"), {"y": 40})
power = ast.Expression(ast.BinOp(ast.Constant(2), ast.Pow(), ast.Constant(10)))
print(eval(compile(ast.fix_missing_locations(power), "<tree>", "eval")))
name = ast.Name("a")
print(vars(name).keys(), name.ctx is ast.parse("b").body[0].value.ctx)
print(ast.dump(copy.deepcopy(tree)) == ast.dump(tree))

def attempt(action):
    try:
        print(action())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

attempt(lambda: ast.Name(1, 2, 3))
attempt(lambda: ast.Name("a", id="b"))
attempt(lambda: compile(ast.parse("1"), "<tree>", "eval"))
place = dict(lineno=1, col_offset=0)
def module(*body):
    return compile(ast.Module(list(body), []), "<tree>", "exec")
attempt(lambda: module(ast.Pass()))
attempt(lambda: module(ast.Assign([ast.Name("x", **place)], ast.Constant(1, **place), **place)))
attempt(lambda: module(ast.If(ast.Constant(1, **place), [], [], **place)))
attempt(lambda: module(ast.Expr(ast.Dict([ast.Constant(1, **place)], [], **place), **place)))
attempt(lambda: module(ast.Expr(3, **place)))
attempt(lambda: module(ast.Expr(ast.Constant([], **place), **place)))
ast.Name()
ast.Pass(extra=1)
