//! Which browser and system a request says it comes from: for people to recognize, never to decide by.

/// Browser and system, as `Firefox on Windows`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    browser: &'static str,
    system: &'static str,
}

/// A sign in the user agent and what it stands for; the first that is found counts, as most browsers also name others.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

impl Agent {
    /// Reads a `User-Agent` header; only its first 512 bytes are looked at.
    pub fn parse(header: &str) -> Self {
        let mut end = header.len().min(512);
        while !header.is_char_boundary(end) {
            end -= 1;
        }
        let find = |signs: &[(&str, &'static str)]| {
            signs.iter().find(|(sign, _)| header[..end].contains(sign)).map_or("", |(_, name)| name)
        };
        Self { browser: find(BROWSERS), system: find(SYSTEMS) }
    }
}

impl std::fmt::Display for Agent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.browser, self.system) {
            ("", "") => Ok(()),
            (browser, "") => f.write_str(browser),
            ("", system) => f.write_str(system),
            (browser, system) => write!(f, "{browser}, {system}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn browsers_that_name_others_are_told_apart() {
        let agent = |header| Agent::parse(header).to_string();
        assert_eq!(
            agent(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
            ),
            "Edge, Windows"
        );
        assert_eq!(
            agent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox, Linux"
        );
        assert_eq!(
            agent(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"
            ),
            "Safari, iPhone"
        );
        assert_eq!(agent(""), "");
    }

    proptest! {
        #[test]
        fn any_header_is_survived(header in ".{0,700}") {
            let _ = Agent::parse(&header);
        }
    }
}
