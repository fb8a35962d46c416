# Of names that are as near, the one that stands first among the builtins is suggested.
import builtins

for misspelt in ["Error", "lenn", "sset", "prin", "IOErro", "oct_", "xip", "Errors", "Warnin"]:
    try:
        eval(misspelt)
    except NameError as e:
        print(e)

names = [name for name in vars(builtins) if "Error" in name or name.islower()]
print([name for name in names if name not in ("aiter", "anext", "quit", "exit", "copyright", "credits", "license", "help")])
raise Error("which one?")
