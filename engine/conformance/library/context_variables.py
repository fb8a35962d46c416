# Context variables: defaults, tokens, contexts that are run, and how they are shown
import contextvars
import re

shown = lambda o: re.sub("0x[0-9a-f]+", "0xADDR", repr(o))
level = contextvars.ContextVar("level", default=1)
name = contextvars.ContextVar("name")
token = level.set(2)
print(level.get(), token.old_value is contextvars.Token.MISSING, token.var is level, shown(level), shown(name))
context = contextvars.copy_context()
print(context.run(lambda: (level.set(9), level.get())[1]), level.get(), context[level], level in context, name in context)
level.reset(token)
print(level.get(), shown(token)[:40], name.get("nobody"))
for wrong in (lambda: level.reset(token), lambda: name.reset(level.set(5)), lambda: context.run(context.run, print)):
    try:
        wrong()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__)
name.get()
