//! What is taken for a photo and what is left of it. Every picture here is drawn by the test.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use photo::{BYTES_MAX, Kind, Refusal, SIDE_MAX, Taken, take};
use proptest::prelude::*;

const CANARY: &[u8] = b"CANARY 31.2304N 121.4737E";

/// Red on the left, blue on the right.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| match x < width / 2 {
        true => Rgb([220, 20, 20]),
        false => Rgb([20, 20, 220]),
    })
}

fn file(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(vec![]);
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// A JPEG with segments behind its first two bytes, where cameras write them.
fn with_segments(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

/// EXIF of two notes: which side is up, and a text where a camera writes its place.
fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    tiff.extend(orientation.to_be_bytes());
    tiff.extend([0, 0]);
    tiff.extend([0x88, 0x25, 0, 2]);
    tiff.extend(u32::try_from(CANARY.len()).unwrap().to_be_bytes());
    tiff.extend(38_u32.to_be_bytes());
    tiff.extend([0; 4]);
    tiff.extend(CANARY);
    [b"Exif\0\0".as_slice(), &tiff].concat()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = !0_u32;
    for byte in name.iter().chain(content) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], name, content, &(!sum).to_be_bytes()].concat()
}

/// A PNG with chunks behind its head.
fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

fn seen(taken: &Taken) -> RgbImage {
    let picture = image::load_from_memory_with_format(&taken.viewing, ImageFormat::Jpeg);
    picture.unwrap().to_rgb8()
}

#[track_caller]
fn says_nothing_but_the_picture(taken: &Taken) {
    let holds = |text: &[u8]| taken.viewing.windows(text.len()).any(|part| part == text);
    for text in [
        CANARY,
        b"Exif",
        b"http",
        b"ICC_PROFILE",
        b"script",
        b"PK\x03\x04",
    ] {
        assert!(!holds(text), "{}", String::from_utf8_lossy(text));
    }
    // A head, tables, one scan, the end: no segment of an application but the head, no comment.
    let (mut at, mut markers) = (2, vec![]);
    while taken.viewing[at] == 0xff && taken.viewing[at + 1] != 0xda {
        markers.push(taken.viewing[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([
            taken.viewing[at + 2],
            taken.viewing[at + 3],
        ]));
    }
    let told = |marker: &u8| matches!(marker, 0xe1..=0xef | 0xfe);
    assert!(!markers.iter().any(told), "{markers:x?}");
}

#[test]
fn nothing_that_a_camera_wrote_is_in_the_copy() {
    let plain = file(&scene(64, 32), ImageFormat::Jpeg);
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), CANARY].concat();
    let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), CANARY].concat();
    let told = [
        segment(0xe1, &exif(1)),
        segment(0xe1, &xmp),
        segment(0xe2, &icc),
        segment(0xfe, CANARY),
    ];
    let behind = [b"PK\x03\x04<script>".as_slice(), CANARY].concat();
    let photo = [with_segments(&plain, &told), behind].concat();
    assert!(photo.windows(CANARY.len()).any(|part| part == CANARY));
    let taken = take(&photo).unwrap();
    assert_eq!(
        (taken.kind, taken.width, taken.height),
        (Kind::Jpeg, 64, 32)
    );
    says_nothing_but_the_picture(&taken);
}

#[test]
fn chunks_of_text_are_not_in_the_copy_of_a_png_and_what_shows_through_is_white() {
    let clear = RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 0]));
    let mut png = vec![];
    let encoder = PngEncoder::new(&mut png);
    encoder
        .write_image(&clear, 40, 40, image::ExtendedColorType::Rgba8)
        .unwrap();
    let text = [b"Comment\0".as_slice(), CANARY].concat();
    let photo = with_chunks(
        &png,
        &[chunk(b"tEXt", &text), chunk(b"eXIf", &exif(1)[6..])],
    );
    let taken = take(&photo).unwrap();
    assert_eq!(taken.kind, Kind::Png);
    says_nothing_but_the_picture(&taken);
    assert_eq!(seen(&taken).get_pixel(20, 20).0, [255, 255, 255]);
}

#[test]
fn a_webp_is_taken() {
    let taken = take(&file(&scene(50, 20), ImageFormat::WebP)).unwrap();
    assert_eq!(
        (taken.kind, taken.width, taken.height),
        (Kind::Webp, 50, 20)
    );
    says_nothing_but_the_picture(&taken);
}

#[test]
fn a_photo_is_upright_and_no_longer_than_a_screen() {
    let jpeg = file(&scene(3_000, 1_000), ImageFormat::Jpeg);
    let turned = with_segments(&jpeg, &[segment(0xe1, &exif(6))]);
    let taken = take(&turned).unwrap();
    assert_eq!((taken.width, taken.height), (1_000, 3_000));
    let shown = seen(&taken);
    assert_eq!(shown.height(), SIDE_MAX);
    // Turned by a quarter to the right, what was left is above.
    let (above, below) = (shown.get_pixel(300, 100).0, shown.get_pixel(300, 1_900).0);
    assert!(above[0] > 180 && above[2] < 80, "{above:?}");
    assert!(below[2] > 180 && below[0] < 80, "{below:?}");
}

#[test]
fn half_a_picture_is_none() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&scene(200, 200), format);
        for end in [whole.len() / 2, whole.len() - 40] {
            assert_eq!(
                take(&whole[..end]),
                Err(Refusal::Unreadable),
                "{format:?} {end}"
            );
        }
    }
}

#[test]
fn what_is_no_photo_is_refused_whatever_stands_in_it() {
    let jpeg = file(&scene(16, 16), ImageFormat::Jpeg);
    let hidden = [b"<svg onload=alert(1)>".as_slice(), &jpeg].concat();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    for bytes in [vec![], b"%PDF-1.7".to_vec(), hidden, gif] {
        assert_eq!(take(&bytes), Err(Refusal::UnknownKind));
    }
    assert_eq!(take(b"\xff\xd8\xff"), Err(Refusal::Unreadable));
}

/// The head of a PNG that says how large it is, and hardly anything behind it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let plain = file(&scene(1, 1), ImageFormat::Png);
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    [&plain[..8], &chunk(b"IHDR", &head), &plain[33..]].concat()
}

#[test]
fn a_file_that_says_it_is_huge_is_refused_before_it_is_read() {
    for (width, height) in [(60_000, 60_000), (19_000, 19_000), (20_001, 1)] {
        assert_eq!(
            take(&bomb(width, height)),
            Err(Refusal::TooLarge),
            "{width}"
        );
    }
}

#[test]
fn a_picture_that_moves_is_refused() {
    let plain = file(&scene(8, 8), ImageFormat::Png);
    let frames = [0_u32.to_be_bytes(), 0_u32.to_be_bytes()].concat();
    let mut frames = frames;
    frames[3] = 2;
    let control = [
        0_u32.to_be_bytes(),
        8_u32.to_be_bytes(),
        8_u32.to_be_bytes(),
        0_u32.to_be_bytes(),
        0_u32.to_be_bytes(),
    ]
    .concat();
    let control = [control, vec![0, 1, 0, 10, 0, 0]].concat();
    let moving = with_chunks(&plain, &[chunk(b"acTL", &frames), chunk(b"fcTL", &control)]);
    assert_eq!(take(&moving), Err(Refusal::Moving));
}

/// Noise is what a JPEG takes most bytes for.
#[test]
fn the_copy_is_never_longer_than_a_file_may_be() {
    let mut chance = 1_u32;
    let noise = RgbImage::from_fn(SIDE_MAX, SIDE_MAX, |_, _| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([
            (chance >> 8) as u8,
            (chance >> 16) as u8,
            (chance >> 24) as u8,
        ])
    });
    let noise = DynamicImage::from(noise).to_rgb8();
    let taken = take(&file(&noise, ImageFormat::Png)).unwrap();
    assert!(taken.viewing.len() <= BYTES_MAX);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_and_none_of_them_are_a_photo(
        kind in 0..4_usize,
        rest in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let heads: [&[u8]; 4] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBP"];
        prop_assert!(take(&[heads[kind], &rest].concat()).is_err());
    }

    /// A photo with one byte changed is a photo or none; its copy says nothing but the picture.
    #[test]
    fn a_damaged_photo_never_makes_it_panic(at in 0..10_000_usize, to in any::<u8>(), format in 0..3_usize) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][format];
        let mut bytes = file(&scene(24, 24), format);
        let length = bytes.len();
        bytes[at % length] = to;
        if let Ok(taken) = take(&bytes) {
            says_nothing_but_the_picture(&taken);
        }
    }
}
