# Reading and writing comma-separated values: quoting, dialects, dicts, errors
import csv
import io

text = io.StringIO()
writer = csv.writer(text)
print(writer.writerow(["a", "b,c", 'say "x"', 1.5, None]), writer.dialect.delimiter)
writer.writerows([[1, "two\nlines"], [""]])
print(repr(text.getvalue()))
for row in csv.reader(io.StringIO('x,y\n1,"two, 2"\n"a ""q""",\n\nlast,"open\nfield"\n')):
    print(row)
print(list(csv.DictReader(io.StringIO("name,age\nAnn,30\nBob\nCy,1,2\n"))))
print(list(csv.reader(["1,'x y',3"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)))
out = io.StringIO()
table = csv.DictWriter(out, ["a", "b"], delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
table.writeheader()
table.writerow({"a": 1, "b": "x;y"})
print(out.getvalue(), csv.list_dialects())
for wrong in (lambda: writer.writerow(5), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], "nope"),
              lambda: list(csv.reader([b"x"])), lambda: list(csv.reader(['"a" b'], strict=True)),
              lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"])):
    try:
        wrong()
    except (csv.Error, TypeError) as error:
        print(type(error).__name__, error)
writer.writerow(None)
