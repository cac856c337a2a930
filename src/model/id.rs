//! Small indices that cannot be mixed.

use crate::units::number;

macro_rules! small_index {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the element at an index.
            pub const fn new(index: usize) -> Self {
                Self(number::id(index))
            }

            /// The index of the element.
            #[inline]
            pub const fn index(self) -> usize {
                number::index(self.0)
            }
        }
    };
}

small_index! {
    /// Names a contact type by its place in [`ContactCentre::contact_types`](super::ContactCentre).
    ContactTypeId
}
small_index! {
    /// Names a skill group by its place in [`ContactCentre::skill_groups`](super::ContactCentre).
    SkillGroupId
}
small_index! {
    /// Names a self-service by its place in [`ContactCentre::self_services`](super::ContactCentre).
    SelfServiceId
}
small_index! {
    /// Names a queue by its place in [`ContactCentre::queues`](super::ContactCentre).
    QueueId
}
