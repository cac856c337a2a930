//! Money: currencies, amounts, and what an hour costs.

use super::number;

/// Codes of ISO 4217 that are in use.
const CODES: [&str; 154] = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF",
    "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN",
    "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
    "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES",
    "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
    "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
    "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP",
    "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
    "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT",
    "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES",
    "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
];

/// A currency, by its code of ISO 4217.
///
/// ```
/// use springtide::units::Currency;
/// assert_eq!(Currency::of("CNY").map(Currency::code), Some("CNY"));
/// assert_eq!(Currency::of("RMB"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static str);

/// An amount of a currency; below zero if it is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Cost(f64);

/// What a paid hour costs, in whole millionths of a currency's unit [0..=10⁶ units].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CostPerHour(u64);

impl Currency {
    /// The currency of a code.
    pub fn of(code: &str) -> Option<Self> {
        CODES.into_iter().find(|known| *known == code).map(Self)
    }

    /// Its code: three capital letters.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// All currencies, by their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.into_iter().map(Self)
    }
}

impl Cost {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// The largest amount, either way.
    pub const MOST: f64 = 1e12;

    /// An amount of at most [`Cost::MOST`], either way; anything else is `None`.
    pub fn new(amount: f64) -> Option<Self> {
        (amount.abs() <= Self::MOST).then_some(Self(amount))
    }

    /// The amount.
    pub const fn as_f64(self) -> f64 {
        self.0
    }
}

/// What one of something costs, in whole millionths of a currency's unit [0..=10⁹ units].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitCost(u64);

impl UnitCost {
    /// The largest amount, in units of the currency.
    pub const MOST: f64 = 1e9;

    /// An amount in units of the currency, to the nearest millionth of it; `None` if it is below zero,
    /// larger than [`UnitCost::MOST`] or no number.
    pub fn new(amount: f64) -> Option<Self> {
        ((0.0..=Self::MOST).contains(&amount)).then(|| Self(number::nearest(amount * 1e6)))
    }

    /// The amount in units of the currency.
    pub fn as_f64(self) -> f64 {
        number::float(self.0) * 1e-6
    }

    /// What so many cost, in whole millionths of the currency's unit.
    ///
    /// ```
    /// use springtide::units::UnitCost;
    /// assert_eq!(UnitCost::new(2.5).unwrap().millionths_of(4), 10_000_000);
    /// ```
    pub fn millionths_of(self, count: u64) -> u128 {
        u128::from(self.0) * u128::from(count)
    }
}

impl std::ops::Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl CostPerHour {
    /// The largest rate, in units of the currency.
    pub const MOST: f64 = 1e6;

    /// A rate in units of the currency, to the nearest millionth of it; `None` if it is below zero, larger
    /// than [`CostPerHour::MOST`] or no number.
    pub fn new(per_hour: f64) -> Option<Self> {
        ((0.0..=Self::MOST).contains(&per_hour)).then(|| Self(number::nearest(per_hour * 1e6)))
    }

    /// The rate in units of the currency.
    pub fn as_f64(self) -> f64 {
        number::float(self.0) * 1e-6
    }

    /// What so much time \[µs\] costs, in whole millionths of the currency's unit, to the nearest.
    ///
    /// ```
    /// use springtide::units::CostPerHour;
    /// let rate = CostPerHour::new(60.0).unwrap();
    /// assert_eq!(rate.millionths_of(90 * 60 * 1_000_000), 90_000_000);
    /// ```
    pub fn millionths_of(self, micros: u128) -> u128 {
        const HOUR: u128 = 3_600_000_000;
        (micros * u128::from(self.0) + HOUR / 2) / HOUR
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_three_capitals_in_order_and_each_once() {
        assert!(CODES.windows(2).all(|pair| pair[0] < pair[1]));
        let is_code = |code: &&str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        assert!(CODES.iter().all(is_code));
    }

    #[test]
    fn amounts_have_limits() {
        for wrong in [-0.01, 1_000_000.1, f64::NAN, f64::INFINITY] {
            assert_eq!(CostPerHour::new(wrong), None, "{wrong}");
        }
        assert_eq!(Cost::new(f64::NAN), None);
        assert_eq!(Cost::new(1.1e12), None);
        assert_eq!(
            CostPerHour::new(23.45).map(CostPerHour::as_f64),
            Some(23.45)
        );
    }

    /// The longest horizon of the largest centre at the largest rate.
    #[test]
    fn no_cost_is_too_large_to_be_counted() {
        let years = 3_660 * 86_400_000_000_u128 * 2_000_000;
        let most = CostPerHour::new(CostPerHour::MOST).unwrap();
        assert!(most.millionths_of(years) < 1 << 100);
    }
}
