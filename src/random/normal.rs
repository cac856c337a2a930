//! The standard normal law by inversion: one uniform number gives one variate, and a larger one a
//! larger variate, so that plans that share their chance move together.

/// Quantile of the standard normal law at `p` \[0 < p < 1\], relative error about 1e-16
/// (Wichura 1988, "Algorithm AS 241", Applied Statistics 37(3), routine PPND16).
///
/// ```
/// use springtide::random::normal::quantile;
/// assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
pub fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        let above = [
            3.387_132_872_796_366_608_0,
            133.141_667_891_784_377_45,
            1_971.590_950_306_551_442_7,
            13_731.693_765_509_461_125,
            45_921.953_931_549_871_457,
            67_265.770_927_008_700_853,
            33_430.575_583_588_128_105,
            2_509.080_928_730_122_672_7,
        ];
        let below = [
            1.0,
            42.313_330_701_600_911_252,
            687.187_007_492_057_908_30,
            5_394.196_021_424_751_107_7,
            21_213.794_301_586_595_867,
            39_307.895_800_092_710_610,
            28_729.085_735_721_942_674,
            5_226.495_278_852_854_561_0,
        ];
        return q * polynomial(&above, r) / polynomial(&below, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(tail)).sqrt();
    let size = if r <= 5.0 {
        let above = [
            1.423_437_110_749_683_577_34,
            4.630_337_846_156_545_295_90,
            5.769_497_221_460_691_405_50,
            3.647_848_324_763_204_605_04,
            1.270_458_252_452_368_382_58,
            0.241_780_725_177_450_611_77,
            0.022_723_844_989_269_184_583_3,
            7.745_450_142_783_414_076_40e-4,
        ];
        let below = [
            1.0,
            2.053_191_626_637_758_821_87,
            1.676_384_830_183_803_849_40,
            0.689_767_334_985_100_004_550,
            0.148_103_976_427_480_074_590,
            0.015_198_666_563_616_457_197,
            5.475_938_084_995_344_946e-4,
            1.050_750_071_644_416_843_24e-9,
        ];
        polynomial(&above, r - 1.6) / polynomial(&below, r - 1.6)
    } else {
        let above = [
            6.657_904_643_501_103_777_20,
            5.463_784_911_164_114_369_90,
            1.784_826_539_917_291_335_80,
            0.296_560_571_828_504_891_230,
            0.026_532_189_526_576_123_093,
            0.001_242_660_947_388_078_438_6,
            2.711_555_568_743_487_578_15e-5,
            2.010_334_399_292_288_132_65e-7,
        ];
        let below = [
            1.0,
            0.599_832_206_555_887_937_690,
            0.136_929_880_922_735_805_31,
            0.014_875_361_290_850_615_025,
            7.868_691_311_456_132_591_00e-4,
            1.846_318_317_510_054_681_80e-5,
            1.421_511_758_316_445_888_70e-7,
            2.044_263_103_389_939_785_64e-15,
        ];
        polynomial(&above, r - 5.0) / polynomial(&below, r - 5.0)
    };
    if q < 0.0 { -size } else { size }
}

fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients
        .iter()
        .rev()
        .fold(0.0, |sum, coefficient| sum * x + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_invert_the_distribution_function() {
        for p in [
            1e-300, 1e-20, 1e-9, 1e-4, 0.02, 0.074, 0.076, 0.3, 0.5, 0.7, 0.925, 0.99, 0.999_999,
        ] {
            let x = quantile(p);
            let back = 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
            assert!(
                (back / p - 1.0).abs() < 2e-13 * (1.0 + x * x),
                "{p}: {back}"
            );
        }
    }
}
