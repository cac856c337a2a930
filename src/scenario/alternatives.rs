//! Keys of which a section has exactly one, each with the keys that go along with it.

/// A key of which the others of its set exclude it.
#[derive(Debug)]
pub(crate) struct Alternative {
    /// The key.
    pub(crate) key: &'static str,
    /// Keys that say more about it.
    pub(crate) with: &'static [&'static str],
}

/// A set of keys of a section that exclude each other.
#[derive(Debug)]
pub(crate) struct Alternatives {
    /// The section, with `*` for names of the user's.
    pub(crate) path: &'static str,
    /// The keys.
    pub(crate) keys: &'static [Alternative],
}

/// Who is there.
pub(crate) const STAFFING: Alternatives = Alternatives {
    path: "skill_group.*",
    keys: &[
        Alternative::new("agents", &[]),
        Alternative::new("plan", &["plan_column", "plan_sheet"]),
        Alternative::new("sessions", &[]),
    ],
};

/// When contacts arrive.
pub(crate) const DEMAND: Alternatives = Alternatives {
    path: "contact_type.*.demand",
    keys: &[
        Alternative::new("rate", &["busyness_cv", "overdispersion_cv"]),
        Alternative::new(
            "curve",
            &[
                "column",
                "shape",
                "sheet",
                "busyness_cv",
                "overdispersion_cv",
            ],
        ),
        Alternative::new(
            "daily_volume",
            &[
                "weekday",
                "profile",
                "sheet",
                "trend",
                "trend_from",
                "busyness_cv",
                "overdispersion_cv",
            ],
        ),
        Alternative::new("sinusoid", &[]),
        Alternative::new("replay", &[]),
    ],
};

/// When an incident begins.
pub(crate) const INCIDENT_START: Alternatives = Alternatives {
    path: "incident.*",
    keys: &[
        Alternative::new("at", &[]),
        Alternative::new("rate", &["from", "to"]),
    ],
};

/// How many contacts an incident brings.
pub(crate) const INCIDENT_SIZE: Alternatives = Alternatives {
    path: "incident.*",
    keys: &[
        Alternative::new("size", &[]),
        Alternative::new("contacts", &[]),
    ],
};

/// When an overflow applies.
pub(crate) const OVERFLOW_WHEN: Alternatives = Alternatives {
    path: "queue.*.overflow.*",
    keys: &[
        Alternative::new("line_above", &[]),
        Alternative::new("oldest_above", &[]),
        Alternative::new("expected_above", &[]),
        Alternative::new("after", &[]),
    ],
};

/// Where it leads.
pub(crate) const OVERFLOW_TO: Alternatives = Alternatives {
    path: "queue.*.overflow.*",
    keys: &[
        Alternative::new("to", &[]),
        Alternative::new("to_type", &[]),
        Alternative::new("to_group", &[]),
    ],
};

/// What self-service offers in the place of an agent.
pub(crate) const OTHERWISE: Alternatives = Alternatives {
    path: "self_service.*",
    keys: &[
        Alternative::new("otherwise", &[]),
        Alternative::new("otherwise_callback", &[]),
    ],
};

/// How fast work goes on with several contacts in hand.
pub(crate) const SPEED: Alternatives = Alternatives {
    path: "skill_group.*.channel.*",
    keys: &[
        Alternative::new("speeds", &[]),
        Alternative::new("slowdown", &[]),
    ],
};

/// All sets.
pub(crate) const ALL: [&Alternatives; 8] = [
    &STAFFING,
    &DEMAND,
    &INCIDENT_START,
    &INCIDENT_SIZE,
    &OVERFLOW_WHEN,
    &OVERFLOW_TO,
    &OTHERWISE,
    &SPEED,
];

impl Alternative {
    const fn new(key: &'static str, with: &'static [&'static str]) -> Self {
        Self { key, with }
    }
}

impl Alternatives {
    /// The names of the keys.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|one| one.key).collect()
    }
}
