//! Charts: every text lies inside the picture, none covers another, and no plot is empty.
//!
//! The pictures are left in the folder `charts` of cargo's temporary folder, for people to look at.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Rect, Tree};
use roxmltree::Document;
use springtide::report::charts;
use springtide::report::{Chart, MarkedDay};

use crate::small::{SCENARIO, Study};

/// The colours of curves.
const CURVES: [&str; 5] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#222222"];

/// A text of a chart and the place that it takes.
struct Written {
    text: String,
    place: Rect,
}

/// The plots of a chart, by the corner where its axes meet: left, right, top, bottom.
type Plot = [f32; 4];

fn tree(svg: &str) -> Tree {
    let mut fonts = Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    let options = Options {
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    Tree::from_str(svg, &options).unwrap()
}

fn texts(group: &Group, found: &mut Vec<Written>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => {
                let chunks = text.chunks().iter();
                found.push(Written {
                    text: chunks.map(|chunk| chunk.text().trim()).collect(),
                    place: node.abs_bounding_box(),
                });
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    let across = a.right().min(b.right()) - a.left().max(b.left());
    let down = a.bottom().min(b.bottom()) - a.top().max(b.top());
    across > 0.5 && down > 0.5
}

fn points(text: &str) -> Vec<(f32, f32)> {
    text.split_whitespace()
        .map(|pair| pair.split_once(',').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect()
}

/// A line: its colour, its width and its points.
type Line = (String, u32, Vec<(f32, f32)>);

fn lines(document: &Document<'_>) -> Vec<Line> {
    let polylines = document
        .descendants()
        .filter(|node| node.has_tag_name("polyline"));
    polylines
        .map(|line| {
            let attribute = |name| line.attribute(name).unwrap();
            let width = attribute("stroke-width").parse().unwrap();
            (
                attribute("stroke").to_owned(),
                width,
                points(attribute("points")),
            )
        })
        .collect()
}

/// The plots: each has a thin line around its lower left corner.
fn plots(document: &Document<'_>) -> Vec<Plot> {
    let corners = lines(document)
        .into_iter()
        .filter(|(_, width, points)| *width == 1 && points.len() == 3);
    corners
        .map(|(.., points)| [points[1].0, points[2].0, points[0].1, points[1].1])
        .collect()
}

/// Whether a point is in a plot.
fn is_in(plot: Plot, (x, y): (f32, f32)) -> bool {
    let [left, right, top, bottom] = plot;
    (left..=right).contains(&x) && (top..=bottom).contains(&y)
}

/// Checks a chart; `panels` is how many plots it has, and `said` how many of them say something
/// instead of showing curves.
#[track_caller]
fn check(name: &str, chart: Chart, svg: &str, panels: usize, said: usize) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let tree = tree(svg);
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut written = Vec::new();
    texts(tree.root(), &mut written);
    let all = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .count();
    assert_eq!(
        written.len(),
        all,
        "{name} {chart:?}: texts that do not show"
    );
    for (i, one) in written.iter().enumerate() {
        let place = one.place;
        let is_inside = place.left() >= 0.0
            && place.top() >= 0.0
            && place.right() <= width
            && place.bottom() <= height;
        assert!(
            is_inside,
            "{name} {chart:?}: {} leaves the picture: {place:?}",
            one.text
        );
        for other in &written[..i] {
            assert!(
                !overlap(place, other.place),
                "{name} {chart:?}: {} covers {}: {place:?} {:?}",
                one.text,
                other.text,
                other.place
            );
        }
        let numbers_are_plain =
            !one.text.contains("NaN") && !one.text.contains("inf") && !one.text.contains("0e");
        assert!(numbers_are_plain, "{name} {chart:?}: {}", one.text);
    }
    let plots = plots(&document);
    assert_eq!(plots.len(), panels, "{name} {chart:?}");
    let lines = lines(&document);
    let is_promise = |colour: &str, width: u32| width == 2 && colour == "#222222";
    let is_curve = |colour: &str, width: u32| {
        width >= 2 && CURVES.contains(&colour) && !is_promise(colour, width)
    };
    let mut empty = 0;
    for plot in &plots {
        let curves = lines
            .iter()
            .filter(|(colour, width, _)| is_curve(colour, *width));
        let points: Vec<(f32, f32)> = curves
            .flat_map(|(.., points)| points)
            .copied()
            .filter(|point| is_in(*plot, *point))
            .collect();
        let least = points
            .iter()
            .map(|point| point.0)
            .fold(f32::INFINITY, f32::min);
        let most = points.iter().map(|point| point.0).fold(0.0, f32::max);
        let says = written.iter().any(|one| {
            let middle = (
                f32::midpoint(one.place.left(), one.place.right()),
                f32::midpoint(one.place.top(), one.place.bottom()),
            );
            is_in(*plot, middle)
        });
        assert_ne!(
            says,
            most > least,
            "{name} {chart:?}: a plot with curves or a reason: {plot:?}"
        );
        empty += usize::from(says);
    }
    assert_eq!(empty, said, "{name} {chart:?}");
    written.into_iter().map(|one| one.text).collect()
}

/// Draws the charts of a study, leaves them for people, and checks each: how many panels it has,
/// and how many of them say something instead of showing curves. Gives back the texts.
#[track_caller]
fn look(
    name: &str,
    study: &Study,
    marked: &[MarkedDay],
    panels: [(usize, usize); 4],
) -> [Vec<String>; 4] {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("charts")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    let mut panels = panels.into_iter();
    Chart::ALL.map(|chart| {
        let svg = chart.svg(&study.findings(), marked).unwrap();
        let png = charts::png(&svg).unwrap();
        let [svg_name, png_name] = chart.files();
        fs::write(folder.join(svg_name), &svg).unwrap();
        fs::write(folder.join(png_name), &png).unwrap();
        let pixels = Pixmap::decode_png(&png).unwrap();
        let tree = tree(&svg);
        let size = tree.size().to_int_size();
        assert_eq!(
            (pixels.width(), pixels.height()),
            (size.width(), size.height())
        );
        let ground = pixels.pixels()[0];
        let drawn = pixels
            .pixels()
            .iter()
            .filter(|pixel| **pixel != ground)
            .count();
        assert!(drawn > 10_000, "{name} {chart:?}: nearly blank: {drawn}");
        let (panels, said) = panels.next().unwrap();
        check(name, chart, &svg, panels, said)
    })
}

fn marked(days: &[(i8, &str)]) -> Vec<MarkedDay> {
    let day = |(day, name): &(i8, &str)| MarkedDay {
        date: date(2026, 2, *day),
        name: (*name).to_owned(),
    };
    days.iter().map(day).collect()
}

fn has(texts: &[String], wanted: &str) -> bool {
    texts.iter().any(|text| text == wanted)
}

#[test]
fn a_day_of_25_hours() {
    let study = Study::run(&["clock.interval=15min"], 2);
    let texts = look("autumn", &study, &[], [(2, 0), (2, 0), (3, 0), (1, 0)]);
    for wait in &texts[..3] {
        assert!(
            has(wait, "02:00") && has(wait, "24:00") && has(wait, "local time, Europe/Berlin"),
            "{wait:?}"
        );
        assert!(
            has(
                wait,
                "two queues, 25 Oct 2026, 20 replications, by planning interval"
            ),
            "{wait:?}"
        );
    }
    assert!(
        has(&texts[0], "hotline: target wait 20 s"),
        "{:?}",
        texts[0]
    );
    let claims = "claims: within 1 min (rule answered_only), promised 70 %";
    assert!(has(&texts[1], claims), "{:?}", texts[1]);
    assert!(has(&texts[3], "30-minute mark"), "{:?}", texts[3]);
}

#[test]
fn a_day_of_23_hours_has_no_2_o_clock() {
    let study = Study::run(&["clock.interval=1h", "clock.start=\"2026-03-29\""], 2);
    let texts = look("spring", &study, &[], [(2, 0), (2, 0), (3, 0), (1, 0)]);
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
        let texts = look(horizon, &study, &[], [(2, 0), (2, 0), (3, 0), (1, 0)]);
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
    let texts = look("holidays", &study, &days, [(2, 0), (2, 0), (3, 0), (1, 0)]);
    for texts in &texts[..3] {
        assert!(
            has(texts, "Spring Festival") && has(texts, "payday"),
            "{texts:?}"
        );
        assert!(!has(texts, "nowhere"), "{texts:?}");
    }
    assert!(!has(&texts[3], "payday"), "{:?}", texts[3]);
    let svg = Chart::Wait.svg(&study.findings(), &days).unwrap();
    // Six marks of days in each of two panels.
    assert_eq!(svg.matches("fill=\"#EEEADC\"").count(), 12);
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
    let texts = look("many", &study, &[], [(4, 0), (4, 0), (5, 0), (1, 0)]);
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
    let texts = look("nobody", &study, &[], [(2, 2), (2, 2), (3, 0), (1, 1)]);
    assert!(
        has(&texts[0], "nobody contacted this queue"),
        "{:?}",
        texts[0]
    );
    assert!(has(&texts[3], "nobody was let in"), "{:?}", texts[3]);
    let half = Study::run(&nobody[..1], 2);
    look("nobody calls", &half, &[], [(2, 1), (2, 1), (3, 0), (1, 0)]);
    let closed = Study::run(&["queue.claims.opening_hours=\"closed\""], 2);
    look("closed", &closed, &[], [(2, 1), (2, 1), (3, 0), (1, 0)]);
}

#[test]
fn where_nobody_waits_the_line_lies_on_the_ground() {
    let study = Study::run(
        &["skill_group.front.agents=60", "replication.replications=1"],
        2,
    );
    let texts = look(
        "nobody waits",
        &study,
        &[],
        [(2, 0), (2, 0), (3, 0), (1, 0)],
    );
    let has_band = |texts: &Vec<String>| texts.iter().any(|text| text.contains("confidence"));
    assert!(!texts.iter().any(has_band), "one replication has no band");
}

#[test]
fn numbers_that_are_not_kept_are_no_curve() {
    let study = Study::run(&["report.most_interval_rows=2"], 2);
    let texts = look("not kept", &study, &[], [(2, 2), (2, 2), (3, 3), (1, 0)]);
    let why = "the numbers of this chart were not kept: report.most_interval_rows allows more";
    assert!(has(&texts[0], why), "{:?}", texts[0]);
}

#[test]
fn without_intervals_days_are_shown_if_there_are_several() {
    let overrides = ["report.intervals=false", "clock.horizon=\"3 days\""];
    let study = Study::run(&overrides, 2);
    look("days", &study, &[], [(2, 0), (2, 0), (3, 0), (1, 0)]);
    let files = |overrides: &[&str]| {
        let names = Study::run(overrides, 2).file_names();
        names
            .iter()
            .filter(|name| name.starts_with("chart_"))
            .count()
    };
    assert_eq!(files(&[]), 0, "the small centre asks for none");
    assert_eq!(files(&["report.charts=true"]), 8);
    assert_eq!(files(&["report.charts=true", "report.intervals=false"]), 2);
    assert_eq!(
        files(&["report.charts=true", overrides[0], overrides[1]]),
        8
    );
}

#[test]
fn threads_do_not_change_a_byte() {
    let drawn = |threads| {
        let study = Study::of(SCENARIO, &["clock.interval=15min"], threads);
        Chart::ALL.map(|chart| {
            let svg = chart.svg(&study.findings(), &[]).unwrap();
            let png = charts::png(&svg).unwrap();
            (svg, png)
        })
    };
    assert!(drawn(1) == drawn(2));
}
