//! The charts of a run.

use springtide::model::Language;
use springtide::report::charts::{self, Look};
use springtide::report::{Chart, MarkedDay};

use super::{check, has, leave, marked};
use crate::small::{SCENARIO, Study};

const CHARTS: usize = Chart::OF_RUN.len();

/// How many plots there are of each chart of two queues and two groups, and how many of them say why they
/// are empty.
const USUAL: [(usize, usize); CHARTS] = [
    (2, 0),
    (2, 0),
    (3, 0),
    (1, 0),
    (1, 0),
    // Nothing follows from contacts here, which the chart of causes says.
    (1, 1),
    (2, 0),
    (2, 0),
    (2, 0),
];

/// The same with as many empty plots as said.
fn with_empty(empty: [usize; CHARTS]) -> [(usize, usize); CHARTS] {
    let mut panels = USUAL;
    for ((_, said), empty) in panels.iter_mut().zip(empty) {
        *said = empty;
    }
    panels
}

fn english(marked: &[MarkedDay]) -> Look<'_> {
    Look {
        marked,
        language: Language::English,
        hover: true,
    }
}

/// Draws the charts of a study, leaves them for people, and checks each: how many panels it has,
/// and how many of them say something instead of showing curves. Gives back the texts.
#[track_caller]
fn look(
    name: &str,
    study: &Study,
    marked: &[MarkedDay],
    panels: [(usize, usize); CHARTS],
) -> [Vec<String>; CHARTS] {
    let mut panels = panels.into_iter();
    Chart::OF_RUN.map(|chart| {
        let svg = chart.svg(&[study.findings()], &english(marked)).unwrap();
        leave(name, chart.files(), &svg);
        let (panels, said) = panels.next().unwrap();
        check(&format!("{name} {chart:?}"), &svg, panels, said)
    })
}

#[test]
fn a_day_of_25_hours() {
    let study = Study::run(&["clock.interval=15min"], 2);
    let texts = look("autumn", &study, &[], USUAL);
    for wait in &texts[..3] {
        assert!(
            has(wait, "02:00") && has(wait, "24:00") && has(wait, "local time, Europe/Berlin"),
            "{wait:?}"
        );
        assert!(
            has(
                wait,
                "two queues, 25 Oct 2026, 20 replications, by intervals of 15 min"
            ),
            "{wait:?}"
        );
    }
    assert!(
        has(&texts[0], "hotline: target wait 20 s"),
        "{:?}",
        texts[0]
    );
    let claims = "claims: within 1 min, of those answered, promised 70 %";
    assert!(has(&texts[1], claims), "{:?}", texts[1]);
    assert!(has(&texts[3], "30-minute mark"), "{:?}", texts[3]);
}

#[test]
fn a_day_of_23_hours_has_no_2_o_clock() {
    let study = Study::run(&["clock.interval=1h", "clock.start=\"2026-03-29\""], 2);
    let texts = look("spring", &study, &[], USUAL);
    assert!(
        has(&texts[0], "04:00") && !has(&texts[0], "02:00"),
        "{:?}",
        texts[0]
    );
}

#[test]
fn other_lengths_of_the_horizon() {
    for (horizon, wanted) in [
        ("40min", "00:10"),
        ("8h", "07:00"),
        ("7 days", "Mon 26 Oct"),
        ("12 days", "Wed 28"),
        ("30 days", "November 2026"),
        ("200 days", "January"),
        ("1000 days", "2028"),
    ] {
        let overrides = [
            "replication.replications=4",
            "clock.interval=10min",
            "report.percentiles=[]",
            &format!("clock.horizon=\"{horizon}\""),
        ];
        let study = Study::run(&overrides, 2);
        let is_long = horizon == "1000 days";
        let expected = if is_long {
            // There are more intervals than rows are kept.
            with_empty([0, 0, 0, 0, 0, 1, 0, 0, 2])
        } else {
            USUAL
        };
        let texts = look(horizon, &study, &[], expected);
        assert!(has(&texts[0], wanted), "{horizon}: {:?}", texts[0]);
        let by_day = texts[0].iter().any(|text| text.ends_with("by day"));
        let many = ["30 days", "200 days", "1000 days"];
        assert_eq!(by_day, many.contains(&horizon), "{horizon}");
    }
}

#[test]
fn three_weeks_with_holidays_and_an_overload_of_hours() {
    let overrides = [
        "clock.start=\"2026-02-09\"",
        "clock.horizon=\"21 days\"",
        "clock.interval=30min",
        "queue.hotline.queue_capacity=5000",
        "contact_type.calls.patience={ law = \"exponential\", mean = \"2h\" }",
        "contact_type.calls.demand={ sinusoid = { mean = \"60/h\", amplitude = \"50/h\", period = \"24h\", phase = \"13h\" } }",
    ];
    let study = Study::run(&overrides, 2);
    let days = marked(&[
        (13, "payday"),
        (16, "New Year's Eve"),
        (17, "Spring Festival"),
        (18, "Spring Festival"),
        (19, "Spring Festival"),
        (
            19,
            "and something else with a name that is far too long for the days that it has",
        ),
        (20, "make-up working day"),
        (28, "last day of the month"),
        (8, "nowhere"),
    ]);
    // Below each queue's mean waits are, by day, the waits that most do not exceed.
    let mut panels = USUAL;
    panels[0].0 *= 2;
    let texts = look("holidays", &study, &days, panels);
    let of_most = "hotline, wait that 90 % do not exceed, by day";
    assert!(has(&texts[0], of_most), "{:?}", texts[0]);
    for texts in &texts[..3] {
        assert!(
            has(texts, "Spring Festival") && has(texts, "payday"),
            "{texts:?}"
        );
        assert!(!has(texts, "nowhere"), "{texts:?}");
    }
    assert!(!has(&texts[3], "payday"), "{:?}", texts[3]);
    let svg = Chart::Wait
        .svg(&[study.findings()], &english(&days))
        .unwrap();
    // Six marks of days in each of four panels.
    assert_eq!(svg.matches("fill=\"#EEEADC\"").count(), 24);
}

#[test]
fn many_queues_with_very_long_names() {
    let mut text = String::from(
        "name = \"a scenario whose name is longer than anybody would want to read on any chart\"\n\
         [clock]\nstart = \"2026-03-02\"\ntime_zone = \"America/Argentina/ComodRivadavia\"\nhorizon = \"1 day\"\ninterval = \"1h\"\n\
         [replication]\nreplications = 10\n",
    );
    for i in 0..12 {
        let name = format!("{}_{i}", "wonderful_queue_of_customers".repeat(2));
        let queue = format!(
            "[queue.{name}.target]\nshare = \"80%\"\nwait = \"20s\"\n\
             [contact_type.{name}]\nqueue = \"{name}\"\ngroups = [\"{name}\"]\ndemand.rate = \"{}/h\"\n\
             talk = {{ law = \"exponential\", mean = \"5min\" }}\npatience = {{ law = \"exponential\", mean = \"3min\" }}\n\
             [skill_group.{name}]\nagents = 2\n",
            10 + i
        );
        text += &queue;
    }
    let study = Study::of(&text, &[], 2);
    let texts = look(
        "many",
        &study,
        &[],
        [
            (4, 0),
            (4, 0),
            (5, 0),
            (1, 0),
            (1, 0),
            (1, 1),
            (4, 0),
            (4, 0),
            (4, 0),
        ],
    );
    let note = "Shown are the 4 of 12 queues with the longest mean wait; measures.csv has all.";
    for i in [0, 1, 3] {
        assert!(has(&texts[i], note), "{:?}", texts[i]);
    }
    let note =
        "Shown are the 4 of 12 skill groups with the highest occupancy; measures.csv has all.";
    assert!(has(&texts[2], note), "{:?}", texts[2]);
}

#[test]
fn where_nobody_comes_charts_say_so() {
    let nobody = [
        "contact_type.calls.demand.rate=0/h",
        "contact_type.claims.demand.rate=0/h",
    ];
    let study = Study::run(&nobody, 2);
    let texts = look(
        "nobody",
        &study,
        &[],
        with_empty([2, 2, 0, 1, 1, 1, 2, 0, 2]),
    );
    assert!(
        has(&texts[0], "nobody contacted this queue"),
        "{:?}",
        texts[0]
    );
    assert!(has(&texts[3], "nobody was let in"), "{:?}", texts[3]);
    let half = Study::run(&nobody[..1], 2);
    look(
        "nobody calls",
        &half,
        &[],
        with_empty([1, 1, 0, 0, 0, 1, 1, 0, 1]),
    );
    let closed = Study::run(&["queue.claims.opening_hours=\"closed\""], 2);
    look(
        "closed",
        &closed,
        &[],
        with_empty([1, 1, 0, 0, 0, 1, 0, 0, 1]),
    );
}

#[test]
fn where_nobody_waits_the_line_lies_on_the_ground() {
    let study = Study::run(
        &["skill_group.front.agents=60", "replication.replications=1"],
        2,
    );
    let texts = look("nobody waits", &study, &[], USUAL);
    let has_band = |texts: &Vec<String>| texts.iter().any(|text| text.contains("confidence"));
    assert!(!texts.iter().any(has_band), "one replication has no band");
}

#[test]
fn numbers_that_are_not_kept_are_no_curve() {
    let study = Study::run(&["report.most_interval_rows=2"], 2);
    let texts = look(
        "not kept",
        &study,
        &[],
        with_empty([2, 2, 3, 0, 1, 1, 2, 2, 2]),
    );
    let why = "the numbers of this chart were not kept: report.most_interval_rows allows more";
    assert!(has(&texts[0], why), "{:?}", texts[0]);
}

#[test]
fn without_intervals_days_are_shown_if_there_are_several() {
    let overrides = ["report.intervals=false", "clock.horizon=\"3 days\""];
    let study = Study::run(&overrides, 2);
    look("days", &study, &[], with_empty([0, 0, 0, 0, 0, 1, 0, 0, 2]));
    let files = |overrides: &[&str]| {
        let names = Study::run(overrides, 2).file_names();
        names
            .iter()
            .filter(|name| name.starts_with("chart_"))
            .count()
    };
    assert_eq!(files(&[]), 0, "the small centre asks for none");
    assert_eq!(files(&["report.charts=true"]), 16);
    assert_eq!(files(&["report.charts=true", "report.intervals=false"]), 2);
    assert_eq!(
        files(&["report.charts=true", overrides[0], overrides[1]]),
        14,
        "there is no map of intervals"
    );
}

#[test]
fn why_contacts_come_lies_in_layers() {
    let text = std::fs::read_to_string(crate::scenarios::folder().join("14-self-service.toml"));
    let text = text.unwrap();
    let few = ["replication.replications=10", "clock.interval=15min"];
    let study = Study::of(&text, &few, 2);
    for (language, folder) in [
        (Language::English, "causes"),
        (Language::Chinese, "causes zh"),
    ] {
        let look = Look {
            language,
            ..english(&[])
        };
        let svg = Chart::Causes.svg(&[study.findings()], &look).unwrap();
        leave(folder, Chart::Causes.files(), &svg);
        let texts = check(folder, &svg, 1, 0);
        let [first, back, redials] = match language {
            Language::English => [
                "first contacts",
                "falsely contained before",
                "not answered before (redials)",
            ],
            Language::Chinese => ["首次联络", "自助误判后返回", "上次未接起（重拨）"],
        };
        for wanted in [first, back, redials] {
            assert!(has(&texts, wanted), "{texts:?}");
        }
        // What never happens has no layer.
        assert!(
            !has(&texts, "transferred") && !has(&texts, "转接"),
            "{texts:?}"
        );
    }
    // The topmost edge is what is offered, on the scale of the axis.
    let svg = Chart::Causes
        .svg(&[study.findings()], &english(&[]))
        .unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let layers = super::of_class(&document, "told").count();
    assert_eq!(layers, 5, "four layers, and the names of times");
}

#[test]
fn threads_do_not_change_a_byte() {
    let drawn = |threads| {
        let study = Study::of(SCENARIO, &["clock.interval=15min"], threads);
        Chart::OF_RUN.map(|chart| {
            let svg = chart.svg(&[study.findings()], &english(&[])).unwrap();
            let png = charts::png(&svg).unwrap();
            (svg, png)
        })
    };
    assert!(drawn(1) == drawn(2));
}

/// A make-up working day bears the name of its holiday in the calendar and is none; the eve inside a holiday
/// and the incidents on it have names of their own.
#[test]
fn make_up_days_and_incidents_are_called_what_they_are() {
    let evening = "incident={ rush = { title = \"Rush\", at = \"2026-02-16 19:30\", contact_types = [\"calls\"], \
                   size = 1, lasts = \"5h\" }, outage = { title = \"Outage\", at = \"2026-02-16 20:40\", \
                   contact_types = [\"calls\"], size = 1, lasts = \"1h\" } }";
    let study = Study::run(
        &[
            "calendar.file=[\"scenarios/calendars/china-2026.csv\", \"scenarios/calendars/festival-2026.csv\"]",
            "clock.start=2026-02-10",
            "clock.time_zone=Asia/Shanghai",
            "clock.horizon=20 days",
            "replication.replications=2",
            evening,
        ],
        2,
    );
    let findings = study.findings();
    let names = |language| {
        let days = findings.marked_days(language).into_iter();
        let days = days.map(|day| format!("{} {}", day.date.day(), day.name));
        days.collect::<Vec<_>>().join("; ")
    };
    let told = names(Language::English);
    assert!(
        told.starts_with(
            "14 Spring Festival, make-up day; 15 Spring Festival; 16 New Year's Eve; 16 Spring Festival; 17 "
        ) && told.ends_with("25 Welcome back; 28 Spring Festival, make-up day"),
        "{told}"
    );
    let chinese = names(Language::Chinese);
    assert!(chinese.starts_with("14 Spring Festival补班; "), "{chinese}");
    let marked = findings.marked_days(Language::English);
    let svg = Chart::Wait.svg(&[findings], &english(&marked)).unwrap();
    leave("make-up days", Chart::Wait.files(), &svg);
    let texts = &check("make-up days", &svg, 4, 0);
    for name in [
        "Spring Festival, make-up day",
        "Spring Festival",
        "New Year's Eve",
        "Rush",
        "Outage",
    ] {
        assert!(has(texts, name), "{name}: {texts:?}");
    }
    let holidays = texts.iter().filter(|text| *text == "Spring Festival");
    assert_eq!(holidays.count(), 1, "one mark from 15 to 23: {texts:?}");
}

/// Those at set times, inside a day with a name and at the end of it; those at random times are nowhere.
#[test]
fn incidents_are_set_off_like_days_with_a_name() {
    let outage = "incident={ outage = { title = \"Nothing works\", at = [\"2026-10-25 09:00\", \
                  \"2026-10-25 23:30\"], contact_types = [\"calls\"], size = 2, lasts = \"1h\", decay = \"1h\" }, \
                  slow = { rate = \"9/day\", contact_types = [\"calls\"], size = 1, lasts = \"1h\" } }";
    let study = Study::run(&["clock.interval=15min", outage], 2);
    let day = [MarkedDay {
        date: jiff::civil::date(2026, 10, 25),
        name: "Long day".to_owned(),
    }];
    let texts = look("incidents", &study, &day, USUAL);
    let over_time = [0, 1, 2, 4, 5, 6].map(|chart: usize| &texts[chart]);
    for chart in over_time {
        let told = chart.iter().filter(|text| text.contains("Nothing works"));
        assert_eq!(told.count(), 2, "{chart:?}");
        assert!(!has(chart, "slow"), "{chart:?}");
    }
    let without = look(
        "no incidents",
        &Study::run(&["clock.interval=15min"], 2),
        &[],
        USUAL,
    );
    assert!(!has(&without[0], "Nothing works"));
}
