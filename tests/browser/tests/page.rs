//! `report.html` in a real browser: on a telephone, at a desk, on paper, in both languages.
//!
//! `scripts/browser.sh` writes the pages and names their folder in SPRINGTIDE_PAGES.

use std::fs;
use std::future::Future;
use std::path::PathBuf;

use serde_json::Value;
use springtide_browser::{Browser, Failure, Medium};

/// Scripts in what is no page of ours end with the test.
fn in_browser<F>(test: impl FnOnce(Browser) -> F)
where
    F: Future<Output = Result<Browser, Failure>>,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let outcome = runtime.block_on(async {
        let browser = test(Browser::start().await?).await?;
        browser.stop().await
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Every page, by name.
fn pages() -> Vec<PathBuf> {
    let folder = std::env::var_os("SPRINGTIDE_PAGES")
        .expect("SPRINGTIDE_PAGES names the folder of the pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    pages.sort();
    assert!(
        pages.len() >= 4,
        "pages of one plan and of several, in two languages: {pages:?}"
    );
    pages
}

/// The pages of several plans.
fn pages_of_plans() -> Vec<PathBuf> {
    let has_boxes = |page: &PathBuf| {
        fs::read_to_string(page)
            .expect("text")
            .contains("type=\"checkbox\"")
    };
    let pages: Vec<PathBuf> = pages().into_iter().filter(has_boxes).collect();
    assert!(pages.len() >= 2, "pages of several plans: {pages:?}");
    pages
}

fn texts(value: &Value) -> Vec<String> {
    let values = value.as_array().into_iter().flatten();
    values
        .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
        .collect()
}

/// What is wrong with what can be seen: charts that are not there or empty, and what sticks out of the page.
const FAULTS: &str = r#"
const faults = [];
const charts = document.querySelectorAll("figure svg");
if (charts.length === 0) faults.push("no chart");
for (const chart of charts) {
  const name = chart.dataset.chart ?? chart.textContent.trim().slice(0, 40);
  const box = chart.getBoundingClientRect();
  if (!chart.checkVisibility() || box.width < 200 || box.height < 100) {
    faults.push(`${name}: ${box.width} × ${box.height}`);
  }
  const shapes = Array.from(chart.querySelectorAll("polyline, polygon, circle, rect, path"));
  const drawn = shapes.filter((shape) => {
    const own = shape.getBoundingClientRect();
    const isPaper = own.width >= box.width * 0.95 && own.height >= box.height * 0.95;
    return !isPaper && (own.width > 4 || own.height > 4) && shape.checkVisibility();
  });
  const colours = new Set(drawn.map((shape) => shape.getAttribute("stroke") + shape.getAttribute("fill")));
  if (drawn.length < 8 || colours.size < 3) faults.push(`${name}: ${drawn.length} shapes, ${colours.size} colours`);
  for (const text of chart.querySelectorAll("text")) {
    const own = text.getBoundingClientRect();
    const isOut = own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1;
    if (isOut) faults.push(`${name}: "${text.textContent.trim()}" leaves the chart`);
  }
  const texts = Array.from(chart.querySelectorAll("text")).map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
  texts.forEach(([one, a], i) => {
    for (const [other, b] of texts.slice(i + 1)) {
      // Boxes have room above and below their letters.
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const upright = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && upright > Math.min(a.height, b.height) * 0.4) faults.push(`${name}: "${one}" covers "${other}"`);
    }
  });
}
const wide = document.documentElement.scrollWidth;
if (wide > innerWidth) faults.push(`the page is ${wide} wide, the window ${innerWidth}`);
for (const section of document.querySelectorAll("section")) {
  if (!section.checkVisibility() || section.getBoundingClientRect().height < 20) faults.push(`${section.id} is not seen`);
}
for (const code of document.querySelectorAll("code")) code.remove();
const text = document.body.innerText;
const scientific = text.match(/\d[eE][+-]?\d/);
if (scientific) faults.push(`scientific notation: ${scientific[0]}`);
if (/NaN|Infinity|undefined|null/.test(text)) faults.push("a number that is none");
return faults;
"#;

#[test]
fn everything_is_seen_at_every_width() {
    in_browser(|browser| async move {
        for page in pages() {
            for medium in Medium::ALL {
                browser.open(&page, medium).await?;
                let faults = texts(&browser.run(FAULTS).await?);
                assert!(
                    faults.is_empty(),
                    "{} {medium:?}: {faults:#?}",
                    page.display()
                );
            }
        }
        Ok(browser)
    });
}

#[test]
fn the_console_is_silent_and_nothing_is_asked_for() {
    in_browser(|browser| async move {
        for page in pages() {
            // What was before the first page is not ours.
            browser.requests().await?;
            browser.open(&page, Medium::Screen(1280)).await?;
            let entries = browser
                .run("return performance.getEntriesByType('resource').map(one => one.name)")
                .await?;
            let asked: Vec<String> = texts(&entries)
                .into_iter()
                .chain(browser.requests().await?)
                .collect();
            let foreign: Vec<&String> = (asked.iter())
                .filter(|url| {
                    !url.starts_with("data:")
                        && !url.ends_with(&*page.file_name().expect("a name").to_string_lossy())
                })
                .collect();
            assert!(foreign.is_empty(), "{}: {foreign:?}", page.display());
            assert!(!asked.is_empty(), "the page itself was asked for");
            let complaints = browser.complaints().await?;
            assert!(complaints.is_empty(), "{}: {complaints:?}", page.display());
        }
        Ok(browser)
    });
}

#[test]
fn what_a_page_must_not_do_is_refused() {
    in_browser(|browser| async move {
        let page = pages().remove(0);
        browser.open(&page, Medium::Screen(1280)).await?;
        // The test of silence can fail: this is heard, and refused.
        let script = "const s = document.createElement('script'); s.textContent = 'window.caught = 1'; document.body.append(s);
            new Image().src = 'http://127.0.0.1:9/x.png'; return window.caught ?? 0";
        let caught = browser.run(script).await?;
        assert_eq!(caught, 0, "a script that is not the page's own ran");
        let complaints = browser.complaints().await?.join("\n");
        assert!(complaints.contains("script-src"), "{complaints}");
        assert!(
            complaints.contains("img-src") || complaints.contains("default-src"),
            "{complaints}"
        );
        Ok(browser)
    });
}

/// By plan: how many of its curves there are, and how many of them are seen.
const CURVES: &str = r##"(() => Array.from(document.querySelectorAll("#plans input")).map((box) => {
  const own = Array.from(document.querySelectorAll("figure svg .series")).filter((one) => one.dataset.plan === box.dataset.plan);
  return [own.length, own.filter((one) => getComputedStyle(one).display !== "none").length, Number(box.checked)];
}))()"##;

fn counts(value: &Value) -> Vec<[u64; 3]> {
    let rows = value.as_array().into_iter().flatten();
    rows.map(|row| [0, 1, 2].map(|i| row[i].as_u64().unwrap_or(u64::MAX)))
        .collect()
}

fn assert_shown(found: &[[u64; 3]], hidden: Option<usize>, when: &str) {
    for (plan, [all, seen, is_checked]) in found.iter().enumerate() {
        let expected = if hidden == Some(plan) {
            (0, 0)
        } else {
            (*all, 1)
        };
        assert!(*all > 0, "plan {plan} has no curve");
        assert_eq!(
            (*seen, *is_checked),
            expected,
            "plan {plan} of {found:?} {when}"
        );
    }
}

/// The middle of an element in the window, after it was brought there.
async fn middle_of(browser: &Browser, expression: &str) -> Result<(f64, f64), Failure> {
    let script = format!(
        "(() => {{ const one = {expression}; one.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }}); \
         const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
    );
    let place = browser.value_of(&script).await?;
    let number = |i: usize| place[i].as_f64().ok_or("no place");
    Ok((number(0)?, number(1)?))
}

#[test]
fn a_click_in_a_legend_hides_a_plan_and_shows_it_again() {
    in_browser(|browser| async move {
        for page in pages_of_plans() {
            for medium in [Medium::Screen(390), Medium::Screen(1280)] {
                browser.open(&page, medium).await?;
                let before = counts(&browser.value_of(CURVES).await?);
                assert_shown(&before, None, "at first");
                for plan in 0..before.len() {
                    let key = format!(
                        "Array.from(document.querySelectorAll('svg .key')).find((key) => key.dataset.plan === document.querySelectorAll('#plans input')[{plan}].dataset.plan)"
                    );
                    for (hidden, when) in [(Some(plan), "after a click"), (None, "after another")] {
                        let place = middle_of(&browser, &key).await?;
                        browser.point_at(place, true).await?;
                        assert_shown(&counts(&browser.value_of(CURVES).await?), hidden, when);
                    }
                }
                assert!(browser.complaints().await?.is_empty());
            }
        }
        Ok(browser)
    });
}

#[test]
fn without_scripts_the_boxes_hide_plans() {
    in_browser(|browser| async move {
        for page in pages_of_plans() {
            browser.allow_scripts(false).await?;
            browser.open(&page, Medium::Screen(1280)).await?;
            let runs = browser
                .value_of("document.querySelectorAll('svg [aria-pressed]').length")
                .await?;
            assert_eq!(runs, 0, "the page's script did not run");
            let place = middle_of(&browser, "document.querySelectorAll('#plans input')[1]").await?;
            browser.point_at(place, true).await?;
            assert_shown(
                &counts(&browser.value_of(CURVES).await?),
                Some(1),
                "without scripts",
            );
            browser.allow_scripts(true).await?;
        }
        Ok(browser)
    });
}

/// What the tip says, if it is there.
const TIP: &str =
    "document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent";

#[test]
fn pointing_at_a_chart_tells_its_numbers() {
    in_browser(|browser| async move {
        for page in pages_of_plans() {
            browser.open(&page, Medium::Screen(1280)).await?;
            let charts = browser
                .value_of("document.querySelectorAll('svg.chart').length")
                .await?
                .as_u64()
                .unwrap_or(0);
            let mut silent = Vec::new();
            for chart in 0..charts {
                let target = format!(
                    "(document.querySelectorAll('svg.chart')[{chart}].querySelector('.panel, .row') ?? document.querySelectorAll('svg.chart')[{chart}])"
                );
                let (x, y) = middle_of(&browser, &target).await?;
                let mut is_told = false;
                for step in 0..12 {
                    let place = (x - 60.0 + 10.0 * f64::from(step), y);
                    browser.point_at(place, false).await?;
                    let tip = browser.value_of(TIP).await?;
                    let has_number = |tip: &str| tip.contains(|c: char| c.is_ascii_digit());
                    is_told |= tip.as_str().is_some_and(has_number);
                }
                if !is_told {
                    let name =
                        format!("document.querySelectorAll('svg.chart')[{chart}].dataset.chart");
                    silent.extend(browser.value_of(&name).await?.as_str().map(str::to_owned));
                }
            }
            // These tell at their points, and the middle may have none.
            silent.retain(|name| !["cost", "differences"].contains(&name.as_str()));
            assert!(
                charts > 2 && silent.is_empty(),
                "{}: {silent:?}",
                page.display()
            );
        }
        Ok(browser)
    });
}

#[test]
fn a_page_prints_on_a_few_sheets() {
    in_browser(|browser| async move {
        for page in pages() {
            browser.open(&page, Medium::Paper).await?;
            let pdf = browser.printed().await?;
            assert!(pdf.starts_with("JVBER"), "a PDF in base64");
            let shown = browser
                .value_of("getComputedStyle(document.getElementById('tip')).display")
                .await?;
            assert_eq!(shown, "none");
        }
        Ok(browser)
    });
}

#[test]
fn both_languages_are_what_they_say() {
    in_browser(|browser| async move {
        let mut seen = Vec::new();
        for page in pages() {
            browser.open(&page, Medium::Screen(1280)).await?;
            let found = browser.value_of("[document.documentElement.lang, document.querySelector('#numbers h2').textContent]").await?;
            seen.push(texts(&found));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(
            seen,
            [["en", "Numbers"], ["zh-CN", "数据"]].map(|pair| pair.map(str::to_owned).to_vec())
        );
        Ok(browser)
    });
}
