"""Lists the invalid programs that CPython's own tests compile, as JSON.

    python collect.py TREE OUTPUT [MODULE...]

Runs test modules of a CPython test tree (a folder that has `test/`) and writes down every text for which compile, exec,
eval or ast.parse raises SyntaxError. Nothing of the tests is kept in this repository.
"""

import builtins
import importlib
import io
import json
import sys
import unittest
import warnings

MODULES = """
    test_syntax test_exceptions test_fstring test_named_expressions test_unpack_ex test_unpack test_patma test_grammar
    test_eof test_string_literals test_unicode_identifiers test_positional_only_arg test_keywordonlyarg test_generators
    test_genexps test_listcomps test_dictcomps test_setcomps test_global test_scope test_flufl test_future_stmt.test_future
    test_type_params test_type_aliases test_type_annotations test_except_star test_coroutines test_with test_decorators
    test_pep646_syntax test_super test_codeop test_int_literal test_float test_complex test_tabnanny
""".split()

LONGEST = 100_000


def collect(tree, modules):
    sys.path.insert(0, tree)
    found = {}
    real_compile, real_exec, real_eval = builtins.compile, builtins.exec, builtins.eval

    def keep(source):
        if isinstance(source, (bytes, bytearray)):
            try:
                source = bytes(source).decode()
            except UnicodeDecodeError:
                return
        if isinstance(source, str) and len(source) <= LONGEST:
            try:
                source.encode()
            except UnicodeEncodeError:
                return
            found[source] = True

    def spy_compile(source, *args, **kwargs):
        try:
            kwargs.setdefault("dont_inherit", True)
            if len(args) > 3:
                kwargs.pop("dont_inherit")
            return real_compile(source, *args, **kwargs)
        except SyntaxError:
            keep(source)
            raise

    def spy(real):
        def run(source, globals=None, locals=None, /, **kwargs):
            frame = sys._getframe(1)
            if globals is None:
                globals = frame.f_globals
                if locals is None:
                    locals = frame.f_locals
            try:
                return real(source, globals, locals, **kwargs)
            except SyntaxError:
                keep(source)
                raise

        return run

    builtins.compile, builtins.exec, builtins.eval = spy_compile, spy(real_exec), spy(real_eval)
    warnings.simplefilter("ignore")
    for name in modules:
        try:
            module = importlib.import_module(f"test.{name}")
            suite = unittest.defaultTestLoader.loadTestsFromModule(module)
        except Exception as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
        print(f"{name}: {len(found)} texts", file=sys.stderr, flush=True)
    builtins.compile, builtins.exec, builtins.eval = real_compile, real_exec, real_eval
    return list(found)


if __name__ == "__main__":
    tree, output, *modules = sys.argv[1:]
    sources = collect(tree, modules or MODULES)
    with open(output, "w") as f:
        json.dump(sources, f)
    print(f"{len(sources)} texts", file=sys.stderr)
