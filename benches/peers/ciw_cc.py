"""The workloads W1 and W2 in Ciw: ciw_cc.py WORKLOAD CONTACTS SEED

W3 is missing because Ciw has one queue in front of each group of servers: a contact that waits for
one group cannot be taken by a server of another who becomes free earlier. Within one node, a
priority of servers tells which of the free ones is taken, but not that some may not serve a type.

Nobody comes after that many contacts, and the run ends when all of them have gone. Prints one line
of key=value, in minutes, as the Rust yardsticks do.
"""

import sys

import ciw

IN_TIME = 1 / 3

# Arrivals a minute, mean service, agents, mean patience.
WORKLOADS = {"W1": (95, 1, 100, None), "W2": (100, 5, 490, 2)}


class Arrivals(ciw.dists.Exponential):
    """The time to the next contact; infinite after the last."""

    def __init__(self, rate, contacts):
        super().__init__(rate=rate)
        self.to_come = contacts

    def sample(self, t=None, ind=None):
        if self.to_come == 0:
            return float("inf")
        self.to_come -= 1
        return super().sample(t, ind)


def main():
    workload, contacts, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rate, service, agents, patience = WORKLOADS[workload]
    reneging = None if patience is None else [ciw.dists.Exponential(rate=1 / patience)]
    network = ciw.create_network(
        arrival_distributions=[Arrivals(rate, contacts)],
        service_distributions=[ciw.dists.Exponential(rate=1 / service)],
        number_of_servers=[agents],
        reneging_time_distributions=reneging,
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(contacts, method="Finish")

    all_contacts = waited = in_time = abandoned = 0
    total_wait = 0.0
    for record in simulation.get_all_records():
        all_contacts += 1
        wait = record.waiting_time
        total_wait += wait
        waited += wait > 0
        if record.record_type == "renege":
            abandoned += 1
        else:
            in_time += wait <= IN_TIME
    print(
        f"contacts={all_contacts} waited={waited / all_contacts:.7f} "
        f"wait_min={total_wait / all_contacts:.7f} abandoned={abandoned / all_contacts:.7f} "
        f"in_time={in_time / all_contacts:.7f}"
    )


if __name__ == "__main__":
    main()
