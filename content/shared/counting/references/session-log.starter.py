class Session:
    def __init__(self, user):
        self.user = user

    def __del__(self):
        print("closed:", self.user)

recent = []

def handle(user):
    session = Session(user)
    recent.append(session)
    return f"hello {session.user}"

for user in ["ada", "bo", "cy"]:
    print(handle(user))

for session in recent:
    print("seen:", session.user)
