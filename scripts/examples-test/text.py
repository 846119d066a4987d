#!/usr/bin/env python3
"""Looks at the workflow and the compose file as text.

usage: text.py check EXAMPLES        says what is wrong with their structure, a line each; 1 if anything is
       text.py scripts EXAMPLES DIR  writes what they run into DIR, a shell script each
"""
import pathlib
import re
import sys

import yaml

ACTIONS = {"actions/checkout", "actions/upload-artifact", "actions/download-artifact", "actions/github-script"}
SECRET = re.compile(r"\$\{\{[^}]*\b(secrets|github|vars|needs|steps|inputs)\b")


def workflow_problems(workflow):
    triggers = workflow[True]  # YAML 1.1 reads `on` as true
    if "pull_request_target" in triggers:
        yield "pull_request_target gives secrets to strangers"
    if workflow.get("permissions") != {}:
        yield "permissions at the top are not empty"
    jobs = workflow["jobs"]
    for name, job in jobs.items():
        needs = job.get("needs", [])
        for need in [needs] if isinstance(needs, str) else needs:
            if need not in jobs:
                yield f"{name}: needs {need}, which there is none of"
        rights = {right for right, level in job["permissions"].items() if level == "write"}
        secret = "secrets." in str(job)
        if rights and secret:
            yield f"{name}: may write {', '.join(sorted(rights))} and has secrets"
        for key in ("timeout-minutes", "concurrency", "runs-on"):
            if key not in job:
                yield f"{name}: has no {key}"
        if "secrets.PRODUCTION_DATABASE_URL" in str(job) and job.get("environment") != "production":
            yield f"{name}: may write to production without an approval"
        for step in job["steps"]:
            yield from (f"{name}: {problem}" for problem in step_problems(step))
    if jobs["apply"]["concurrency"].get("cancel-in-progress") is not False:
        yield "an apply may be cut off by the next"


def step_problems(step):
    if "uses" in step:
        action, _, version = step["uses"].partition("@")
        if action not in ACTIONS or not re.fullmatch(r"v\d+", version):
            yield f"{step['uses']} is not one of the actions, by its major version"
        if action == "actions/upload-artifact" and "retention-days" not in step["with"]:
            yield "an artifact stays for as long as the repository's setting says"
        if action == "actions/checkout" and step["with"]["persist-credentials"] is not False:
            yield "the token stays in the checkout"
    elif SECRET.search(step["run"]):
        yield f"{step['name']}: an expression in a script is code, and an argument is read by everybody; use env"


def compose_problems(compose):
    for name, service in compose["services"].items():
        for kind in ("secrets", "networks"):
            for used in service.get(kind, []):
                if used not in compose[kind]:
                    yield f"{name}: {kind} has no {used}"
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if not source.startswith(".") and source not in compose["volumes"]:
                yield f"{name}: no volume {source}"
        if service["image"] == "seedd" and not (service.get("read_only") and service.get("cap_drop") == ["ALL"]):
            yield f"{name}: has rights it does not need"
        if "ports" in service:
            yield f"{name}: publishes a port"
        for key, value in service.get("environment", {}).items():
            if "PASSWORD" in key and not key.endswith("_FILE"):
                yield f"{name}: {key} is a secret in a variable: {len(value)} characters"


def main():
    verb, examples, *rest = sys.argv[1:]
    examples = pathlib.Path(examples)
    workflow = yaml.safe_load((examples / "github-actions/promote.yml").read_text())
    compose = yaml.safe_load((examples / "docker/compose.yaml").read_text())
    if verb == "check":
        problems = [*workflow_problems(workflow), *compose_problems(compose)]
        print("\n".join(problems), end="\n" if problems else "")
        return bool(problems)
    for name, job in workflow["jobs"].items():
        for number, step in enumerate(job["steps"]):
            if "run" in step:
                (pathlib.Path(rest[0]) / f"{name}-{number}").write_text("#!/bin/bash\nset -eo pipefail\n" + step["run"])
    for name, service in compose["services"].items():
        if service["image"] == "seedd":
            words = " ".join(service["command"])
            (pathlib.Path(rest[0]) / f"compose-{name}").write_text(f"#!/bin/bash\nseedd {words}\n")
    return 0


sys.exit(main())
