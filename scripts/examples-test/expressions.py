"""GitHub's expressions, as far as promote.yml uses them: names, texts, comparisons and status functions."""
import re

STATUS = ("success", "failure", "cancelled", "always")
TOKEN = re.compile(r"'(?:[^']|'')*'|&&|\|\||==|!=|[!()]|[A-Za-z_][\w.-]*|\d+|\s+")
OPERATORS = {"&&": " and ", "||": " or ", "!": " not "}


def condition(text):
    """What an `if:` means: that all went well so far as well, unless it asks for the status by itself."""
    text = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", text.strip(), flags=re.S).strip()
    return text if any(f"{word}()" in text for word in STATUS) else f"success() && ({text})"


def value(expression, lookup, status):
    """The value of an expression; `lookup` has that of a dotted name, `status` that of each status function."""
    words, position = [], 0
    while position < len(expression):
        match = TOKEN.match(expression, position)
        if not match:
            raise SystemExit(f"can't read {expression[position:]!r} of {expression!r}")
        position, word = match.end(), match.group()
        if word[0] == "'":
            words.append(repr(word[1:-1].replace("''", "'")))
        elif word in STATUS:
            words.append(f"status[{word!r}]")
        elif word[0].isalpha():
            words.append(f"lookup({word!r})")
        else:
            words.append(OPERATORS.get(word, word))
    text = "".join(words).replace("]()", "]").strip()
    return eval(text, {"__builtins__": {}}, {"lookup": lookup, "status": status})
