"""Code objects, functions and tracebacks made of others."""
import types, sys
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def f(a,b=2,*,c=3): return a+b+c
c=f.__code__
c2=c.replace(co_name='zz'); print(c2.co_name, c2==c, c2.co_qualname, c==c.replace())
c3=c.replace(co_consts=(None,5), co_firstlineno=40); print(c3.co_firstlineno, c3.co_consts)
t(lambda: c.replace(co_argcount='a')); t(lambda: c.replace(1)); t(lambda: c.replace(zz=1)); t(lambda: c.replace(co_argcount=-1)); t(lambda:c.replace(co_name=3))
g=types.FunctionType(c2,globals(),'gg',(7,)); print(g.__name__, g.__qualname__); t(lambda: g(1,c=2))
def mk():
    x=3
    def h(a): return a+x
    return h
h=mk()
t(lambda: types.FunctionType(h.__code__,{})); t(lambda: types.FunctionType(h.__code__,{},None,None,(types.CellType(10),))(5))
t(lambda: types.FunctionType(h.__code__,{},closure=(3,))); t(lambda: types.FunctionType(h.__code__,{},closure=())); t(lambda: types.FunctionType(c,{},closure=(types.CellType(10),)))
t(lambda: types.FunctionType(h.__code__,{},closure=[types.CellType(1)])); t(lambda: types.FunctionType(c,{},argdefs=[1])); t(lambda: types.FunctionType(c,{},name=3)); t(lambda: types.FunctionType(c,3)); t(lambda: types.FunctionType(3,{}));t(lambda: types.FunctionType())
t(lambda: types.FunctionType(c,{},kwdefaults={'c':9})(1,2)); t(lambda: types.FunctionType(c,{},kwdefaults=3)); t(lambda: types.FunctionType(c,{'__name__':'mod'}).__module__)
t(lambda: types.FunctionType(c,{'__builtins__':{}},'n').__builtins__)
try: 1/0
except ZeroDivisionError as e: tb=e.__traceback__
t2=types.TracebackType(None,sys._getframe(),5,77); print(t2.tb_lineno,t2.tb_lasti,t2.tb_next,t2.tb_frame is sys._getframe())
t3=types.TracebackType(t2,sys._getframe(),-1,3); print(t3.tb_next is t2)
t2.tb_next=tb; print(t2.tb_next is tb); t(lambda: setattr(tb,'tb_next',t3)); t(lambda: setattr(tb,'tb_next',3)); t(lambda: delattr(tb,'tb_next')); t2.tb_next=None; print(t2.tb_next)
t(lambda: types.TracebackType(3,sys._getframe(),1,1)); t(lambda: types.TracebackType(None,3,1,1)); t(lambda: types.TracebackType(None,sys._getframe(),'a',1)); t(lambda: types.TracebackType()); t(lambda: types.TracebackType(tb_next=None,tb_frame=sys._getframe(),tb_lasti=1,tb_lineno=2).tb_lineno)
t(lambda: types.TracebackType(None,sys._getframe(),2**40,1))
t(lambda: setattr(t3,'tb_next',t3))


import copy
import traceback


def traced():
    frame = sys._getframe()
    return types.TracebackType(None, frame, frame.f_lasti, frame.f_lineno)


made = traced()
print(made.tb_lineno == made.tb_frame.f_code.co_firstlineno + 2, made.tb_lasti > 0)
for line in traceback.format_exception(KeyError("moved").with_traceback(made)):
    print(line, end="")


def shifted():
    return sys._getframe().f_lineno


moved = types.FunctionType(shifted.__code__.replace(co_firstlineno=1000, co_name="elsewhere"), globals())
print(moved(), moved.__name__, moved.__code__.co_name, moved.__code__ == shifted.__code__, hash(moved.__code__) == hash(copy.copy(moved.__code__)))
same = compile("x = (1, 'a', 2.5)\ndef g(): return x", "<s>", "exec")
again = compile("x = (1, 'a', 2.5)\ndef g(): return x", "<s>", "exec")
print(same == again, hash(same) == hash(again), same == compile("x = (1, 'a', 2.0)\ndef g(): return x", "<s>", "exec"), same != again, same == 3)
print(compile("1", "", "eval") == compile("1.0", "", "eval"), compile("1", "", "eval") == compile("True", "", "eval"))
t(lambda: c.replace(co_nlocals=9)); t(lambda: c.replace(co_argcount=9)); t(lambda: c.replace(co_consts=[1])); t(lambda: c.replace(co_stacksize=2**40))
t(lambda: c.replace(co_names=("zz",)).co_names); t(lambda: copy.replace(c, co_name="n").co_name)
