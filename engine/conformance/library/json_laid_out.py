# json: what the encoder yields piece by piece, with indents and with keys that are skipped, and where a comma too many is.
import json

for value in ([], {}, [[]], {"a": []}, {"a": 1, None: 2, True: 3, 1.5: 4, 7: 8}, [None, True], {(1, 2): 3}, {(1, 2): 3, "b": 4}):
    for options in ({}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}):
        encoder = json.JSONEncoder(skipkeys=True, **options)
        print(repr(encoder.encode(value)), list(encoder.iterencode(value)))
for text in ('{"a":1,}', '{"a":1 ,  }', "[1,]", "[1, ]", '{"a":1,\n\n }', '{"a":1,b}'):
    decoder = json.JSONDecoder()
    decoder.parse_object = json.decoder.JSONObject
    decoder.parse_array = json.decoder.JSONArray
    decoder.parse_string = json.decoder.py_scanstring
    decoder.scan_once = json.scanner.py_make_scanner(decoder)
    for way in (json.loads, decoder.decode):
        try:
            print(way(text))
        except ValueError as error:
            print(repr(text), error)
