"""Stands in for Modules/_opcode.c: what opcode.py and dis.py need to be imported."""


def _no(op):
    return False


has_arg = has_const = has_name = has_jump = has_free = has_local = has_exc = is_valid = _no


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError("stack effects are not part of this machine")


def get_executor(code, offset):
    return None


def get_specialization_stats():
    return None


def get_intrinsic1_descs():
    return []


def get_intrinsic2_descs():
    return []


def get_special_method_names():
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]


def get_nb_ops():
    names = "ADD AND FLOOR_DIVIDE LSHIFT MATRIX_MULTIPLY MULTIPLY REMAINDER OR POWER RSHIFT SUBTRACT TRUE_DIVIDE XOR"
    signs = "+ & // << @ * % | ** >> - / ^"
    plain = [(f"NB_{name}", sign) for name, sign in zip(names.split(), signs.split())]
    inplace = [(name.replace("NB_", "NB_INPLACE_"), sign + "=") for name, sign in plain]
    return plain + inplace + [("NB_SUBSCR", "[]")]
