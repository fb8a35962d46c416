"""Stands in for Lib/ast.py: this machine makes no syntax trees for programs. What other
modules import is here, and literals can be evaluated."""

PyCF_ONLY_AST = 0x400


class AST:
    _fields = ()
    _attributes = ()


class NodeVisitor:
    def visit(self, node):
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        for name in node._fields:
            value = getattr(node, name, None)
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, AST):
                    self.visit(item)


class NodeTransformer(NodeVisitor):
    pass


def parse(source, filename="<unknown>", mode="exec", **kwargs):
    raise SyntaxError("syntax trees are not part of this machine")


def literal_eval(text):
    """The value of an expression that is made of literals and brackets alone."""
    if not isinstance(text, str):
        raise ValueError(f"malformed node or string: {text!r}")
    code = compile(text.lstrip(" \t"), "<unknown>", "eval")
    if code.co_names or any(isinstance(c, type(code)) for c in code.co_consts):
        raise ValueError(f"malformed node or string on line 1: {text!r}")
    return eval(code, {"__builtins__": {}})


for _name in (
    "mod stmt expr expr_context boolop operator unaryop cmpop Module Expression Interactive"
    " FunctionDef AsyncFunctionDef ClassDef Return Assign AugAssign AnnAssign Expr Pass"
    " Name Constant Tuple List Dict Set Call Attribute Subscript Starred Lambda Slice"
    " UnaryOp BinOp BoolOp Compare UAdd USub Not Invert Add Sub Mult Load Store Del"
).split():
    globals()[_name] = type(_name, (AST,), {"__module__": "ast"})
del _name
