//! Keys of the calendar and of special days.

use super::key::{Key, SectionKeys};

/// The factor on volume, wherever it may be written.
const VOLUME: Key = Key::new(
    "volume",
    "{ \"-1\" = 0.8, \"0\" = 2.5, \"+1\" = 1.4 }",
    "factor on the volume of the day itself (0), of days before its first day and after its last; factors of days that meet multiply; missing: 1",
)
.others(&["2.5"])
.comment();

/// Which weekday the day is like, wherever it may be written.
const COUNTS_AS: Key = Key::new(
    "counts_as",
    "\"sun\"",
    "the weekday whose factor and profile the day has; missing: its own, or the one that a make-up working day replaces",
)
.comment();

/// The course of the day, wherever it may be written.
const PROFILE: Key = Key::new(
    "profile",
    "\"curves/eve.csv\"",
    "the day's own course: a file with the columns interval_start and weight; missing: that of the weekday",
)
.comment();

/// The sheet of the profile, wherever it may be written.
const SHEET: Key = Key::new(
    "sheet",
    "\"Eve\"",
    "with profile: the sheet, if the file is an Excel workbook; missing: the first",
)
.comment();

/// The factor on handling, wherever it may be written.
const HANDLING: Key = Key::new(
    "handling",
    "1.1",
    "factor on talk and wrap-up of contacts that arrive on the day",
)
.or("1.0")
.comment();

/// The factor on shrinkage, wherever it may be written.
const SHRINKAGE: Key = Key::new(
    "shrinkage",
    "1.3",
    "factor on the shrinkage of the day: paid people stay as planned, fewer of them are there",
)
.or("1.0")
.comment();

/// `[calendar]`.
pub(crate) const CALENDAR: SectionKeys = SectionKeys {
    path: "calendar",
    about: "special days by date: holidays, eves, make-up working days, campaigns, paydays",
    keys: &[
        Key::new(
            "file",
            "\"calendars/days.csv\"",
            "a CSV file with the columns date, kind, name and perhaps replaces (the weekday, or date, that a make-up working day replaces), or an .ics file of all-day events, or a list of such files",
        )
        .others(&["[\"calendars/days.csv\", \"calendars/campaigns.ics\"]"])
        .comment(),
        Key::new(
            "kind",
            "\"holiday\"",
            "the kind of days whose file does not say it (no column kind, no CATEGORIES)",
        )
        .comment(),
        Key::new(
            "sheet",
            "\"Days\"",
            "the sheet, if the file is an Excel workbook; missing: the first",
        )
        .comment(),
    ],
};

/// `[special_day.KIND]`.
pub(crate) const SPECIAL_DAY: SectionKeys = SectionKeys {
    path: "special_day.*",
    about: "what days of a kind change, by the calendar's word for the kind; one section each; without keys: nothing. Volume changes where demand has no dates of its own, counts_as and profile only where it is written as daily_volume",
    keys: &[VOLUME, COUNTS_AS, PROFILE, SHEET, HANDLING, SHRINKAGE],
};

/// `[contact_type.NAME.special_day.KIND]`.
pub(crate) const TYPE_SPECIAL_DAY: SectionKeys = SectionKeys {
    path: "contact_type.*.special_day.*",
    about: "where days of a kind are different for this contact type; each key stands instead of the same key of the kind",
    keys: &[VOLUME, COUNTS_AS, PROFILE, SHEET, HANDLING],
};

/// `[skill_group.NAME.special_day.KIND]`.
pub(crate) const GROUP_SPECIAL_DAY: SectionKeys = SectionKeys {
    path: "skill_group.*.special_day.*",
    about: "where days of a kind are different for this skill group; the key stands instead of the kind's",
    keys: &[SHRINKAGE],
};
