use std::io::Cursor;

use image::{DynamicImage, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops::replace};

use super::*;

const WHITE: Rgb<u8> = Rgb([255; 3]);
const BLACK: Rgb<u8> = Rgb([0; 3]);
const DARK: Rgb<u8> = Rgb([21, 32, 43]);

/// Fields of many shades without any even line.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let mixed = (x / 17).wrapping_mul(0x9e37_79b1) ^ (y / 13).wrapping_mul(0x85eb_ca77);
        let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d) >> 8;
        let shade = x * 30 / width + y * 25 / height;
        Rgb([(mixed % 190 + shade) as u8, (mixed / 256 % 190 + shade) as u8, (mixed / 65536 % 190 + shade) as u8])
    })
}

fn on(ground: Rgb<u8>, (width, height): (u32, u32), shown: &RgbImage, (left, top): (u32, u32)) -> RgbImage {
    let mut screen = RgbImage::from_pixel(width, height, ground);
    replace(&mut screen, shown, left.into(), top.into());
    screen
}

/// Lines of words from `top` on, as bars of many lengths.
fn write(screen: &mut RgbImage, lines: u32, top: u32, ink: Rgb<u8>) {
    for (line, word) in (0..lines).flat_map(|line| (0..8).map(move |word| (line, word))) {
        let (left, width) = (30 + word * 80, 20 + (word * 37 + line * 23) % 45);
        let bar = RgbImage::from_pixel(width, 14, ink);
        replace(screen, &bar, left.into(), (top + line * 30).into());
    }
}

fn found(image: &RgbImage) -> Vec<Area> {
    areas(&DynamicImage::from(image.clone()))
}

fn as_jpeg(image: &RgbImage, quality: u8) -> RgbImage {
    let mut bytes = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(image).unwrap();
    image::load_from_memory(bytes.get_ref()).unwrap().to_rgb8()
}

fn area(left: u32, top: u32, width: u32, height: u32) -> Area {
    Area { left, top, width, height }
}

/// To the pixel as it is, and within one pixel as a JPEG.
#[track_caller]
fn first_is(image: &RgbImage, expected: Area) {
    assert_eq!(found(image).first(), Some(&expected));
    for quality in [90, 75, 50] {
        let seen = found(&as_jpeg(image, quality))[0];
        let sides = |a: Area| [a.left, a.top, a.left + a.width, a.top + a.height];
        let near = sides(seen).iter().zip(sides(expected)).all(|(a, b)| a.abs_diff(b) <= 1);
        assert!(near, "{seen:?} at quality {quality}, for {expected:?}");
    }
}

#[test]
fn a_border_is_left_aside_to_the_pixel() {
    let shown = picture(613, 407);
    for (left, top, right, bottom, ground) in [
        (12, 8, 12, 8, BLACK),
        (31, 21, 31, 21, WHITE),
        (0, 50, 0, 51, BLACK),
        (83, 0, 77, 0, BLACK),
        (0, 0, 0, 9, WHITE),
        (9, 0, 0, 0, DARK),
        (40, 30, 50, 160, WHITE),
    ] {
        let framed = on(ground, (613 + left + right, 407 + top + bottom), &shown, (left, top));
        first_is(&framed, area(left, top, 613, 407));
        assert_eq!(found(&framed).len(), 1);
    }
}

#[test]
fn bars_above_and_below_may_be_of_different_greys() {
    let mut framed = on(BLACK, (640, 700), &picture(640, 500), (0, 111));
    replace(&mut framed, &RgbImage::from_pixel(640, 89, Rgb([200; 3])), 0, 611);
    first_is(&framed, area(0, 111, 640, 500));
}

#[test]
fn a_caption_is_left_aside_above_and_below() {
    let mut framed = on(WHITE, (700, 600), &picture(700, 450), (0, 90));
    write(&mut framed, 2, 15, BLACK);
    write(&mut framed, 1, 563, BLACK);
    first_is(&framed, area(0, 90, 700, 450));
}

#[test]
fn a_picture_is_found_on_a_screen() {
    for (ground, ink, margin) in [(WHITE, BLACK, 0), (DARK, WHITE, 0), (WHITE, BLACK, 37), (DARK, WHITE, 90)] {
        let mut screen = on(ground, (720, 1440), &picture(720 - 2 * margin, 520), (margin, 311));
        write(&mut screen, 9, 20, ink);
        write(&mut screen, 17, 860, ink);
        replace(&mut screen, &RgbImage::from_pixel(720, 60, Rgb([70, 90, 140])), 0, 1380);
        first_is(&screen, area(margin, 311, 720 - 2 * margin, 520));
    }
}

#[test]
fn a_screen_of_words_alone_gives_nothing() {
    for (ground, ink) in [(WHITE, BLACK), (DARK, WHITE)] {
        let mut screen = RgbImage::from_pixel(720, 1440, ground);
        write(&mut screen, 45, 30, ink);
        assert_eq!(found(&screen), []);
        assert_eq!(found(&as_jpeg(&screen, 75)), []);
    }
}

/// The words cover more of the screen than the picture does.
#[test]
fn a_screen_full_of_words_is_not_taken_for_the_picture() {
    let mut screen = on(WHITE, (720, 1440), &picture(400, 280), (160, 1043));
    write(&mut screen, 33, 20, BLACK);
    first_is(&screen, area(160, 1043, 400, 280));
}

#[test]
fn rounded_corners_do_not_move_its_sides() {
    let mut shown = picture(500, 400);
    for (x, y) in (0..24u32).flat_map(|y| (0..24u32).map(move |x| (x, y))) {
        if (24 - x).pow(2) + (24 - y).pow(2) > 24 * 24 {
            let corners = [(x, y), (499 - x, y), (x, 399 - y), (499 - x, 399 - y)];
            corners.into_iter().for_each(|(x, y)| shown.put_pixel(x, y, DARK));
        }
    }
    let mut screen = on(DARK, (640, 1000), &shown, (64, 290));
    write(&mut screen, 7, 30, WHITE);
    first_is(&screen, area(64, 290, 500, 400));
}

#[test]
fn columns_beside_it_are_left_aside() {
    let mut page = on(WHITE, (1200, 800), &picture(420, 300), (330, 220));
    replace(&mut page, &RgbImage::from_pixel(1200, 70, Rgb([60, 90, 150])), 0, 0);
    for line in 0..17 {
        for (left, width) in [(30, 150 + line * 7 % 60), (340, 300 + line * 11 % 90), (900, 180 + line * 13 % 80)] {
            let top = 100 + line * 40;
            if left != 340 || !(190..530).contains(&top) {
                replace(&mut page, &RgbImage::from_pixel(width, 12, BLACK), left.into(), top.into());
            }
        }
    }
    first_is(&page, area(330, 220, 420, 300));
}

#[test]
fn a_picture_with_bars_of_its_own_is_given_with_and_without() {
    let barred = on(BLACK, (600, 500), &picture(600, 400), (0, 50));
    let mut screen = on(WHITE, (720, 1200), &barred, (60, 250));
    write(&mut screen, 5, 30, BLACK);
    write(&mut screen, 10, 800, BLACK);
    let found = found(&screen);
    assert_eq!(found[..2], [area(60, 250, 600, 500), area(60, 300, 600, 400)]);
}

#[test]
fn a_picture_with_a_gap_of_the_ground_s_grey_is_given_whole_too() {
    let mut pair = on(WHITE, (600, 500), &picture(600, 230), (0, 0));
    replace(&mut pair, &picture(600, 250), 0, 250);
    let framed = on(WHITE, (680, 590), &pair, (40, 30));
    assert_eq!(found(&framed), [area(40, 30, 600, 500), area(40, 280, 600, 250), area(40, 30, 600, 230)]);
    let mut screen = on(WHITE, (720, 1200), &pair, (60, 250));
    write(&mut screen, 6, 30, BLACK);
    write(&mut screen, 11, 800, BLACK);
    first_is(&screen, area(60, 250, 600, 500));
}

/// No edge of it is even then.
#[test]
fn a_screen_may_be_cut_through_its_words() {
    let mut screen = on(WHITE, (700, 640), &picture(700, 540), (0, 55));
    write(&mut screen, 2, 0, BLACK);
    write(&mut screen, 1, 630, BLACK);
    first_is(&screen, area(0, 55, 700, 540));
}

#[test]
fn nothing_is_given_of_a_picture_without_surroundings() {
    for (width, height) in [(640, 480), (101, 2000), (3000, 110), (100, 100)] {
        assert_eq!(found(&picture(width, height)), [], "{width} × {height}");
        assert_eq!(found(&as_jpeg(&picture(width, height), 50)), [], "{width} × {height}");
    }
    let noise = RgbImage::from_fn(300, 300, |x, y| Rgb([((x * 7919) ^ (y * 104_729)) as u8; 3]));
    let sky = RgbImage::from_fn(800, 600, |x, y| Rgb([60 + (x / 16) as u8, 90 + (y / 8) as u8, 200]));
    assert_eq!((found(&noise), found(&sky)), (vec![], vec![]));
}

#[test]
fn what_is_nearly_whole_too_small_or_empty_is_not_given() {
    assert_eq!(found(&on(BLACK, (602, 402), &picture(600, 400), (1, 1))), []);
    assert_eq!(found(&on(WHITE, (300, 300), &picture(99, 140), (90, 90))), []);
    assert_eq!(found(&on(WHITE, (300, 300), &picture(100, 140), (90, 90))), [area(90, 90, 100, 140)]);
    assert_eq!(found(&on(WHITE, (1400, 1400), &picture(200, 200), (90, 90))), []);
    assert_eq!(found(&RgbImage::from_pixel(500, 500, DARK)), []);
}

/// Of one grey as far as PDQ sees, and so with nothing to hash.
#[test]
fn an_area_without_detail_has_no_hash() {
    let dull = RgbImage::from_fn(400, 300, |x, y| Rgb([(100 + (x / 4 + y / 4) % 2 * 12) as u8; 3]));
    let framed = DynamicImage::from(on(BLACK, (500, 400), &dull, (50, 50)));
    assert_eq!(areas(&framed), [area(50, 50, 400, 300)]);
    assert_eq!(hashed(&framed, areas(&framed)), []);
}

#[test]
fn an_area_has_the_hash_of_the_picture_that_was_framed() {
    let shown = picture(600, 430);
    let framed = DynamicImage::from(on(BLACK, (700, 500), &shown, (33, 41)));
    let trimmed = hashed(&framed, areas(&framed));
    assert_eq!(trimmed.len(), 1);
    assert_eq!(Some(&trimmed[0].pdq), pdq::hash(&DynamicImage::from(shown)).as_ref());
    assert_ne!(pdq::hash(&framed).unwrap().hash, trimmed[0].pdq.hash);
}

#[test]
fn every_kind_of_pixel_is_read_from_the_middle_of_a_row() {
    let framed = DynamicImage::from(on(WHITE, (300, 260), &picture(200, 200), (60, 30)));
    let grey = DynamicImage::from(framed.to_luma8());
    let expected = [area(60, 30, 200, 200)];
    for image in [grey.clone(), DynamicImage::from(grey.to_luma_alpha8()), framed.to_rgba8().into(), framed] {
        assert_eq!(areas(&image), expected, "{:?}", image.color());
        let part = Part { whole: &image, area: expected[0] };
        let cut = image.crop_imm(60, 30, 200, 200);
        assert_eq!(pdq::hash(&part), pdq::hash(&cut), "{:?}", image.color());
    }
}

/// Shapes and patterns that leave nothing, or as much as can be, to cut.
#[test]
fn hostile_pictures_give_few_areas_or_none() {
    for (width, height) in [(1, 1), (1, 30_000), (30_000, 1), (5, 5), (30_000, 10), (10, 30_000), (99, 5000)] {
        assert_eq!(found(&picture(width, height)), [], "{width} × {height}");
        assert_eq!(found(&RgbImage::from_pixel(width, height, WHITE)), [], "{width} × {height}");
    }
    let patterns: [fn(u32, u32) -> bool; 6] = [
        |_, y| y % 2 == 0,
        |x, _| x / 5 % 2 == 0,
        |x, y| x / 8 % 2 == 0 && y / 8 % 2 == 0,
        |x, y| x % 64 < 40 && y % 64 < 40,
        |x, y| (x + y) % 400 < 9,
        |x, y| x.min(y).min(1999 - x).min(1499 - y) / 40 % 2 == 0,
    ];
    for (n, pattern) in patterns.iter().enumerate() {
        let drawn = RgbImage::from_fn(2000, 1500, |x, y| if pattern(x, y) { BLACK } else { WHITE });
        let given = found(&drawn);
        assert!(given.len() <= MAX_AREAS, "{n}");
        for Area { left, top, width, height } in given {
            assert!(width >= 100 && height >= 100 && left + width <= 2000 && top + height <= 1500, "{n}");
        }
    }
}

/// Greys about the limit of what counts as the same: a part may vanish while its sides are trimmed.
#[test]
fn shades_that_are_nearly_the_ground_s_give_no_empty_area() {
    for seed in 0..400u32 {
        let mut state = seed.wrapping_mul(0x9e37_79b9) | 1;
        let mut die = |sides: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % sides
        };
        let mut drawn = RgbImage::new(140, 140);
        for _ in 0..30 {
            let (left, top, width, height) = (die(140), die(140), 1 + die(140), 1 + die(140));
            let shades = [4 * die(3), 4 + die(3)];
            for (x, y) in (top..140.min(top + height)).flat_map(|y| (left..140.min(left + width)).map(move |x| (x, y)))
            {
                drawn.put_pixel(x, y, Rgb([shades[usize::from(die(2) == 0)] as u8; 3]));
            }
        }
        let image = DynamicImage::from(drawn);
        for Area { left, top, width, height } in areas(&image) {
            assert!(width >= 100 && height >= 100 && left + width <= 140 && top + height <= 140, "{seed}");
        }
    }
}
