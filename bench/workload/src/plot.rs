//! The figures of all tools as one picture: recall by kind, a dot a tool, and by length, a line a tool.

use crate::table::{LENGTHS, Tool, kinds};
use std::fmt::Write;

/// Colours that stay apart in print and for most eyes (Okabe and Ito 2008), and a sign for each.
const COLOURS: [&str; 7] =
    ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
const LEFT: f64 = 210.0;
const WIDTH: f64 = 430.0;
const ROW: f64 = 17.0;
const TOP: f64 = 70.0;

/// The picture as SVG.
pub fn svg(tools: &[Tool]) -> String {
    let Some(first) = tools.first() else { return String::new() };
    let kinds = kinds(first);
    let bottom = TOP + ROW * kinds.len() as f64;
    let height = bottom + 250.0;
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 {height:.0}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">Share of quotations whose first place is right, by kind of alteration and by length</title>\n<rect width=\"700\" height=\"{height:.0}\" fill=\"#fff\"/>"
    );
    for (at, tool) in tools.iter().enumerate() {
        let (x, y) = (20.0 + 225.0 * (at % 3) as f64, 20.0 + 18.0 * (at / 3) as f64);
        let _ = writeln!(
            svg,
            "{}<text x=\"{:.0}\" y=\"{:.0}\">{}</text>",
            sign(at, x, y),
            x + 10.0,
            y + 4.0,
            escaped(&tool.name)
        );
    }
    for tick in (0..=100).step_by(20) {
        let x = across(f64::from(tick));
        let _ = writeln!(
            svg,
            "<line x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{bottom:.1}\" stroke=\"#ddd\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{tick}</text>",
            TOP - 6.0,
            bottom + 14.0
        );
    }
    for (n, kind) in kinds.iter().enumerate() {
        let y = TOP + ROW * n as f64 + 6.0;
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 10.0,
            y + 4.0,
            escaped(kind)
        );
        // The first tool is drawn last, on top.
        for (at, tool) in tools.iter().enumerate().rev() {
            if let Some(figure) = tool.recall(kind) {
                svg.push_str(&sign(at, across(figure), y));
                svg.push('\n');
            }
        }
    }
    by_length(&mut svg, tools, bottom + 60.0);
    svg.push_str("</svg>\n");
    svg
}

fn by_length(svg: &mut String, tools: &[Tool], top: f64) {
    let down = |figure: f64| top + 140.0 - 1.3 * figure;
    let x = |n: usize| LEFT + WIDTH * (n as f64 + 0.5) / LENGTHS.len() as f64;
    for tick in (0..=100).step_by(20) {
        let y = down(f64::from(tick));
        let _ = writeln!(
            svg,
            "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.0}\" y2=\"{y:.1}\" stroke=\"#ddd\"/><text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{tick}</text>",
            LEFT + WIDTH,
            LEFT - 10.0,
            y + 4.0
        );
    }
    for (n, (_, _, name)) in LENGTHS.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{name} words</text>",
            x(n),
            top + 158.0
        );
    }
    for (at, tool) in tools.iter().enumerate().rev() {
        let points: Vec<(f64, f64)> = LENGTHS
            .iter()
            .enumerate()
            .filter_map(|(n, (low, high, _))| {
                Some((x(n), down(tool.recall_by_length(*low, *high)?)))
            })
            .collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\"/>",
            path.join(" "),
            COLOURS[at % COLOURS.len()]
        );
        for (x, y) in points {
            svg.push_str(&sign(at, x, y));
            svg.push('\n');
        }
    }
}

fn across(figure: f64) -> f64 {
    LEFT + WIDTH * figure / 100.0
}

fn sign(at: usize, x: f64, y: f64) -> String {
    let colour = COLOURS[at % COLOURS.len()];
    match at % 3 {
        0 => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>"),
        1 => format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"7\" height=\"7\" fill=\"{colour}\"/>",
            x - 3.5,
            y - 3.5
        ),
        _ => format!("<path d=\"M{x:.1} {:.1}l4.5 8h-9z\" fill=\"{colour}\"/>", y - 5.0),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
