//! A table of figures.

/// Figures of one kind, with what was measured beside them in the same run.
pub struct Table {
    title: &'static str,
    parameters: String,
    rows: Vec<[String; 4]>,
}

impl Table {
    /// An empty one.
    pub fn new(title: &'static str, parameters: String) -> Self {
        Self { title, parameters, rows: Vec::new() }
    }

    /// A figure, what it is held against, their ratio, and what it must be.
    pub fn row(&mut self, figure: String, against: String, ratio: Option<f64>, goal: &str) {
        let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.3}"));
        self.rows.push([figure, against, ratio, goal.to_owned()]);
    }

    /// Prints it as Markdown.
    #[expect(clippy::print_stdout, reason = "the tables are what this program is for")]
    pub fn print(&self) {
        println!("\n## {}\n\n{}\n", self.title, self.parameters);
        println!("| measured | beside it, in the same run | ratio | goal |\n|---|---|---|---|");
        for [figure, against, ratio, goal] in &self.rows {
            println!("| {figure} | {against} | {ratio} | {goal} |");
        }
    }
}
