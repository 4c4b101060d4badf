//! What a page may do beyond what all pages may: it is put on the response, and [`crate::Visit::finish`] sets the headers by it.

/// What a response may do beyond others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Openness {
    /// Its scripts may ask for the camera.
    pub camera: bool,
    /// Pages of ours may show it in a frame.
    pub framed: bool,
    /// It may show pages of ours in a frame.
    pub frames: bool,
}

/// Nothing inline, nothing from elsewhere. Images may be `data:`, for QR codes that no other address should show.
macro_rules! policy {
    ($ancestors:literal, $frames:literal) => {
        concat!(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; ",
            "form-action 'self'; frame-ancestors ",
            $ancestors,
            "; frame-src ",
            $frames,
            "; base-uri 'none'; manifest-src 'self'"
        )
    };
}

impl Openness {
    /// The `Content-Security-Policy`.
    pub(crate) const fn policy(self) -> &'static str {
        match (self.framed, self.frames) {
            (false, false) => policy!("'none'", "'none'"),
            (true, false) => policy!("'self'", "'none'"),
            (false, true) => policy!("'none'", "'self'"),
            (true, true) => policy!("'self'", "'self'"),
        }
    }

    /// The `Permissions-Policy`.
    pub(crate) const fn permissions(self) -> &'static str {
        if self.camera {
            "camera=(self), microphone=(), geolocation=()"
        } else {
            "camera=(), microphone=(), geolocation=()"
        }
    }

    /// The `X-Frame-Options`.
    pub(crate) const fn framing(self) -> &'static str {
        if self.framed { "SAMEORIGIN" } else { "DENY" }
    }
}
