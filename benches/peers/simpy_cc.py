"""The workloads W1, W2 and W3 in SimPy: simpy_cc.py WORKLOAD CONTACTS SEED

Every contact is a process. One group of agents is a Resource; patience is a timeout beside the
request. Two groups have lines of their own, because a Resource cannot serve two of them. Prints
one line of key=value, in minutes, as the Rust yardsticks do.
"""

import random
import sys
from collections import deque

import simpy

IN_TIME = 1 / 3

# Contact types as (arrivals a minute, mean service); agents in each group; mean patience.
WORKLOADS = {
    "W1": ([(95, 1)], [100], None),
    "W2": ([(100, 5)], [490], 2),
    "W3": ([(60, 5), (40, 6)], [280, 240], 3),
}


class Centre:
    """What all centres have: arrivals, draws and counters."""

    def __init__(self, workload, contacts, seed):
        self.types, self.agents, self.patience = WORKLOADS[workload]
        self.to_come = contacts
        self.env = simpy.Environment()
        self.draw = random.Random(seed).expovariate
        self.contacts = self.waited = self.in_time = self.abandoned = 0
        self.wait = 0.0

    def run(self):
        for kind in range(len(self.types)):
            self.env.process(self.arrivals(kind))
        self.env.run()

    def arrivals(self, kind):
        rate = self.types[kind][0]
        while True:
            yield self.env.timeout(self.draw(rate))
            if self.to_come == 0:
                return
            self.to_come -= 1
            self.env.process(self.contact(kind))

    def service(self, kind):
        return self.env.timeout(self.draw(1 / self.types[kind][1]))

    def answered_at_once(self):
        self.contacts += 1
        self.in_time += 1

    def answered_after(self, wait):
        self.contacts += 1
        self.waited += 1
        self.in_time += wait <= IN_TIME
        self.wait += wait

    def abandoned_after(self, wait):
        self.contacts += 1
        self.waited += 1
        self.abandoned += 1
        self.wait += wait

    def __str__(self):
        return (
            f"contacts={self.contacts} waited={self.waited / self.contacts:.7f} "
            f"wait_min={self.wait / self.contacts:.7f} "
            f"abandoned={self.abandoned / self.contacts:.7f} "
            f"in_time={self.in_time / self.contacts:.7f}"
        )


class OneQueue(Centre):
    """One type and one group."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.group = simpy.Resource(self.env, capacity=self.agents[0])

    def contact(self, kind):
        since = self.env.now
        with self.group.request() as agent:
            if agent.triggered:
                self.answered_at_once()
            else:
                if self.patience is None:
                    yield agent
                else:
                    yield agent | self.env.timeout(self.draw(1 / self.patience))
                wait = self.env.now - since
                if not agent.triggered:
                    self.abandoned_after(wait)
                    return
                self.answered_after(wait)
            yield self.service(kind)


class Turn(simpy.Event):
    """Succeeds with the group that answers; whoever abandons before says so."""

    gone = False


class TwoQueues(Centre):
    """Two types; group 1 answers both, type 1 first; group 0 answers type 0 only."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.idle = list(self.agents)
        self.lines = [deque(), deque()]

    def contact(self, kind):
        since = self.env.now
        group = next((group for group in range(kind, 2) if self.idle[group]), None)
        if group is not None:
            self.idle[group] -= 1
            self.answered_at_once()
        else:
            turn = Turn(self.env)
            self.lines[kind].append(turn)
            yield turn | self.env.timeout(self.draw(1 / self.patience))
            wait = self.env.now - since
            if not turn.triggered:
                turn.gone = True
                self.abandoned_after(wait)
                return
            group = turn.value
            self.answered_after(wait)
        yield self.service(kind)
        self.free(group)

    def free(self, group):
        for kind in range(group, -1, -1):
            line = self.lines[kind]
            while line:
                turn = line.popleft()
                if not turn.gone:
                    turn.succeed(group)
                    return
        self.idle[group] += 1


def main():
    workload, contacts, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    centre = (TwoQueues if workload == "W3" else OneQueue)(workload, contacts, seed)
    centre.run()
    print(centre)


if __name__ == "__main__":
    main()
