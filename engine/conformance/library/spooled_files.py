# A SpooledTemporaryFile stays in memory until it is large; nothing here needs a file.
import os
import tempfile

print(tempfile.gettempprefix())
with tempfile.SpooledTemporaryFile(max_size=100) as spool:
    print(spool.write(b"first\nsecond\n"))
    spool.seek(0)
    print(spool.readlines())
    print(spool.closed)
print(spool.closed)
for change in (os.chmod, os.lstat, os.unlink):
    try:
        change("/no/such/file", 0o700) if change is os.chmod else change("/no/such/file")
    except FileNotFoundError as error:
        print(error)
