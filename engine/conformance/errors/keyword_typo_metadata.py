"""What a SyntaxError of the parser tells the traceback module, which looks for misspelt keywords."""
def m(src):
    try: compile(src,'<s>','exec')
    except SyntaxError as e: print(repr(src), getattr(e,'_metadata','none')[:2])
for st in ("while x: pass","with x: pass","try: pass\nexcept: pass","match x:\n case 1: pass","def f(): pass","class A: pass","@d\ndef f(): pass","async def f(): pass","async for x in y: pass","x=1","if x: y=1\nelse: y=2","def f():\n  if x: pass","def f():\n  if x: pass\n  y=2\n","if x: pass\nx=1","if x: pass\nif y: pass","if x: pass\ndef f():\n  if z: pass","if x: pass\ndef f():\n  if z: pass\n  w","class A:\n if x: pass\n  \n def f(self):\n  if y: pass\n  z=1","if x:\n  if y:\n    pass\n  z","while 1:\n  for x in y:\n    pass", "@d\nclass A: pass", "type X = int", "if x: pass\nwith y: pass"):
    m(st+"\nclas A: pass")
m("if x:\n  if y: pass\n  clas A: pass")
m("def f():\n  if y: pass\n  clas A: pass")
m("def f():\n  if y: pass\n  def g():\n    clas A: pass")
m("class A:\n  def f(self):\n    for x in y: pass\n    z=1\n    with q:\n      wth r: pass")

import traceback
for source in ("fro x in y: pass", "x = 1\nclas A: pass", "if x: pass\nfor y in z: pass\nimprt x", "a = b c", "def f:\n pass"):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print("".join(traceback.format_exception_only(e)))
error = SyntaxError("x")
if hasattr(error, "_metadata"):
    error._metadata = [1]
    print(error._metadata, error.end_lineno)
    error.end_lineno = 3
    print(error._metadata, error.end_lineno, error.end_offset)
    del error._metadata
    print(error._metadata, type(SyntaxError._metadata))
