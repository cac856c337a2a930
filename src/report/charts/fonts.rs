//! The fonts that a chart is painted with: the one that the program carries and, where a text needs it,
//! one of the system that has Chinese letters.

use std::fs;
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, ID, Source};
use skrifa::{FontRef, MetadataProvider};

use super::lettering;

/// Fonts with Chinese letters, the first the best liked.
const CHINESE: [&str; 16] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "Heiti SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
    "DengXian",
    "Noto Serif CJK SC",
    "SimSun",
    "Songti SC",
];

/// A letter that every Chinese font has.
const LETTER: char = '等';

/// The font that the program carries.
fn carried() -> Database {
    let mut fonts = Database::new();
    for file in lettering::files() {
        fonts.load_font_data(file.to_vec());
    }
    fonts.set_sans_serif_family(lettering::NAME);
    fonts
}

/// The fonts for a text: the carried one, and where it lacks a letter the system's Chinese one.
pub(super) fn for_text(text: &str) -> Arc<Database> {
    static CARRIED: OnceLock<Arc<Database>> = OnceLock::new();
    // Looking for the system's fonts takes time.
    let both = if lettering::has_all(text) {
        None
    } else {
        with_chinese()
    };
    both.unwrap_or_else(|| Arc::clone(CARRIED.get_or_init(|| Arc::new(carried()))))
}

/// Whether the system has a font with Chinese letters.
pub(super) fn have_chinese() -> bool {
    with_chinese().is_some()
}

fn with_chinese() -> Option<Arc<Database>> {
    static BOTH: OnceLock<Option<Arc<Database>>> = OnceLock::new();
    let both = BOTH.get_or_init(|| {
        let mut fonts = carried();
        for source in chinese()? {
            // A file would be read anew for each text.
            fonts.load_font_source(match source {
                Source::File(path) => Source::Binary(Arc::new(fs::read(path).ok()?)),
                Source::Binary(_) => source,
            });
        }
        Some(Arc::new(fonts))
    });
    both.clone()
}

/// The files of the best liked Chinese font of the system.
fn chinese() -> Option<Vec<Source>> {
    let mut system = Database::new();
    system.load_system_fonts();
    let known = CHINESE.into_iter().find_map(|name| {
        let ids: Vec<ID> = (system.faces())
            .filter(|face| face.families.iter().any(|(family, _)| family == name))
            .map(|face| face.id)
            .collect();
        let has = ids.iter().any(|id| has_letter(&system, *id));
        has.then_some(ids)
    });
    let ids = known.or_else(|| {
        let mut faces = system.faces();
        let face = faces.find(|face| has_letter(&system, face.id))?;
        Some(vec![face.id])
    })?;
    let mut sources = Vec::new();
    let mut paths = Vec::new();
    for id in ids {
        let Some((source, _)) = system.face_source(id) else {
            continue;
        };
        // Faces may share a file.
        let path = match &source {
            Source::File(path) => Some(path.clone()),
            Source::Binary(_) => None,
        };
        if path.is_none() || !paths.contains(&path) {
            paths.push(path);
            sources.push(source);
        }
    }
    Some(sources)
}

fn has_letter(fonts: &Database, id: ID) -> bool {
    let has = fonts.with_face_data(id, |data, index| {
        let font = FontRef::from_index(data, index).ok();
        font.is_some_and(|font| font.charmap().map(LETTER).is_some())
    });
    has.unwrap_or(false)
}
