#!/usr/bin/env python3
"""Writes an invented contact log and agent sessions: scenarios/logs/contacts.csv and sessions.csv.

Three weekdays of a small bank's hotline, made by a little simulation of their own (first come first
served, people who take breaks without logging out), so that waits and outcomes belong together. The
seed is fixed: the files come out the same every time. Usage: scripts/generate_log.py [FOLDER]
"""

import csv
import heapq
import math
import pathlib
import random
import sys

DAYS = ["2026-03-02", "2026-03-03", "2026-03-04"]
OPEN, CLOSE = 8 * 3600, 20 * 3600
# Calls an hour by hour from 08:00.
PROFILE = [30, 48, 62, 66, 54, 46, 50, 58, 56, 40, 26, 16]
# Share, mean and spread of the logarithm of the service, mean patience.
TYPES = {
    "REG": (0.62, 170, 0.85, 420),
    "CARD": (0.26, 120, 0.75, 240),
    "LOAN": (0.12, 330, 0.80, 600),
}
# Agent, days of work, log-in and log-out (hours).
SHIFTS = [
    ("G01", (0, 1, 2), 7.9, 16.0),
    ("G02", (0, 1), 7.95, 15.5),
    ("G03", (0, 2), 8.5, 16.5),
    ("G04", (1, 2), 8.6, 16.4),
    ("G05", (0, 1, 2), 9.0, 17.2),
    ("G06", (0, 2), 10.0, 14.0),
    ("G07", (1, 2), 9.9, 14.1),
    ("G08", (0, 1, 2), 11.8, 20.0),
    ("G09", (0, 1), 13.0, 20.1),
    ("G10", (1, 2), 13.5, 20.0),
    ("G11", (0, 2), 14.0, 20.05),
    ("G12", (0, 1), 7.9, 11.0),
]


def clock(second):
    second = int(second)
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def calls_of(day, dice):
    """Arrivals of a day: second, type, time in the menu, service, patience, leaves in the menu."""
    calls = []
    for hour, rate in enumerate(PROFILE):
        at = OPEN + 3600 * hour
        end = at + 3600
        while True:
            at += dice.expovariate(rate * (1.15 if day == 0 else 0.95) / 3600)
            if at >= end:
                break
            kind = dice.choices(list(TYPES), [share for share, *_ in TYPES.values()])[0]
            _, mean, sigma, patience = TYPES[kind]
            service = dice.lognormvariate(math.log(mean) - sigma * sigma / 2, sigma)
            gives_up = dice.random() < 0.03
            calls.append(
                (int(at), kind, dice.randint(3, 14), max(1, round(service)),
                 max(1, round(dice.expovariate(1 / patience))), gives_up)
            )
    return calls


def work(day, dice, rows, sessions):
    """Serves the calls of a day and notes every call and every session."""
    free = []
    shifts = {}
    for agent, days, start, end in SHIFTS:
        if day in days:
            login = round(start * 3600 + dice.uniform(-300, 300))
            logout = round(end * 3600 + dice.uniform(-300, 300))
            shifts[agent] = [login, logout, 0, 0]
            heapq.heappush(free, (login, agent))
    date = DAYS[day]
    for arrived, kind, menu, service, patience, gives_up in calls_of(day, dice):
        queued = arrived + menu
        line = f"GB{dice.randint(101, 116):04}"
        customer = dice.choice([0, dice.randint(1, 900)])
        number = 50_000 + len(rows)
        head = [date, clock(arrived), menu]
        if gives_up:
            rows.append([*head, 0, 0, "HANG", kind, 0, customer, "", "", "", line, number])
            continue
        if dice.random() < 0.006:
            wait = dice.randint(1, 40)
            rows.append([*head, wait, 0, "PHANTOM", kind, 0, customer, "", clock(queued), "", line, number])
            continue
        while free and shifts[free[0][1]][1] <= max(free[0][0], queued):
            heapq.heappop(free)
        ready = max(queued, free[0][0]) if free else math.inf
        wait = ready - queued
        if wait > patience:
            rows.append([*head, patience, 0, "HANG", kind, 0, customer, "", clock(queued), "", line, number])
            continue
        _, agent = heapq.heappop(free)
        note = shifts[agent]
        note[2] += 1
        note[3] += service
        # A few seconds between calls, and now and then a break without logging out.
        pause = dice.randint(3, 12) if dice.random() > 0.06 else dice.randint(300, 1500)
        heapq.heappush(free, (ready + service + pause, agent))
        entered = clock(queued) if wait else ""
        rows.append([*head, wait, service, "AGENT", kind, 0, customer, agent, entered, clock(ready), line, number])
    for agent, (login, logout, calls, busy) in shifts.items():
        sessions.append([agent, f"{date} {clock(login)}", f"{date} {clock(logout)}", calls, busy])


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "scenarios/logs")
    dice = random.Random(20260302)
    rows, sessions = [], []
    for day in range(len(DAYS)):
        work(day, dice, rows, sessions)
    sessions.sort()
    tables = {
        "contacts.csv": (
            "date,arrival,vru_s,wait_s,service_s,outcome,type,priority,customer,agent,q_start,"
            "service_start,vru_line,call_id", rows),
        "sessions.csv": ("agent,start,end,calls,busy_s", sessions),
    }
    for name, (header, lines) in tables.items():
        with open(folder / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(lines)


if __name__ == "__main__":
    main()
