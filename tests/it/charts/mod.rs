//! Charts: every text lies inside the picture, none covers another, nothing lies over a plot that does
//! not belong there, and no plot is empty.
//!
//! The pictures are left in the folder `charts` of cargo's temporary folder, for people to look at.

mod one_plan;
mod several_plans;
mod sweeps;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Rect, Tree};
use roxmltree::{Document, Node as Element};
use springtide::report::MarkedDay;
use springtide::report::charts;

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

/// A text's place by what is written in the SVG, for letters that the font here lacks: Chinese ones are
/// as wide as an em.
fn estimated(element: Element<'_, '_>) -> Written {
    let number = |name: &str| -> f32 { element.attribute(name).unwrap().parse().unwrap() };
    let text = element.text().unwrap().trim().to_owned();
    let size = number("font-size");
    let ems = text.chars().map(|c| {
        if c as u32 >= 0x2E80 {
            1.0
        } else if c == ' ' {
            0.3
        } else {
            0.6
        }
    });
    let width = ems.sum::<f32>() * size;
    let left = match element.attribute("text-anchor") {
        Some("end") => number("x") - width,
        Some("middle") => number("x") - width / 2.0,
        _ => number("x"),
    };
    let top = number("y");
    let place = Rect::from_ltrb(left, top, left + width, top + size).unwrap();
    Written { text, place }
}

fn elements<'a>(
    document: &'a Document<'a>,
    name: &'a str,
) -> impl Iterator<Item = Element<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(name))
}

fn of_class<'a>(
    document: &'a Document<'a>,
    class: &'a str,
) -> impl Iterator<Item = Element<'a, 'a>> {
    let classes = |node: &Element<'_, '_>| node.attribute("class").unwrap_or_default().to_owned();
    document
        .descendants()
        .filter(move |node| classes(node).split(' ').any(|own| own == class))
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

/// The points of a shape.
fn points_of(shape: Element<'_, '_>) -> Vec<(f32, f32)> {
    let number = |name: &str| -> f32 { shape.attribute(name).unwrap().parse().unwrap() };
    match shape.tag_name().name() {
        "polyline" | "polygon" => points(shape.attribute("points").unwrap()),
        "circle" => vec![(number("cx"), number("cy"))],
        "rect" => vec![
            (number("x"), number("y")),
            (
                number("x") + number("width"),
                number("y") + number("height"),
            ),
        ],
        _ => Vec::new(),
    }
}

/// The plots: each has a thin line around its lower left corner.
fn plots(document: &Document<'_>) -> Vec<Plot> {
    let thin = |line: &Element<'_, '_>| line.attribute("stroke-width") == Some("1");
    let corners = elements(document, "polyline")
        .filter(thin)
        .map(points_of)
        .filter(|points| points.len() == 3);
    corners
        .map(|points| [points[1].0, points[2].0, points[0].1, points[1].1])
        .collect()
}

/// Whether a point is in a plot.
fn is_in(plot: Plot, (x, y): (f32, f32)) -> bool {
    let [left, right, top, bottom] = plot;
    (left..=right).contains(&x) && (top..=bottom).contains(&y)
}

fn all_written(name: &str, svg: &str, document: &Document<'_>) -> Vec<Written> {
    let mut written = Vec::new();
    texts(tree(svg).root(), &mut written);
    let is_chinese = svg.chars().any(|c| c as u32 >= 0x2E80);
    if is_chinese {
        return elements(document, "text").map(estimated).collect();
    }
    let all = elements(document, "text").count();
    assert_eq!(written.len(), all, "{name}: texts that do not show");
    written
}

/// Checks a chart; `panels` is how many plots it has, and `said` how many of them say something
/// instead of showing something. Gives back the texts.
#[track_caller]
fn check(name: &str, svg: &str, panels: usize, said: usize) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let size = tree(svg).size();
    let written = all_written(name, svg, &document);
    for (i, one) in written.iter().enumerate() {
        let place = one.place;
        let is_inside = place.left() >= 0.0
            && place.top() >= 0.0
            && place.right() <= size.width()
            && place.bottom() <= size.height();
        assert!(
            is_inside,
            "{name}: {} leaves the picture: {place:?}",
            one.text
        );
        for other in &written[..i] {
            assert!(
                !overlap(place, other.place),
                "{name}: {} covers {}: {place:?} {:?}",
                one.text,
                other.text,
                other.place
            );
        }
        let numbers_are_plain =
            !one.text.contains("NaN") && !one.text.contains("inf") && !one.text.contains("0e");
        assert!(numbers_are_plain, "{name}: {}", one.text);
    }
    let plots = plots(&document);
    assert_eq!(plots.len(), panels, "{name}");
    check_keys(name, &document, &plots);
    let mut empty = 0;
    for plot in &plots {
        let says = of_class(&document, "message").any(|message| {
            let ground = message.children().find(|node| node.has_tag_name("rect"));
            points_of(ground.unwrap())
                .iter()
                .all(|point| is_in(*plot, *point))
        });
        assert_ne!(
            says,
            shows(&document, *plot),
            "{name}: a plot with numbers or a reason: {plot:?}"
        );
        empty += usize::from(says);
    }
    assert_eq!(empty, said, "{name}");
    written.into_iter().map(|one| one.text).collect()
}

/// What signs mean stands above all plots, and so over none.
#[track_caller]
fn check_keys(name: &str, document: &Document<'_>, plots: &[Plot]) {
    let top = plots.iter().map(|plot| plot[2]).fold(f32::MAX, f32::min);
    for key in of_class(document, "key") {
        let shapes = key.descendants().flat_map(points_of);
        for (_, y) in shapes {
            assert!(y < top, "{name}: an explanation in a plot: {y} {top}");
        }
    }
}

/// Whether a plot has something of a series: a curve with some length, a point or a cell with a number.
fn shows(document: &Document<'_>, plot: Plot) -> bool {
    let shapes = of_class(document, "series").flat_map(|series| series.descendants());
    let mut found: Vec<(f32, f32)> = Vec::new();
    for shape in shapes {
        let inside = (points_of(shape).into_iter()).filter(|point| is_in(plot, *point));
        match shape.tag_name().name() {
            "circle" if inside.clone().count() > 0 => return true,
            "rect" if shape.attribute("fill") != Some("#F4F4F4") => {
                let is_cell = shape
                    .ancestors()
                    .any(|node| node.attribute("class") == Some("row"));
                if is_cell && inside.count() == 2 {
                    return true;
                }
            }
            "polyline" if shape.attribute("stroke-width") != Some("1") => found.extend(inside),
            _ => {}
        }
    }
    let least = found.iter().map(|point| point.0).fold(f32::MAX, f32::min);
    let most = found.iter().map(|point| point.0).fold(0.0, f32::max);
    most > least
}

/// Leaves a chart for people to look at, and checks that its painting is not blank.
#[track_caller]
fn leave(folder: &str, [svg_name, png_name]: [&str; 2], svg: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("charts")
        .join(folder);
    fs::create_dir_all(&folder).unwrap();
    let png = charts::png(svg).unwrap();
    fs::write(folder.join(svg_name), svg).unwrap();
    fs::write(folder.join(png_name), &png).unwrap();
    let pixels = Pixmap::decode_png(&png).unwrap();
    let size = tree(svg).size().to_int_size();
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
    assert!(drawn > 8_000, "{svg_name}: nearly blank: {drawn}");
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
