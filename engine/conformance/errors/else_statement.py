# A statement where a conditional expression wants an expression.
def sign(n):
    word = "negative" if n < 0 else return "positive"
    return word
