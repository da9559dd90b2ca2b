//! Pages that need nothing else: no script, no picture, no address. They can be mailed, printed and kept.

use caudal_engine::policy::Language;

/// The one style of all pages. Colours carry nothing that the words do not say.
const STYLE: &str = "\
body{font:16px/1.5 Georgia,serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}\
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}\
th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top}\
th{background:#f2f2f2}td,dd{overflow-wrap:anywhere}\
.quiet{color:#555;font-size:.85rem}.was{background:#fdf0ef}.is{background:#eff8f0}\
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr,li{break-inside:avoid}}";

/// A page under construction.
pub(crate) struct Page {
    title: String,
    language: Language,
    body: String,
}

impl Page {
    /// A page that begins with its title.
    pub(crate) fn new(title: &str, language: Language) -> Self {
        let body = format!("<h1>{}</h1>\n", escaped(title));
        Self {
            title: title.to_owned(),
            language,
            body,
        }
    }

    /// A section's head.
    pub(crate) fn heading(&mut self, text: &str) {
        self.line(&format!("<h2>{}</h2>", escaped(text)));
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.line(&format!("<p>{}</p>", escaped(text)));
    }

    /// A paragraph to be looked up, not to be read first.
    pub(crate) fn note(&mut self, text: &str) {
        self.line(&format!("<p class=\"quiet\">{}</p>", escaped(text)));
    }

    /// A list; nothing if it is empty.
    pub(crate) fn list(&mut self, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.line("<ul>");
        for item in items {
            self.line(&format!("<li>{}</li>", escaped(item)));
        }
        self.line("</ul>");
    }

    /// A numbered list; the lines after an item's first stand under it.
    pub(crate) fn numbered(&mut self, items: &[Vec<String>]) {
        self.line("<ol>");
        for lines in items {
            let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
            self.line(&format!("<li>{}</li>", lines.join("<br>")));
        }
        self.line("</ol>");
    }

    /// A table's header; its rows follow, then [`end_table`](Self::end_table).
    pub(crate) fn begin_table(&mut self, header: &[&str]) {
        self.line("<table>");
        if !header.is_empty() {
            let cells = header
                .iter()
                .map(|cell| format!("<th>{}</th>", escaped(cell)));
            self.line(&format!("<tr>{}</tr>", cells.collect::<String>()));
        }
    }

    /// A row of cells, each with the class that it is shown in; `""` for none.
    pub(crate) fn row(&mut self, cells: &[(&str, &str)]) {
        let cells = cells.iter().map(|(class, cell)| match *class {
            "" => format!("<td>{}</td>", escaped(cell)),
            class => format!("<td class=\"{class}\">{}</td>", escaped(cell)),
        });
        self.line(&format!("<tr>{}</tr>", cells.collect::<String>()));
    }

    /// Ends a table.
    pub(crate) fn end_table(&mut self) {
        self.line("</table>");
    }

    /// The page's text.
    pub(crate) fn finish(self) -> String {
        let lang = match self.language {
            Language::Spanish => "es",
            Language::English => "en",
        };
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
            escaped(&self.title),
            self.body
        )
    }

    fn line(&mut self, text: &str) {
        self.body.push_str(text);
        self.body.push('\n');
    }
}

/// Text in which nothing is a tag.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            steers if steers.is_control() && steers != '\n' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Language, Page};

    #[test]
    fn what_was_read_cannot_write_the_page() {
        let hostile = "<script>alert(\"&'\")</script>\u{1b}[2J";
        let mut page = Page::new(hostile, Language::Spanish);
        page.heading(hostile);
        page.paragraph(hostile);
        page.note(hostile);
        page.list(&[hostile.to_owned()]);
        page.numbered(&[vec![hostile.to_owned()]]);
        page.begin_table(&[hostile]);
        page.row(&[("", hostile), ("was", hostile)]);
        page.end_table();
        let page = page.finish();
        assert!(
            !page.contains("<script") && !page.contains('\u{1b}'),
            "{page}"
        );
        assert_eq!(page.matches("&lt;script&gt;").count(), 10);
    }
}
