# A metaclass may have an abstract base class among its bases, and unions hash as sets do.
import abc


class Named(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def title(self):
        pass


class Meta(type, Named):
    def title(self):
        return self.__name__.title()


class made(metaclass=Meta):
    pass


print(made.title(), isinstance(made, Named), sorted(Named.__abstractmethods__), sorted(Meta.__abstractmethods__))


print(hash(int | str) == hash(str | int) == hash(frozenset({int, str})))
