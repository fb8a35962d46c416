# All of itertools: what each gives for plain iterables and generators
from itertools import *
print(list(islice(count(5),3)), list(islice(count(1,2),3)), list(islice(count(1.5,0.5),3)), count(3), count(3,2), count(1.5), count(start=2), count(2**62))
print(list(repeat('x',3)), repeat(1), repeat([1],2), list(islice(cycle('ab'),5)))
print(list(chain('ab',[1,2],(3,))), list(chain.from_iterable(['ab','cd'])))
print(list(compress('abcdef',[1,0,1,0,1,1])), list(takewhile(lambda x:x<3,[1,2,3,1])), list(dropwhile(lambda x:x<3,[1,2,3,1])), list(filterfalse(None,[0,1,2,'',[]])), list(filterfalse(lambda x:x%2,range(6))))
print(list(islice('abcdefg',2)), list(islice('abcdefg',2,4)), list(islice('abcdefg',2,None)), list(islice('abcdefg',0,None,2)))
print(list(starmap(pow,[(2,5),(3,2),[10,3]])), list(accumulate([1,2,3,4])), list(accumulate([1,2,3],lambda a,b:a*b)), list(accumulate([1,2,3],initial=100)), list(accumulate([])))
print(list(product('ab',[1,2])), list(product(range(2),repeat=2)), list(product()), list(product('ab',[])))
print(list(permutations('abc')), list(permutations('abc',2)), list(permutations('ab',3)), list(permutations('ab',0)))
print(list(combinations('abcd',2)), list(combinations('ab',3)), list(combinations('ab',0)), list(combinations_with_replacement('abc',2)), list(combinations_with_replacement('',2)))
print(list(pairwise('abcd')), list(pairwise('a')), list(batched('abcdefg',3)), list(zip_longest('abc','x',fillvalue='-')), list(zip_longest('ab',[1,2,3])))
print([(k,list(g)) for k,g in groupby('aaabbc')], [(k,list(g)) for k,g in groupby([1,3,2,4,5],key=lambda x:x%2)])
g=groupby('aabbcc'); a=next(g); b=next(g); print(a[0],list(a[1]),b[0],list(b[1])); print([k for k,_ in g])
a,b=tee([1,2,3]); print(next(a),next(a),next(b),list(a),list(b))
a,b,c=tee(iter(range(200)),3); print(sum(a),sum(b),sum(c)); 
t=tee('ab')[0]; u=tee(t); print(list(u[0]),list(u[1]), list(t))
print(tee([],0), type(t))
def gen():
    yield 1
    yield 2
print(list(chain(gen(),gen())), list(islice(cycle(gen()),5)), list(accumulate(gen())), list(pairwise(gen())), list(batched(gen(),2)), list(zip_longest(gen(),[1])), list(starmap(lambda *a:a,(x for x in [(1,2),(3,)]))), list(compress(gen(),gen())), [(k,list(g)) for k,g in groupby(gen())], [list(x) for x in tee(gen())])
class It:
    def __init__(self,n): self.n=n
    def __iter__(self): return self
    def __next__(self):
        if self.n==0: raise StopIteration
        self.n-=1; return self.n
print(list(chain(It(3),It(2))), list(islice(It(5),1,4,2)), list(takewhile(bool,It(3))), list(product(It(2),It(2))), list(combinations(It(3),2)), list(batched(It(5),2)), list(cycle(It(0))), [list(x) for x in tee(It(3))])
for f in (lambda: next(chain(gen(), 5)), lambda: list(chain(gen(),5)), lambda: list(batched([1],0)), lambda:list(starmap(pow,[5])), lambda:list(takewhile(lambda x:1/0,[1])), lambda: list(groupby([1,2],key=lambda x:1/(x-2)))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
