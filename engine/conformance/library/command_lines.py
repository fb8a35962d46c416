# argparse: choices in messages, defaults in the help, and usage with groups of which only one option may stand.
import argparse
import os

os.environ["COLUMNS"] = "80"

def attempt(parser, *arguments):
    try:
        print(parser.parse_args(arguments))
    except argparse.ArgumentError as error:
        print("error:", error)

parser = argparse.ArgumentParser(prog="PROG", exit_on_error=False)
parser.add_argument("x", choices=["a", "b", 1])
parser.add_argument("--n", type=int, choices=range(3))
for arguments in (["c"], ["a", "--n", "5"], ["a", "--n", "q"], ["a", "--n", "2"]):
    attempt(parser, *arguments)

parser = argparse.ArgumentParser(prog="PROG", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument("--needed", required=True, default=3, help="needed")
parser.add_argument("--optional", default=3, help="optional")
parser.add_argument("positional", nargs="?", default=7, help="positional")
print(parser.format_help())

parser = argparse.ArgumentParser(prog="PROG")
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument("--foo")
group.add_argument("--bar", action="store_true")
group.add_argument("baz", nargs="?")
parser.add_argument("--zzz")
parser.add_argument("w")
print(parser.format_usage())

parser = argparse.ArgumentParser(prog="PROG")
for i in range(6):
    parser.add_argument(f"--option-{i}", metavar=f"VALUE{i}")
group = parser.add_mutually_exclusive_group()
group.add_argument("--aaaaaaaaaaa")
group.add_argument("--bbbbbbbbbbbb")
group.add_argument("positional", nargs="?")
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument("-v", action="store_true")
group.add_argument("-w", action="store_true", help=argparse.SUPPRESS)
parser.add_argument("rest", nargs="*")
print(parser.format_usage())
