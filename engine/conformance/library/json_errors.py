# json.loads says what is wrong and where, as the scanner in C does; dumps quotes what must be quoted.
import json

for text in ("", "{", '{"a"', '{"a":1,}', "[1,]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\ud83d\\ude00"', "nul", "-", "01", "1 2", "{'a':1}", "[1,\n2,\n x]", '"\\"'):
    try:
        print(repr(json.loads(text)))
    except json.JSONDecodeError as error:
        print(error.msg, error.pos, error.lineno, error.colno, error)
print(json.dumps('quote " back \\ tab \t bell \x07 del \x7f é \U0001f600'), json.dumps("é\u2028", ensure_ascii=False))
for value in (object(), {(1, 2): 3}, float("nan")):
    try:
        print(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
