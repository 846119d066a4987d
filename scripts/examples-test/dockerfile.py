#!/usr/bin/env python3
"""Prints what a Dockerfile says.

usage: dockerfile.py FILE run      the commands of all RUN lines, a line each
       dockerfile.py FILE run -1   those of its last stage
       dockerfile.py FILE NAME     the arguments of each NAME line of the last stage, such as ENV or USER
"""
import pathlib
import re
import sys


def stages(text):
    """The instructions of each stage, as pairs of name and arguments."""
    text = re.sub(r"^#.*\n", "", text, flags=re.M)
    found = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        name, _, arguments = line.strip().partition(" ")
        if name == "FROM":
            found.append([])
        if name:
            found[-1].append((name, arguments.strip()))
    return found


path, wanted, *which = sys.argv[1:]
chosen = stages(pathlib.Path(path).read_text())
if which or wanted != "run":
    chosen = chosen[-1:]
for stage in chosen:
    for name, arguments in stage:
        if name == wanted.upper():
            print(arguments)
