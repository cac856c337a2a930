//! SVG becomes PNG, with the font that the charts carry.

use std::io;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::{fonts, lettering};

/// Paints a chart, a pixel of the picture a pixel of the drawing.
///
/// # Errors
/// Fails if the text is not SVG, which no chart is.
pub(super) fn of_svg(svg: &str) -> io::Result<Vec<u8>> {
    let options = Options {
        font_family: lettering::NAME.to_owned(),
        fontdb: fonts::for_text(svg),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(io::Error::other)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| io::Error::other("a chart without extent"))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(io::Error::other)
}
