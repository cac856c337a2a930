//! How dialogues end, in closed form.

/// Lengths of dialogues and of failed turns on average \[s\].
const CONTAINED: f64 = 120.0;
const ESCALATED: f64 = 60.0;
const GIVEN_UP: f64 = 30.0;
const TURN: f64 = 20.0;

/// Nobody stays for more failed turns.
const MOST_TURNS: i32 = 50;

/// Why customers come.
pub(super) struct Reason {
    name: &'static str,
    share: f64,
    understood: f64,
    contained: f64,
    falsely: f64,
}

pub(super) const REASONS: [Reason; 2] = [
    Reason {
        name: "easy",
        share: 0.6,
        understood: 0.8,
        contained: 0.7,
        falsely: 0.1,
    },
    Reason {
        name: "hard",
        share: 0.4,
        understood: 0.5,
        contained: 0.3,
        falsely: 0.4,
    },
];

/// Who is passed on, and what customers do about failed turns.
pub(super) struct Policy {
    pub(super) gives_up: f64,
    pub(super) asks: f64,
    pub(super) after: Option<i32>,
    pub(super) on_request: bool,
    pub(super) escalates: bool,
    /// The place of a reason that is passed on at once.
    pub(super) at_once: Option<usize>,
}

/// Shares of dialogues by their end, and means of a dialogue.
#[derive(Clone, Copy, Default)]
pub(super) struct Dialogue {
    pub(super) contained: f64,
    pub(super) falsely_contained: f64,
    pub(super) escalated: f64,
    pub(super) given_up: f64,
    pub(super) failed_turns: f64,
    pub(super) seconds: f64,
}

impl Reason {
    /// As scenario text.
    pub(super) fn text(&self, contact_type: &str) -> String {
        format!(
            "[contact_type.{contact_type}.reason.{}]\nshare = \"{}%\"\nunderstood = \"{}%\"\ncontained = \"{}%\"\nfalsely_contained = \"{}%\"\n",
            self.name,
            self.share * 100.0,
            self.understood * 100.0,
            self.contained * 100.0,
            self.falsely * 100.0
        )
    }
}

impl Policy {
    /// A bot with this policy before a contact type, as scenario text.
    pub(super) fn text(&self, contact_type: &str) -> String {
        let after = self.after.map_or(String::new(), |turns| {
            format!("after_failed_turns = {turns}\n")
        });
        let at_once = self.at_once.map_or(String::new(), |place| {
            format!("at_once = [\"{}\"]\n", REASONS[place].name)
        });
        format!(
            "[self_service.bot_{contact_type}]\ncontact_types = [\"{contact_type}\"]\n\
             contained_time = {{ law = \"exponential\", mean = \"{CONTAINED}s\" }}\n\
             escalated_time = {{ law = \"deterministic\", value = \"{ESCALATED}s\" }}\n\
             given_up_time = {{ law = \"uniform\", from = \"0s\", to = \"{}s\" }}\n\
             failed_turn = {{ law = \"exponential\", mean = \"{TURN}s\" }}\n\
             gives_up = \"{}%\"\nasks = \"{}%\"\non_request = {}\nescalates = {}\n{after}{at_once}",
            2.0 * GIVEN_UP,
            self.gives_up * 100.0,
            self.asks * 100.0,
            self.on_request,
            self.escalates
        )
    }

    /// Failed turns are trials: after each the customer gives up with chance g, else is passed on with
    /// chance a, else goes on; with s = (1 − g)(1 − a) their number has the mean (1 − sⁿ) ÷ (1 − s) if n is
    /// the most, and the last passes on whoever is still there, if the policy says so.
    fn misunderstood(&self) -> Dialogue {
        let asks = if self.on_request && self.escalates {
            self.asks
        } else {
            0.0
        };
        let after = self.after.filter(|_| self.escalates);
        let goes_on = (1.0 - self.gives_up) * (1.0 - asks);
        // The chance of reaching turn 1, 2, … n added up, by the sum of a geometric row.
        let turns = |n: i32| {
            if goes_on < 1.0 {
                (1.0 - libm::pow(goes_on, f64::from(n))) / (1.0 - goes_on)
            } else {
                f64::from(n)
            }
        };
        let stays = 1.0 - self.gives_up;
        let (failed_turns, escalated) = match after {
            Some(n) => (
                turns(n),
                stays * (asks * turns(n - 1) + libm::pow(goes_on, f64::from(n - 1))),
            ),
            None => (turns(MOST_TURNS), stays * asks * turns(MOST_TURNS)),
        };
        Dialogue {
            escalated,
            given_up: 1.0 - escalated,
            failed_turns,
            seconds: failed_turns * TURN + escalated * ESCALATED + (1.0 - escalated) * GIVEN_UP,
            ..Dialogue::default()
        }
    }

    /// Dialogues about a reason.
    pub(super) fn of_reason(&self, place: usize) -> Dialogue {
        let reason = &REASONS[place];
        if self.at_once == Some(place) && self.escalates {
            return Dialogue {
                escalated: 1.0,
                ..Dialogue::default()
            };
        }
        let rest = 1.0 - reason.contained;
        let understood = Dialogue {
            contained: reason.contained * (1.0 - reason.falsely),
            falsely_contained: reason.contained * reason.falsely,
            escalated: if self.escalates { rest } else { 0.0 },
            given_up: if self.escalates { 0.0 } else { rest },
            failed_turns: 0.0,
            seconds: reason.contained * CONTAINED
                + rest * if self.escalates { ESCALATED } else { GIVEN_UP },
        };
        let other = self.misunderstood().times(1.0 - reason.understood);
        understood.times(reason.understood).plus(&other)
    }

    /// Dialogues of all.
    pub(super) fn dialogue(&self) -> Dialogue {
        let parts =
            (0..REASONS.len()).map(|place| self.of_reason(place).times(REASONS[place].share));
        parts.fold(Dialogue::default(), |sum, part| sum.plus(&part))
    }
}

impl Dialogue {
    fn times(self, by: f64) -> Self {
        Self {
            contained: self.contained * by,
            falsely_contained: self.falsely_contained * by,
            escalated: self.escalated * by,
            given_up: self.given_up * by,
            failed_turns: self.failed_turns * by,
            seconds: self.seconds * by,
        }
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            contained: self.contained + other.contained,
            falsely_contained: self.falsely_contained + other.falsely_contained,
            escalated: self.escalated + other.escalated,
            given_up: self.given_up + other.given_up,
            failed_turns: self.failed_turns + other.failed_turns,
            seconds: self.seconds + other.seconds,
        }
    }
}
