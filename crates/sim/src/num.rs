//! Sine, cosine, logarithm and bearing from plain arithmetic.
//!
//! The system's mathematics library rounds differently from machine to machine. Addition,
//! multiplication, division and square root do not, and they are all that is used here: so the
//! same seed draws the same city everywhere.

use std::f64::consts::{LN_2, PI};

/// Sine of an angle in radians, good to about 1e-9.
pub(crate) fn sin(angle: f64) -> f64 {
    let turns = angle / (2.0 * PI);
    let x = (turns - turns.round()) * 2.0 * PI;
    let x = if x > PI / 2.0 {
        PI - x
    } else if x < -PI / 2.0 {
        -PI - x
    } else {
        x
    };
    let s = x * x;
    // Taylor's series: on a quarter turn the first term left out is below 1e-9.
    let tail = 1.0 - s / 110.0 * (1.0 - s / 156.0);
    x * (1.0 - s / 6.0 * (1.0 - s / 20.0 * (1.0 - s / 42.0 * (1.0 - s / 72.0 * tail))))
}

/// Cosine of an angle in radians.
pub(crate) fn cos(angle: f64) -> f64 {
    sin(angle + PI / 2.0)
}

/// Natural logarithm of a positive normal number, good to about 1e-12; of zero a large negative.
pub(crate) fn ln(value: f64) -> f64 {
    if value < f64::MIN_POSITIVE {
        return -708.0;
    }
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    // ln m = 2 artanh((m-1)/(m+1)), with the argument at most 1/3.
    let z = (mantissa - 1.0) / (mantissa + 1.0);
    let (mut sum, mut power) = (0.0, z);
    for n in 0..13 {
        sum += power / f64::from(2 * n + 1);
        power *= z * z;
    }
    2.0 * sum + exponent as f64 * LN_2
}

/// Compass bearing in whole degrees, 0 north, 90 east, of a step of `x` metres east and `y` north.
pub(crate) fn bearing_deg(x: f64, y: f64) -> u16 {
    let (a, b) = (x.abs(), y.abs());
    if a + b < 1e-9 {
        return 0;
    }
    // A polynomial for the arc tangent on 0..1, good to a quarter of a degree: enough for a marker.
    let z = a.min(b) / a.max(b);
    let atan = z * (0.9724 - 0.1919 * z * z) * 180.0 / PI;
    let from_north = if a > b { 90.0 - atan } else { atan };
    let degrees = match (x >= 0.0, y >= 0.0) {
        (true, true) => from_north,
        (true, false) => 180.0 - from_north,
        (false, false) => 180.0 + from_north,
        (false, true) => 360.0 - from_north,
    };
    (degrees.round() as u16) % 360
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_agree_with_the_library() {
        for step in -400..400 {
            let x = f64::from(step) * 0.05;
            assert!((sin(x) - x.sin()).abs() < 1e-7, "sin {x}");
            assert!((cos(x) - x.cos()).abs() < 1e-7, "cos {x}");
            let positive = x.abs() + 0.001;
            assert!(
                (ln(positive) - positive.ln()).abs() < 1e-10,
                "ln {positive}"
            );
            let (east, north) = (x.sin(), x.cos());
            let off = (f64::from(bearing_deg(east, north)) - x.to_degrees()).rem_euclid(360.0);
            assert!(off.min(360.0 - off) < 1.0, "bearing {x}");
        }
    }
}
