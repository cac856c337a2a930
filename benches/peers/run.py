#!/usr/bin/env python3
"""Runs springtide and its yardsticks alternately and prints one table: python3 benches/peers/run.py

What runs, on the workloads W1, W2 and W3 (OV: springtide and the limit program only):

  springtide  the command line as a user types it, on benches/scenarios/*.toml, one thread, with all
              its statistics
  limit       what the hardware allows: a program for these workloads and nothing else, with full
              statistics, built for the processor at hand
  odem-rs, NeXosim, SimPy, Ciw
              simulation engines, each with a small model that keeps five counters

The script builds the Rust programs with cargo and installs the Python engines with pip into a
virtual environment; all of that goes to target/peers (springtide itself to target). It needs
Python 3.9, a Unix, and for the first run the registries of both.

How it measures. In every round each program runs once on each workload, every second round in
reverse order, pinned to one core where the system can do that; this script keeps off that core.
The time is the processor time (user and system) of the whole process, from the start of the
program to its end, so other work on the machine disturbs it little. The speed is the contacts that
the program accounts for in its answer divided by that time; the table holds medians over the
rounds. The ratio to the limit program is taken within each round, then its median. Memory is the
most that the process ever held, the largest of all its runs.

A time counts only if the answer is right: the share who waited, the mean wait and the share who
abandoned, each against its exact value. A wrong answer ends the script with exit code 1 and no
table. See `Exact` for the values and the tolerance.
"""

import argparse
import csv
import datetime
import math
import os
import pathlib
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

PEERS = pathlib.Path(__file__).resolve().parent
ROOT = PEERS.parent.parent
TARGET = ROOT / "target" / "peers"

# Standard errors allowed between an answer and the exact value.
STANDARD_ERRORS = 5


# --------------------------------------------------------------------------- exact answers


@dataclass
class Exact:
    """An exact value, and how far from it a run of N contacts may end.

    Runs begin with an empty centre and end after N contacts. A mean over such a run has

    - a standard error of spread / sqrt(N) or less;
    - a bias of start / N, because nobody waits at first;
    - an uncertainty of end / N, because engines differ in what they do with those who are in line
      at the end.

    The tolerance is STANDARD_ERRORS standard errors and both of the others.
    """

    value: float
    spread: float
    start: float
    end: float

    def tolerance(self, contacts):
        error = STANDARD_ERRORS * self.spread / math.sqrt(contacts)
        return error + (abs(self.start) + self.end) / contacts


def birth_and_death(rate, service, agents, patience):
    """W1 (Erlang C), W2 and OV (Erlang A): Exact values of what `ANSWERS` names.

    With k contacts in the centre the next one comes at `rate` and one goes at
    min(k, agents) / service + max(0, k - agents) / patience. The stationary probabilities p(k)
    follow from the balance between neighbouring k (Palm 1957; Garnett, Mandelbaum and Reiman 2002):
    arrivals find p(k); by Little's law the mean wait is the mean line over `rate`; the rate of
    abandonment is the mean line over `patience`.

    Spread and start follow from the same chain. Let f be a function of k with mean m, and
    S(k) = sum over j <= k of p(j) (f(j) - m). The mean of f over a time T has the variance
    2 / T * sum of S(k)^2 / (rate p(k)) and, from an empty centre, the bias
    1 / T * sum of S(k) P(more than k) / (rate p(k)), both to first order (Whitt 1992, "Asymptotic
    formulas for Markov processes with applications to simulation", Operations Research 40).

    A mean over contacts differs from the mean over time by the chance of who comes and who
    abandons. The standard deviations of both parts are added, which is never too little.
    """

    def leaving(k):
        served, in_line = min(k, agents), max(0, k - agents)
        return served / service + (in_line / patience if patience else 0)

    # Relative to the most likely k, until less than 1e-40 of it is left.
    peak = next(k for k in range(10**7) if leaving(k + 1) >= rate)
    weights = [1.0]
    for k in range(peak, 0, -1):
        weights.append(weights[-1] * leaving(k) / rate)
    weights.reverse()
    while weights[-1] > 1e-40:
        weights.append(weights[-1] * rate / leaving(len(weights)))
    total = math.fsum(weights)
    p = [weight / total for weight in weights]
    states = range(len(p))

    def over_time(f):
        """The mean of f; the standard deviation of its mean times sqrt(T); its bias times T."""
        mean = math.fsum(f(k) * p[k] for k in states)
        # S(k) / p(k), from the thin end of each side, where errors of rounding shrink.
        ratio = [0.0] * len(p)
        carried = 0.0
        for k in range(peak + 1):
            carried = carried * leaving(k) / rate + f(k) - mean
            ratio[k] = carried
        carried = 0.0
        for k in range(len(p) - 2, peak, -1):
            carried = (carried + mean - f(k + 1)) * rate / leaving(k + 1)
            ratio[k] = carried
        variance = 2 / rate * math.fsum(q * s * s for q, s in zip(p, ratio))
        more = 1.0
        bias = 0.0
        for q, s in zip(p, ratio):
            more -= q
            bias += s * more / rate
        return mean, math.sqrt(variance), bias

    # Time enters as contacts / rate.
    line, line_spread, line_start = over_time(lambda k: max(0, k - agents))
    waited, waited_spread, waited_start = over_time(lambda k: float(k >= agents))
    wait = line / rate
    exact = {
        "waited": Exact(
            waited,
            waited_spread * math.sqrt(rate) + math.sqrt(waited * (1 - waited)),
            waited_start * rate,
            line,
        ),
        "wait_min": Exact(
            wait, line_spread / math.sqrt(rate) + wait, line_start, line * wait / waited
        ),
    }
    if patience:
        abandoned = wait / patience
        spread = line_spread / math.sqrt(rate) / patience
        exact["abandoned"] = Exact(
            abandoned,
            spread + math.sqrt(abandoned) + abandoned,
            line_start / patience,
            line,
        )
    else:
        exact["abandoned"] = Exact(0.0, 0.0, 0.0, 0.0)
    return exact


# W3 has too many states for this script: the values are what benches/peers/exact prints. Spread and
# start are measured, on 1,000 runs of the limit program with 100,000 contacts each (seeds 1 to
# 1,000), the spread raised by a tenth; end is as above, with 13.75 contacts in line on average.
W3 = {
    "waited": Exact(0.67044094, 10.4, -1100, 13.75),
    "wait_min": Exact(0.13754534, 3.5, -230, 2.8),
    "abandoned": Exact(0.04584845, 1.16, -77, 13.75),
}

ANSWERS = ["waited", "wait_min", "abandoned"]
EXACT = {
    "W1": birth_and_death(95, 1, 100, None),
    "W2": birth_and_death(100, 5, 490, 2),
    "W3": W3,
    "OV": birth_and_death(400, 5, 1000, 60),
}


def check(name, workload, answer):
    """Ends the script if an answer is too far from the exact one."""
    for key in ANSWERS:
        exact = EXACT[workload][key]
        tolerance = exact.tolerance(answer["contacts"])
        if not abs(answer[key] - exact.value) <= tolerance:
            sys.exit(
                f"{name} on {workload} is wrong: {key} is {answer[key]}, exact is "
                f"{exact.value:.7g} within {tolerance:.2g} after {answer['contacts']:.0f} contacts"
            )


# --------------------------------------------------------------------------- programs


def environment(**more):
    """Our own, without flags for the compiler."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET")
    }
    return {**kept, **more}


def cargo_build(name, folder, target, **more):
    print(f"building {name} …", file=sys.stderr)
    subprocess.run(
        ["cargo", "build", "--release", "--locked", "--quiet"],
        cwd=folder,
        env=environment(CARGO_TARGET_DIR=str(target), **more),
        check=True,
    )
    return target / "release"


class Springtide:
    name = "springtide"
    workloads = ["W1", "W2", "W3", "OV"]

    def prepare(self):
        self.program = cargo_build(self.name, ROOT, ROOT / "target") / "springtide"
        version = subprocess.run(
            [self.program, "--version"], capture_output=True, text=True, check=True
        )
        self.version = version.stdout.split()[-1]

    def command(self, workload, _seed, share, out):
        scenario = ROOT / "benches" / "scenarios" / f"{workload.lower()}.toml"
        command = [self.program, "run", scenario, "--threads", "1", "--quiet", "--out", out]
        if share != 1:
            # The horizon stands in the scenario in minutes.
            horizon = next(
                line.split('"')[1].removesuffix("min")
                for line in scenario.read_text().splitlines()
                if line.startswith("horizon")
            )
            command += ["--set", f'clock.horizon="{round(int(horizon) * share)}min"']
        return command

    def answer(self, _printed, out):
        names = {
            "offered": ("contacts", 1),
            "waited_share": ("waited", 1),
            "wait_mean": ("wait_min", 60),
            "abandonment": ("abandoned", 1),
        }
        found = {}
        with open(pathlib.Path(out) / "measures.csv", newline="") as file:
            for row in csv.DictReader(file):
                if row["scope_kind"] == "centre" and row["measure"] in names:
                    name, divisor = names[row["measure"]]
                    found[name] = float(row["value"]) / divisor
        return found


class Yardstick:
    """A program that takes WORKLOAD CONTACTS SEED and prints key=value."""

    def __init__(self, name, contacts):
        self.name, self.contacts = name, contacts
        self.workloads = list(contacts)

    def command(self, workload, seed, share, _out):
        contacts = round(self.contacts[workload] * share)
        return [*self.program, workload, str(contacts), str(seed)]

    def answer(self, printed, _out):
        pairs = (word.split("=") for word in printed.split())
        return {key: float(value) for key, value in pairs}


class RustPeer(Yardstick):
    def __init__(self, name, folder, binary, engine, contacts, **flags):
        super().__init__(name, contacts)
        self.folder, self.binary, self.engine, self.flags = folder, binary, engine, flags

    def prepare(self):
        built = cargo_build(self.name, PEERS / self.folder, TARGET / self.folder, **self.flags)
        self.program = [built / self.binary]
        self.version = None
        if self.engine:
            lock = (PEERS / self.folder / "Cargo.lock").read_text()
            after = lock.split(f'name = "{self.engine}"\nversion = "', 1)[1]
            self.version = after.split('"', 1)[0]


class PythonPeer(Yardstick):
    def __init__(self, name, script, package, contacts):
        super().__init__(name, contacts)
        self.script, self.package = script, package

    def prepare(self):
        home = TARGET / "venv"
        python = home / "bin" / "python"
        if not python.exists():
            print("making a virtual environment …", file=sys.stderr)
            subprocess.run([sys.executable, "-m", "venv", home], check=True)
        requirements = PEERS / "requirements.txt"
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            + ["--requirement", requirements],
            check=True,
        )
        self.program = [python, PEERS / self.script]
        self.version = next(
            line.split("==")[1]
            for line in requirements.read_text().split()
            if line.startswith(self.package)
        )


# Contacts for one to four seconds on a machine of 2024; 20 million where a run of ours has as many.
PROGRAMS = [
    Springtide(),
    RustPeer(
        "limit",
        "limit",
        "limit",
        None,
        dict.fromkeys(["W1", "W2", "W3", "OV"], 20_000_000),
        RUSTFLAGS="-C target-cpu=native",
    ),
    RustPeer("odem-rs", "odem", "odem", "odem-rs", dict.fromkeys(["W1", "W2", "W3"], 10_000_000)),
    RustPeer("NeXosim", "nexosim", "nexo", "nexosim", dict.fromkeys(["W1", "W2", "W3"], 4_000_000)),
    PythonPeer("SimPy", "simpy_cc.py", "simpy", {"W1": 300_000, "W2": 200_000, "W3": 250_000}),
    PythonPeer("Ciw", "ciw_cc.py", "ciw", {"W1": 100_000, "W2": 30_000}),
]
WORKLOADS = ["W1", "W2", "W3", "OV"]


# --------------------------------------------------------------------------- measuring


def split_cores():
    """One core for the programs, the others for this script; nothing where that cannot be."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[:-1])
    return cores[-1]


def peak_of(pid):
    """Megabytes that the running process held at most so far; 0 where there is no /proc."""
    try:
        with open(f"/proc/{pid}/status") as file:
            for line in file:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def measure(command, core):
    """Runs it; what it printed, its processor time in seconds and its memory in megabytes.

    The rusage of a child counts the memory of this script, too, because the child began as its
    copy. So the kernel is asked while the child runs, and the rusage serves only where there is no
    /proc.
    """
    pin = None if core is None else lambda: os.sched_setaffinity(0, [core])
    with tempfile.TemporaryFile("w+") as printed:
        child = subprocess.Popen(command, stdout=printed, preexec_fn=pin)
        peak = 0.0
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, peak_of(child.pid))
            time.sleep(0.01)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"exit code {child.returncode}: {' '.join(map(str, command))}")
        printed.seek(0)
        if peak == 0.0:
            peak = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        return printed.read(), usage.ru_utime + usage.ru_stime, peak


def run_rounds(programs, rounds, share):
    """(speeds in million contacts/s by program and workload, peak memory by program)."""
    core = split_cores()
    speeds = {(p.name, w): [] for p in programs for w in p.workloads}
    memory = dict.fromkeys((p.name for p in programs), 0.0)
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds} …", file=sys.stderr)
        for workload in WORKLOADS:
            for program in programs if number % 2 else reversed(programs):
                if workload not in program.workloads:
                    continue
                with tempfile.TemporaryDirectory() as out:
                    command = program.command(workload, number, share, out)
                    printed, seconds, peak = measure(command, core)
                    answer = program.answer(printed, out)
                check(program.name, workload, answer)
                speeds[program.name, workload].append(answer["contacts"] / seconds / 1e6)
                memory[program.name] = max(memory[program.name], peak)
    return speeds, memory


# --------------------------------------------------------------------------- printing


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            fields = (line.partition(":") for line in file)
            return next(value.strip() for key, _, value in fields if key.strip() == "model name")
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def output_of(*command):
    try:
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def cell(speeds, program, workload):
    own = speeds.get((program, workload))
    if not own:
        return "–"
    speed = statistics.median(own)
    text = f"{speed:.1f}" if speed >= 1 else f"{speed:.2g}"
    limit = speeds.get(("limit", workload))
    if limit and program != "limit":
        ratio = statistics.median(a / b for a, b in zip(own, limit))
        text += f" ({ratio:.2f})" if ratio >= 0.1 else f" ({ratio:.1g})"
    return text


def table(programs, speeds, memory, command, rounds):
    lines = [
        "Million contacts/s on one thread (in brackets: ÷ the limit program in the same round), "
        f"whole processes, medians of {rounds}; every answer was checked.",
        "",
        "| program | W1 | W2 | W3 | OV | memory MB |",
        "|---|---|---|---|---|---|",
    ]
    for program in programs:
        name = f"{program.name} {program.version}" if program.version else program.name
        cells = [cell(speeds, program.name, workload) for workload in WORKLOADS]
        lines.append(f"| {' | '.join([name, *cells])} | {memory[program.name]:.1f} |")
    commit = output_of("git", "describe", "--always", "--dirty", "--exclude", "*")
    lines += [
        "",
        f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}; springtide at {commit}, {output_of('rustc', '--version')}, "
        f"Python {platform.python_version()}. Command: `{command}`.",
    ]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(
        description="Run springtide and its yardsticks alternately; print one table.",
        epilog="How it measures and checks stands at the top of the script.",
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="[default: 5]")
    parser.add_argument(
        "--quick", action="store_true", help="a fifth of the contacts: seconds a round, rough"
    )
    parser.add_argument(
        "--programs",
        default=",".join(p.name for p in PROGRAMS),
        metavar="NAMES",
        help="some of %(default)s",
    )
    arguments = parser.parse_args()
    wanted = arguments.programs.lower().split(",")
    unknown = set(wanted) - {p.name.lower() for p in PROGRAMS}
    if unknown or arguments.rounds < 1:
        parser.error(f"no program {', '.join(sorted(unknown))}" if unknown else "no rounds")
    programs = [p for p in PROGRAMS if p.name.lower() in wanted]

    TARGET.mkdir(parents=True, exist_ok=True)
    for program in programs:
        program.prepare()
    share = 0.2 if arguments.quick else 1
    speeds, memory = run_rounds(programs, arguments.rounds, share)
    command = " ".join(["python3", "benches/peers/run.py", *sys.argv[1:]])
    print(table(programs, speeds, memory, command, arguments.rounds))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main()
