"""unittest.mock: what a mock answers, remembers and refuses, and what a patch puts in the place of something."""
import os
from unittest import mock


class Service:
    limit = 3

    def fetch(self, key, *, fresh=False):
        return f"real {key}"

    @property
    def state(self):
        return "up"


def attempt(call):
    try:
        print(str(call()).split(" id=")[0])
    except Exception as error:
        print(type(error).__name__, error)


m = mock.Mock(return_value=3)
print(m(1, a=2), m.call_args, m.call_args.args, m.call_args.kwargs, m.call_count, m.mock_calls, m.called)
m.assert_called_once_with(1, a=2)
attempt(lambda: m.assert_called_once_with(2))
m(5)
attempt(lambda: m.assert_called_once())
attempt(lambda: m.assert_not_called())
m.assert_has_calls([mock.call(1, a=2), mock.call(5)])
m.assert_any_call(5)
attempt(lambda: m.assert_any_call(6))
m.reset_mock()
print(m.called, m.call_args)
m.a.b.return_value = 7
print(m.a.b(), m.method_calls, m.mock_calls)
attempt(lambda: m.assert_caled)
effects = mock.Mock(side_effect=[1, ValueError("second")])
attempt(effects)
attempt(effects)
attempt(effects)
print(mock.Mock(side_effect=lambda x: x * 2)(4), mock.Mock(side_effect=lambda x: mock.DEFAULT, return_value="default")(4))
spec = mock.Mock(spec=Service)
attempt(lambda: spec.fetch("k"))
attempt(lambda: spec.missing)
print(isinstance(spec, Service))
auto = mock.create_autospec(Service)
attempt(lambda: auto().fetch())
attempt(lambda: auto().fetch("k", fresh=True) is auto.return_value.fetch.return_value)
with mock.patch.object(Service, "fetch", return_value="patched") as fetch:
    print(Service().fetch("x"), fetch.call_args)
print(Service().fetch("x"))
with mock.patch.object(Service, "state", new_callable=mock.PropertyMock) as state:
    state.return_value = "down"
    print(Service().state)
with mock.patch(f"{__name__}.Service") as replaced:
    replaced.return_value.fetch.return_value = 1
    print(Service().fetch("y"))
with mock.patch.dict(os.environ, {"MOCKED": "1"}):
    print(os.environ["MOCKED"])
print("MOCKED" in os.environ)


@mock.patch.object(Service, "limit", 9)
def decorated():
    return Service.limit


print(decorated(), Service.limit)
magic = mock.MagicMock()
magic.__len__.return_value = 4
magic.__getitem__.side_effect = lambda key: key * 2
magic.__iter__.return_value = iter("ab")
print(len(magic), magic["k"], list(magic), int(magic), bool(magic), magic == magic)
with magic as entered:
    print(entered is magic.__enter__.return_value)
print(mock.call(1, b=2) == mock.call(1, b=2), mock.call.foo(1), mock.ANY == 3, mock.sentinel.thing)
reader = mock.mock_open(read_data="one\ntwo\n")
with reader("name") as file:
    print(file.read())
sealed = mock.Mock(known=1)
mock.seal(sealed)
attempt(lambda: sealed.unknown)
wrapped = mock.Mock(wraps=Service())
print(wrapped.fetch("w"), wrapped.fetch.called)
print(repr(mock.Mock(name="named")).split(" id=")[0])
