#!/usr/bin/env python3
"""Runs one job of a GitHub workflow on this machine: its own commands, with GitHub's side played as far as they use it.

usage: workflow.py WORKFLOW JOB STATE

STATE is a folder that stands for the run: `context.json` (github, vars, secrets), `checkout/` (the repository),
`artifacts/`, `needs.json` (results and outputs of earlier jobs), `comments.json`, `summary.md`, `log`. Exits with 0 if
the job succeeds, 1 if it fails, 3 if its `if:` leaves it out.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

STATUS = ("success", "failure", "cancelled", "always")
TOKEN = re.compile(r"'(?:[^']|'')*'|&&|\|\||==|!=|[!()]|[A-Za-z_][\w.-]*|\d+|\s+")


class Job:
    """A job, the state it runs in, and how far it has come."""

    def __init__(self, workflow, name, state):
        self.workflow, self.name, self.state = workflow, name, state
        self.definition = workflow["jobs"][name]
        self.context = json.loads((state / "context.json").read_text())
        needs = state / "needs.json"
        self.needs = json.loads(needs.read_text()) if needs.exists() else {}
        self.steps = {}
        self.failed = False
        self.temp = pathlib.Path(tempfile.mkdtemp(dir=state, prefix=f"{name}-"))
        self.workspace = self.temp / "workspace"
        self.workspace.mkdir()
        (self.temp / "temp").mkdir()

    def lookup(self, name):
        """The value of a dotted name such as `needs.plan.outputs.sha256`; empty where there is none, as at GitHub."""
        root, *rest = name.split(".")
        value = {
            "runner": {"temp": str(self.temp / "temp")},
            "needs": {need: self.needs[need] for need in self.required() if need in self.needs},
            "steps": self.steps,
            **self.context,
        }[root]
        for part in rest:
            value = value.get(part, "") if isinstance(value, dict) else ""
        return value

    def required(self):
        needs = self.definition.get("needs", [])
        return [needs] if isinstance(needs, str) else needs

    def evaluate(self, expression):
        words, position = [], 0
        while position < len(expression):
            match = TOKEN.match(expression, position)
            if not match:
                raise SystemExit(f"{self.name}: can't read {expression[position:]!r} of {expression!r}")
            position, word = match.end(), match.group()
            if word[0] == "'":
                words.append(repr(word[1:-1].replace("''", "'")))
            elif word in STATUS:
                words.append(f"status[{word!r}]")
            elif word[0].isalpha():
                words.append(f"lookup({word!r})")
            else:
                words.append({"&&": " and ", "||": " or ", "!": " not "}.get(word, word))
        text = "".join(words).replace("]()", "]").strip()
        status = {"success": not self.failed, "failure": self.failed, "cancelled": False, "always": True}
        return eval(text, {"__builtins__": {}}, {"lookup": self.lookup, "status": status})

    def condition(self, definition):
        text = str(definition.get("if", "success()")).strip()
        text = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", text, flags=re.S).strip()
        if not any(f"{word}()" in text for word in STATUS):
            text = f"success() && ({text})"
        return self.evaluate(text)

    def expand(self, value):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(self.evaluate(match.group(1).strip())), str(value))

    def environment(self, step):
        merged = {}
        for level in (self.workflow, self.definition, step):
            merged.update({key: self.expand(value) for key, value in level.get("env", {}).items()})
        return merged

    def begins(self):
        self.failed = any(self.needs.get(need, {}).get("result") != "success" for need in self.required())
        begins = self.condition(self.definition)
        self.failed = False
        return begins

    def run(self):
        for step in self.definition["steps"]:
            if not self.condition(step):
                continue
            outputs = self.temp / "outputs"
            outputs.write_text("")
            succeeded = self.perform(step, outputs)
            if "id" in step:
                lines = outputs.read_text().splitlines()
                self.steps[step["id"]] = {"outputs": dict(line.split("=", 1) for line in lines)}
            if not succeeded and not step.get("continue-on-error"):
                print(f"{self.name}: failed in: {step.get('name', step.get('uses'))}")
                self.failed = True
        return {
            "result": "failure" if self.failed else "success",
            "outputs": {key: self.expand(value) for key, value in self.definition.get("outputs", {}).items()},
        }

    def perform(self, step, outputs):
        if "run" in step:
            return self.shell(step, outputs)
        action = step["uses"].split("@")[0]
        inputs = {key: self.expand(value) if key != "script" else value for key, value in step.get("with", {}).items()}
        return {
            "actions/checkout": self.checkout,
            "actions/upload-artifact": self.upload,
            "actions/download-artifact": self.download,
            "actions/github-script": self.script,
        }[action](inputs, step)

    def shell(self, step, outputs):
        # As GitHub does it: the text in a file, nothing of this process's own environment but where programs are.
        script = self.temp / "step.sh"
        script.write_text(self.expand(step["run"]))
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.temp),
            "RUNNER_TEMP": str(self.temp / "temp"),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(self.state / "summary.md"),
            **self.environment(step),
            "RETRY_SECONDS": "0",
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        with open(self.state / "log", "a") as log:
            return subprocess.run(command, cwd=self.workspace, env=variables, stdin=subprocess.DEVNULL, stdout=log,
                                  stderr=log).returncode == 0

    def checkout(self, _inputs, _step):
        shutil.copytree(self.state / "checkout", self.workspace, dirs_exist_ok=True)
        return True

    def upload(self, inputs, _step):
        source = self.workspace / inputs["path"]
        if not source.exists():
            return inputs["if-no-files-found"] != "error"
        target = self.state / "artifacts" / inputs["name"]
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
        return True

    def download(self, inputs, _step):
        source = self.state / "artifacts" / inputs["name"]
        if not source.exists():
            return False
        shutil.copytree(source, self.workspace / inputs["path"], dirs_exist_ok=True)
        return True

    def script(self, inputs, step):
        program = pathlib.Path(__file__).with_name("github-script.js")
        variables = {"PATH": os.environ["PATH"], **self.environment(step), "SCRIPT": inputs["script"],
                     "COMMENTS": str(self.state / "comments.json")}
        return subprocess.run(["node", str(program)], cwd=self.workspace, env=variables).returncode == 0


def main():
    path, name, state = sys.argv[1:]
    state = pathlib.Path(state).absolute()
    job = Job(yaml.safe_load(pathlib.Path(path).read_text()), name, state)
    if not job.begins():
        result = {"result": "skipped", "outputs": {}}
    else:
        result = job.run()
    (state / "needs.json").write_text(json.dumps({**job.needs, name: result}))
    return {"success": 0, "failure": 1, "skipped": 3}[result["result"]]


sys.exit(main())
