class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.entries = []

    def deposit(self, amount):
        self.balance += amount
        self.entries.append((amount, self.balance))

    @property
    def rich(self):
        return self.balance > 5000

def main():
    accounts = {}
    for i in range(12000):
        accounts["owner%d" % i] = Account("owner%d" % i, i % 500)
    names = list(accounts)
    for r in range(10):
        for i, name in enumerate(names):
            account = accounts[name]
            account.deposit((i * r) % 900)
            if account.rich and r % 2:
                account.entries.pop()
        for name in names[r * 1000 : r * 1000 + 500]:
            del accounts[name]
            accounts[name] = Account(name, r)
    groups = {}
    for account in accounts.values():
        groups.setdefault(account.balance // 500, []).append(account)
    sizes = sorted((key, len(group)) for key, group in groups.items())
    print(len(accounts), sum(len(a.entries) for a in accounts.values()), sizes[:4], sizes[-1])
main()
