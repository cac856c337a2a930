//! Where in a row of text a field is written.

use std::ops::Range;

/// The bytes of the field of that index, quotation marks included; the end of the row if it has
/// fewer fields.
pub(super) fn field_place(row: &[u8], index: usize) -> Range<usize> {
    let end = row.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n'));
    let end = end.map_or(0, |last| last + 1);
    let (mut from, mut passed, mut is_quoted) = (0, 0, false);
    for (at, byte) in row[..end].iter().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => {
                if passed == index {
                    return from..at;
                }
                passed += 1;
                from = at + 1;
            }
            _ => {}
        }
    }
    if passed == index { from..end } else { end..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_past_quotes() {
        let row = b"a,\"b,c\",d\r\n";
        assert_eq!(field_place(row, 0), 0..1);
        assert_eq!(field_place(row, 1), 2..7);
        assert_eq!(field_place(row, 2), 8..9);
        assert_eq!(field_place(row, 3), 9..9);
        assert_eq!(field_place(b"", 0), 0..0);
        assert_eq!(field_place(b"\"open,x", 1), 7..7);
    }
}
