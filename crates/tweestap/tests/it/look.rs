//! How an organization looks: its logo, and where its people ask for help, on every page.

use accounts::looks::{self, Logo};
use world::World;
use world::text::HelpContact;

use crate::school::{ANNA, School};

const SVG: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>"#;

#[test]
fn the_logo_and_the_contact_are_on_every_page_of_the_organization_that_has_them() {
    let school = School::on_sqlite(&[]);
    let (organization, _) = school.account(ANNA);
    let moment = World::system().moment();
    school
        .program
        .store
        .write_now(move |t| {
            looks::set_logo(t, organization, Some(&Logo::parse(SVG.to_vec()).unwrap()), &moment)?;
            let contact = HelpContact::parse("help@school.example").unwrap();
            looks::set_contact(t, organization, Some(&contact))
        })
        .unwrap();
    let serving = school.serve();
    let mut browser = serving.browser();
    let link = r#"<a href="mailto:help@school.example">help@school.example</a>"#;
    for (path, times) in [("/sign-in", 1), ("/nowhere", 1), ("/help", 1), ("/help/administrator", 2)] {
        let page = browser.get(path);
        assert_eq!(page.body.matches(link).count(), times, "{path}: {}", page.body);
        assert!(!page.body.contains(r#"class="mark""#), "{path}");
    }
    let page = browser.get("/sign-in");
    let address = page.body.split('"').find(|part| part.starts_with("/assets/logo/")).unwrap().to_owned();
    let logo = browser.get(&address);
    assert_eq!((logo.status, logo.header("content-type")), (200, "image/svg+xml"));
    assert!(logo.header("cache-control").contains("immutable"));
    assert!(logo.header("content-security-policy").contains("default-src 'none'"), "nothing runs in it");
    assert_eq!(logo.body.as_bytes(), SVG);
    for other in ["/assets/logo/0000000000000000.svg", "/assets/logo/x", &address.replace(".svg", ".png")] {
        assert!(browser.get(other).is_problem_page("en"), "{other}");
    }
}
