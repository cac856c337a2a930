#!/usr/bin/env python3
"""Writes benches/scenarios/grid-NxN.toml: N contact types and N skill groups in a ring.

Each group serves its own type and up to four neighbours, its own first; each type tries the groups
in the order of how near they are. Load and people in total are those of w2.toml.

    python3 scripts/generate_grid.py
"""

from pathlib import Path

SCENARIOS = Path(__file__).resolve().parent.parent / "benches" / "scenarios"
CONTACTS_PER_HOUR = 6_000
AGENTS = 500
NEIGHBOURS = 5

HEAD = """\
# How fast are {n} contact type{s} and {n} skill group{s}, each serving {served}?
# 20 million contacts in one replication; only the horizon is reported. Written by
# scripts/generate_grid.py.
[clock]
start = "2026-01-05"
time_zone = "UTC"
horizon = "200000min"

[replication]
replications = 1

[report]
charts = false
workbook = false
days = false
intervals = false

[queue.line]
target = {{ wait = "20s" }}
"""

PART = """
[contact_type.type-{i:03}]
demand = {{ rate = "{rate}/h" }}
groups = [{groups}]
patience = {{ law = "exponential", mean = "2min" }}
talk = {{ law = "exponential", mean = "5min" }}

[skill_group.group-{i:03}]
serves = [{types}]
takes = "ranked"
agents = {agents}
"""


def names(kind, numbers):
    return ", ".join(f'"{kind}-{number:03}"' for number in numbers)


def write(n):
    served = min(n, NEIGHBOURS)
    text = HEAD.format(n=n, s="" if n == 1 else "s", served=served)
    for i in range(n):
        text += PART.format(
            i=i,
            rate=CONTACTS_PER_HOUR // n,
            agents=AGENTS // n,
            groups=names("group", [(i - k) % n for k in range(served)]),
            types=names("type", [(i + k) % n for k in range(served)]),
        )
    (SCENARIOS / f"grid-{n}x{n}.toml").write_text(text)


for size in (1, 10, 100):
    write(size)
