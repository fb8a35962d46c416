# A submodule that a package of the library has not got is missing like any other.
for name in ("json.nope", "json.decoder.nope", "sys.nope", "importlib.nope", "collections.nope", "nope.json", "json..decoder"):
    try:
        __import__(name)
    except ImportError as error:
        print(type(error).__name__, error, error.name)
