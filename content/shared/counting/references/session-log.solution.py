class Session:
    def __init__(self, user):
        self.user = user

    def __del__(self):
        print("closed:", self.user)

recent = []

def handle(user):
    session = Session(user)
    recent.append(session.user)
    return f"hello {session.user}"

for user in ["ada", "bo", "cy"]:
    print(handle(user))

for user in recent:
    print("seen:", user)
