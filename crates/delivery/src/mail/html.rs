//! A mail as HTML: plain paragraphs, readable on paper, on a phone and in the dark, without anything that must be fetched.

use std::fmt::Write;

use super::Mail;

/// The mail as a page.
pub fn page(mail: &Mail) -> String {
    let language = mail.language().map(|code| format!(" lang=\"{}\"", escaped(code))).unwrap_or_default();
    let mut page = format!(
        "<!doctype html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n</head>\n\
         <body style=\"margin:0;padding:24px 16px;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif\">\n\
         <div style=\"max-width:36em;margin:0 auto\">\n",
        escaped(mail.subject())
    );
    for paragraph in paragraphs(&mail.text) {
        let lines: Vec<_> = paragraph.iter().map(|line| linked(line, &mail.links)).collect();
        let _ = writeln!(page, "<p style=\"margin:0 0 16px\">{}</p>", lines.join("<br>\n"));
    }
    page + "</div>\n</body>\n</html>\n"
}

/// The lines of each paragraph; an empty line ends one.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let paragraphs = lines.split(|line| line.is_empty());
    paragraphs.filter(|lines| !lines.is_empty()).map(<[_]>::to_vec).collect()
}

/// A line in which the addresses of the mail's links can be followed.
fn linked(line: &str, links: &[String]) -> String {
    let (mut html, mut rest) = (String::new(), line);
    // The first in the line, and of several that begin there the longest.
    let next = |rest: &str| {
        let found = links.iter().filter_map(|link| rest.find(link.as_str()).map(|at| (at, link.as_str())));
        found.min_by_key(|(at, link)| (*at, std::cmp::Reverse(link.len())))
    };
    while let Some((at, link)) = next(rest) {
        let _ = write!(
            html,
            "{}<a href=\"{address}\" style=\"overflow-wrap:anywhere\">{address}</a>",
            escaped(&rest[..at]),
            address = escaped(link)
        );
        rest = &rest[at + link.len()..];
    }
    html + &escaped(rest)
}

/// A text inside an element or a quoted attribute. Control characters have no place in HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use world::Language;
    use world::text::MailAddress;

    use super::*;

    fn mail(subject: &str, text: &str) -> Mail {
        let to = MailAddress::parse("anna@demo.example").unwrap();
        Mail::new(&to, subject, text.to_owned()).in_language(Language::DUTCH)
    }

    #[test]
    fn paragraphs_lines_and_links_become_html() {
        let link = "https://zuid.example/not-me#abc&d".to_owned();
        let text = "Beste Anna,\n\nEén <regel>:\nhttps://zuid.example/not-me#abc&d\nOf open https://zuid.example/not-me. \n\n\nhttps://evil.example\n";
        let mail =
            mail("Dit & dat", text).with_link("https://zuid.example/not-me".to_owned()).with_link(link);
        let html = mail.html();
        for part in [
            "<html lang=\"nl\">",
            "<title>Dit &amp; dat</title>",
            "<p style=\"margin:0 0 16px\">Beste Anna,</p>\n",
            "Eén &lt;regel&gt;:<br>\n<a href=\"https://zuid.example/not-me#abc&amp;d\" style",
            ">https://zuid.example/not-me#abc&amp;d</a><br>\nOf open <a href=\"https://zuid.example/not-me\" style",
            ">https://zuid.example/not-me</a>.</p>",
            "<p style=\"margin:0 0 16px\">https://evil.example</p>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert_eq!(html.matches("<p ").count(), 3);
    }

    #[test]
    fn what_is_no_address_of_a_page_is_no_link() {
        let mail = mail("", "javascript:alert(1)").with_link("javascript:alert(1)".to_owned());
        assert!(!mail.html().contains("<a "));
    }

    /// What stands between the tags, as a browser shows it.
    fn shown(html: &str) -> String {
        let (_, body) = html.split_once("<body").unwrap();
        let parts = body.split('<').skip(1).filter_map(|part| part.split_once('>'));
        let text: String = parts.map(|(_, text)| text).collect();
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        signs.iter().fold(text, |text, (name, sign)| text.replace(name, sign))
    }

    proptest! {
        #[test]
        fn html_shows_what_the_text_says_and_has_no_other_tags(
            subject in "[a-z<>&\"']{0,20}",
            text in "([a-z<>&\"'é:/.]|\n|https://a\\.example/\\?b=1&c=2|<script>|</p>){0,40}",
        ) {
            let mail = mail(&subject, &text)
                .with_link("https://a.example/".to_owned())
                .with_link("https://a.example/?b=1&c=2".to_owned());
            let html = mail.html();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&shown(&html)), bare(&text));
            let tags = ["html", "head", "meta", "title", "body", "div", "p", "br", "a", "!doctype"];
            for tag in html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(|c| c.is_alphabetic() || *c == '!').collect();
                prop_assert!(tags.contains(&name.as_str()), "{}", tag);
            }
            prop_assert!(!html.contains("src=") && !html.contains("url("));
        }
    }
}
