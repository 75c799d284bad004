/// Where OpenStreetMap shows a position (degrees north and east) with a mark on it. It learns that position, and nothing of
/// the picture.
pub fn address((north, east): (f64, f64)) -> String {
    format!("https://www.openstreetmap.org/?mlat={north:.6}&mlon={east:.6}#map=15/{north:.6}/{east:.6}")
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_position_is_numbers_alone() {
        let address = address((-33.856_784, 151.215_297));
        assert_eq!(
            address,
            "https://www.openstreetmap.org/?mlat=-33.856784&mlon=151.215297#map=15/-33.856784/151.215297"
        );
    }
}
