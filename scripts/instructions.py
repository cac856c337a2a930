#!/usr/bin/env python3
"""Counts the instructions of each case of benches/cases.csv and holds them to the numbers there.

    python3 scripts/instructions.py           # fails if a case differs by more than 3 %
    python3 scripts/instructions.py --write   # writes the counts of today into the file
    python3 scripts/instructions.py w1 trunks # only these cases

A case is a scenario with changes (`--set`), some 200,000 contacts, run as a whole process on one
thread under `valgrind --tool=callgrind`. Its count hangs neither on the speed of the machine nor on
what else runs there, so it can guard the speed where a clock cannot. It does hang on the compiler, the
one in the file's last row: who takes a new one counts anew, in a commit of its own.
"""

import argparse
import csv
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "benches" / "cases.csv"
SCENARIOS = ROOT / "benches" / "scenarios"
PROGRAM = ROOT / "target" / "release" / "springtide"
TOLERANCE = 0.03
COMPILER = "rustc"


def read():
    """The cases, and the compiler with which they were counted."""
    with CASES.open(newline="") as file:
        rows = list(csv.DictReader(file))
    compiler = next((row["instructions"] for row in rows if row["case"] == COMPILER), "")
    return [row for row in rows if row["case"] != COMPILER], compiler


def write(cases, compiler):
    names = ["case", "without", "scenario", "set", "instructions"]
    with CASES.open("w", newline="") as file:
        table = csv.DictWriter(file, names, lineterminator="\n", restval="")
        table.writeheader()
        table.writerows(cases)
        table.writerow({"case": COMPILER, "instructions": compiler})


def count(case):
    """The instructions of a case."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind"]
        command += [PROGRAM, "run", case["scenario"], "--threads", "1", "--quiet"]
        command += ["--out", f"{folder}/out"]
        for change in filter(None, case["set"].split(" ; ")):
            command += ["--set", change]
        # The environment lies on the stack, so that a long one could move a count a little.
        surroundings = {"PATH": os.environ["PATH"]}
        done = subprocess.run(
            command, cwd=SCENARIOS, env=surroundings, capture_output=True, text=True
        )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{case['case']} failed:\n{done.stdout}{done.stderr}")
    return int(found[1])


def judge(case, counted, known):
    """One line on a case; whether it is as it was, which a case never counted before is not."""
    before = int(case["instructions"] or 0)
    change = counted / before - 1 if before else math.inf
    verdict = f"{change:+8.2%}" if before else "     new"
    without = known.get(case["without"])
    part = f"{counted / without - 1:+8.1%} over {case['without']}" if without else ""
    is_same = abs(change) <= TOLERANCE
    mark = "" if is_same else "  <-- not as it was"
    print(f"{case['case']:28} {counted:12,} {verdict} {part}{mark}")
    return is_same


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep today's counts")
    parser.add_argument("cases", nargs="*", help="only these")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed, no instructions are counted")
        return
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    cases, counted_with = read()
    names = {case["case"] for case in cases}
    if unknown := set(arguments.cases) - names:
        sys.exit(f"no such case: {', '.join(sorted(unknown))}")
    wanted = [case for case in cases if not arguments.cases or case["case"] in arguments.cases]
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = list(pool.map(count, wanted))
    known = {case["case"]: number for case, number in zip(wanted, counts)}
    same = [judge(case, number, known) for case, number in zip(wanted, counts)]
    if arguments.write:
        for case, number in zip(wanted, counts):
            case["instructions"] = number
        write(cases, compiler)
        print(f"written to {CASES.relative_to(ROOT)}")
    elif not all(same):
        if compiler != counted_with:
            sys.exit(f"counted with {counted_with}, this is {compiler}: count anew, with --write")
        sys.exit(
            "the work a contact takes has changed: find out why; if it is meant, say so in the "
            "commit, with --write"
        )


if __name__ == "__main__":
    main()
