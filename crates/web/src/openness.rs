//! What a page may do beyond what all pages may: it is put on the response, and [`crate::Visit::finish`] sets the headers by it.

/// What a response may do beyond others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Openness {
    /// Its scripts may ask for the camera.
    pub camera: bool,
    /// Pages of ours may show it in a frame.
    pub framed: bool,
}

impl Openness {
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
