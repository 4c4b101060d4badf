//! The verification methods, one folder each. Adding one is adding its folder, its texts and its line in [`METHODS`].

pub mod app_code;

use verification::Methods;

/// Every method, strongest first.
pub const METHODS: Methods = Methods::new(&[&app_code::AppCode]);

web::text_files!(TextFolder);

/// The texts of all methods.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("methods");

#[cfg(test)]
mod tests;
