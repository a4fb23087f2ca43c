//! Bytes in, a photo or a refusal out.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits, Rgb, RgbImage};

use crate::jpeg;
use crate::kind::Kind;

/// The longest file that is taken.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// The most points a picture has. Three bytes each, and twice as many again while a progressive JPEG is
/// read: one picture takes up to about 360 MB for as long as it is read.
pub const PIXELS_MAX: u64 = 40_000_000;
/// The longer side of the copy that people look at.
pub const SIDE_MAX: u32 = 2_048;
/// No side of a picture is longer.
const EDGE_MAX: u32 = 20_000;
/// What a decoder may ask for at once.
const ALLOCATED_MAX: u64 = 256 * 1024 * 1024;
/// At the first quality nobody sees a difference on a screen. The others are for pictures of nothing but
/// noise, whose copy must not be longer than a file may be.
const QUALITIES: [u8; 3] = [85, 60, 30];

/// A photo that was taken.
#[derive(Clone, PartialEq, Eq)]
pub struct Taken {
    /// Of which kind the file is.
    pub kind: Kind,
    /// How wide the picture is, as one looks at it.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// The copy that people look at: a JPEG, upright, at most [`SIDE_MAX`] long, and nothing but points.
    pub viewing: Vec<u8>,
}

/// A picture is nobody's business in a log.
impl std::fmt::Debug for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Taken({:?}, {}x{}, ..)",
            self.kind, self.width, self.height
        )
    }
}

/// Why bytes were not taken for a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// They begin like nothing that is taken.
    #[error("neither a JPEG, a PNG nor a WebP")]
    UnknownKind,
    /// They begin like a picture and are none, or half of one.
    #[error("no whole picture can be read")]
    Unreadable,
    /// It has too many points, or would take too much memory.
    #[error(
        "the picture has more than {PIXELS_MAX} points, a side over {EDGE_MAX}, or takes too much memory"
    )]
    TooLarge,
    /// It moves. People would look at the first of many pictures and take it for the whole.
    #[error("the picture moves")]
    Moving,
}

/// Takes a photo: finds out what it is, reads it within bounds, and draws the copy that people look at.
///
/// - `bytes`: a file as it came in; the caller bounds its length, by [`BYTES_MAX`].
///
/// # Errors
/// [`Refusal`] says why it is none. Any bytes may be handed in.
pub fn take(bytes: &[u8]) -> Result<Taken, Refusal> {
    let kind = Kind::of(bytes).ok_or(Refusal::UnknownKind)?;
    let file = Cursor::new(bytes);
    let picture = match kind {
        Kind::Jpeg if !jpeg::is_whole(bytes) => return Err(Refusal::Unreadable),
        Kind::Jpeg => read(JpegDecoder::new(file)),
        Kind::Png => {
            let decoder = read_in(PngDecoder::with_limits(file, limits()))?;
            if read_in(decoder.is_apng())? {
                return Err(Refusal::Moving);
            }
            read(Ok(decoder))
        }
        Kind::Webp => {
            let decoder = read_in(WebPDecoder::new(file))?;
            if decoder.has_animation() {
                return Err(Refusal::Moving);
            }
            read(Ok(decoder))
        }
    }?;
    let viewing = drawn(&picture.shown)?;
    Ok(Taken {
        kind,
        width: picture.width,
        height: picture.height,
        viewing,
    })
}

/// A picture made small and upright, and how large it was.
struct Read {
    shown: RgbImage,
    width: u32,
    height: u32,
}

fn read(decoder: ImageResult<impl ImageDecoder>) -> Result<Read, Refusal> {
    let mut decoder = read_in(decoder)?;
    let (width, height) = decoder.dimensions();
    let points = u64::from(width) * u64::from(height);
    let fits = width.max(height) <= EDGE_MAX && points <= PIXELS_MAX;
    if !fits || decoder.total_bytes() > ALLOCATED_MAX {
        return Err(Refusal::TooLarge);
    }
    read_in(decoder.set_limits(limits()))?;
    // A note about which side is up that cannot be read is no reason to lose the picture.
    let turned = decoder.orientation().ok();
    let picture = read_in(DynamicImage::from_decoder(decoder))?;
    let mut shown = match width.max(height) > SIDE_MAX {
        true => picture.thumbnail(SIDE_MAX, SIDE_MAX),
        false => picture,
    };
    let before = shown.width() >= shown.height();
    if let Some(turned) = turned {
        shown.apply_orientation(turned);
    }
    let lies = before != (shown.width() >= shown.height());
    let (width, height) = if lies {
        (height, width)
    } else {
        (width, height)
    };
    Ok(Read {
        shown: on_white(&shown),
        width,
        height,
    })
}

/// A JPEG has no transparency: what shows through shows white, as paper would.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u16::from);
        let over = |part: u16| ((part * alpha + 255 * (255 - alpha)) / 255) as u8;
        Rgb([over(red), over(green), over(blue)])
    })
}

/// Draws it from its points alone.
fn drawn(shown: &RgbImage) -> Result<Vec<u8>, Refusal> {
    for quality in QUALITIES {
        let mut viewing = vec![];
        let encoder = JpegEncoder::new_with_quality(&mut viewing, quality);
        read_in(shown.write_with_encoder(encoder))?;
        if viewing.len() <= BYTES_MAX {
            return Ok(viewing);
        }
    }
    Err(Refusal::TooLarge)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(EDGE_MAX);
    limits.max_image_height = Some(EDGE_MAX);
    limits.max_alloc = Some(ALLOCATED_MAX);
    limits
}

/// What the decoder says about a file is in its own words, which tell nobody what to do.
fn read_in<T>(read: ImageResult<T>) -> Result<T, Refusal> {
    read.map_err(|error| match error {
        image::ImageError::Limits(_) => Refusal::TooLarge,
        _ => Refusal::Unreadable,
    })
}
