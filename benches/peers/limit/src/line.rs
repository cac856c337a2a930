//! Contacts in line, first come, first served.

/// Somebody who waits.
#[derive(Clone, Copy, Default)]
pub struct Waiting {
    /// The minute of arrival.
    pub since: f64,
    /// The minute in which patience ends.
    pub until: f64,
}

/// A ring buffer that doubles when it is full.
///
/// Who abandons stays in it until the head of the line is reached. That is exact while nothing asks
/// how many are in line at the moment.
pub struct Line {
    places: Vec<Waiting>,
    /// Contacts that ever left and ever joined; where they stand is the remainder by the length.
    left: usize,
    joined: usize,
}

impl Line {
    pub fn new() -> Self {
        Self {
            places: vec![Waiting::default(); 64],
            left: 0,
            joined: 0,
        }
    }

    #[inline]
    pub fn join(&mut self, waiting: Waiting) {
        if self.joined - self.left == self.places.len() {
            self.grow();
        }
        let place = self.joined & (self.places.len() - 1);
        self.places[place] = waiting;
        self.joined += 1;
    }

    #[inline]
    pub fn leave(&mut self) -> Option<Waiting> {
        if self.left == self.joined {
            return None;
        }
        let place = self.left & (self.places.len() - 1);
        self.left += 1;
        Some(self.places[place])
    }

    #[cold]
    fn grow(&mut self) {
        let head = self.left & (self.places.len() - 1);
        self.places.rotate_left(head);
        self.joined -= self.left;
        self.left = 0;
        self.places
            .resize(2 * self.places.len(), Waiting::default());
    }
}
