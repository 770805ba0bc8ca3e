//! What a paragraph of an article is by its words alone: captions, credits, corrections, promotions,
//! related links, forms. A paragraph in, a [`Role`] out where the words say it. What only the place
//! says (title, byline, heading) is in `layout`.

use crate::document::block::Role;

/// Openings in lower case, the role they give, and the most bytes such a paragraph has: a sentence of
/// the story may open in the same way and is longer. Written from the furniture of 40 of the training
/// articles and from the default strings of WordPress.
const OPENINGS: &[(&str, Role, usize)] = &[
    ("leave a reply", Role::CommentForm, 80),
    ("leave a comment", Role::CommentForm, 80),
    ("leave a response", Role::CommentForm, 80),
    ("cancel reply", Role::CommentForm, 40),
    ("post a comment", Role::CommentForm, 80),
    ("post comment", Role::CommentForm, 40),
    ("add a comment", Role::CommentForm, 60),
    ("write a comment", Role::CommentForm, 60),
    ("your email address will not be published", Role::CommentForm, 160),
    ("your e-mail address will not be published", Role::CommentForm, 160),
    ("required fields are marked", Role::CommentForm, 80),
    ("save my name, email", Role::CommentForm, 160),
    ("notify me of", Role::CommentForm, 100),
    ("you must be logged in to post", Role::CommentForm, 100),
    ("log in to leave a comment", Role::CommentForm, 80),
    ("this site uses akismet", Role::CommentForm, 160),
    ("schreibe einen kommentar", Role::CommentForm, 80),
    ("deine e-mail-adresse wird nicht veröffentlicht", Role::CommentForm, 160),
    ("laisser un commentaire", Role::CommentForm, 80),
    ("deja una respuesta", Role::CommentForm, 80),
    ("read more:", Role::Related, 300),
    ("read more at", Role::Related, 160),
    ("read more about", Role::Related, 160),
    ("read more", Role::Related, 40),
    ("read also", Role::Related, 200),
    ("read next", Role::Related, 200),
    ("read the rest", Role::Related, 120),
    ("read the full", Role::Related, 160),
    ("also read", Role::Related, 200),
    ("also on ", Role::Related, 60),
    ("see also", Role::Related, 200),
    ("more:", Role::Related, 200),
    ("more from", Role::Related, 100),
    ("more on this", Role::Related, 100),
    ("more in ", Role::Related, 60),
    ("related:", Role::Related, 200),
    ("\"related:\"", Role::Related, 40),
    ("related stories", Role::Related, 60),
    ("related articles", Role::Related, 60),
    ("related content", Role::Related, 60),
    ("related topics", Role::Related, 120),
    ("related posts", Role::Related, 60),
    ("you may also like", Role::Related, 60),
    ("you might also like", Role::Related, 60),
    ("recommended for you", Role::Related, 60),
    ("don't miss:", Role::Related, 200),
    ("don’t miss:", Role::Related, 200),
    ("watch:", Role::Related, 200),
    ("watch the video above", Role::Related, 160),
    ("watch the video below", Role::Related, 160),
    ("watch the full video", Role::Related, 100),
    ("click here", Role::Related, 120),
    ("filed under", Role::Related, 120),
    ("tags:", Role::Related, 200),
    ("topics:", Role::Related, 200),
    ("sign up for", Role::Promotion, 200),
    ("sign up to", Role::Promotion, 200),
    ("sign up here", Role::Promotion, 120),
    ("subscribe to", Role::Promotion, 160),
    ("subscribe now", Role::Promotion, 120),
    ("subscribe here", Role::Promotion, 120),
    ("want to receive this in your inbox", Role::Promotion, 200),
    ("get the latest", Role::Promotion, 160),
    ("get our newsletter", Role::Promotion, 160),
    ("get breaking news", Role::Promotion, 160),
    ("download our app", Role::Promotion, 120),
    ("download the app", Role::Promotion, 120),
    ("like us on facebook", Role::Promotion, 120),
    ("follow us on", Role::Promotion, 120),
    ("find us on", Role::Promotion, 120),
    ("join the conversation", Role::Promotion, 120),
    ("support our journalism", Role::Promotion, 200),
    ("advertisement", Role::Promotion, 40),
    ("story continues below", Role::Promotion, 60),
    ("article continues below", Role::Promotion, 60),
    ("continue reading below", Role::Promotion, 60),
    ("send tips", Role::Promotion, 160),
    ("twitter: @", Role::Promotion, 60),
    ("this video is restricted", Role::Promotion, 120),
    ("we are sorry,this video", Role::Promotion, 120),
    ("we are sorry, this video", Role::Promotion, 120),
    ("for more video news from", Role::Promotion, 160),
    ("correction", Role::Correction, 40),
    ("correction:", Role::Correction, 1000),
    ("corrections:", Role::Correction, 1000),
    ("correction (", Role::Correction, 1000),
    ("clarification:", Role::Correction, 1000),
    ("editor's note", Role::Correction, 1000),
    ("editor’s note", Role::Correction, 1000),
    ("editors' note", Role::Correction, 1000),
    ("update:", Role::Correction, 1000),
    ("updated:", Role::Correction, 300),
    ("this story has been updated", Role::Correction, 400),
    ("this story has been corrected", Role::Correction, 400),
    ("this article has been updated", Role::Correction, 400),
    ("this article has been corrected", Role::Correction, 400),
    ("this article was updated", Role::Correction, 400),
    ("this article was amended", Role::Correction, 600),
    ("this post has been updated", Role::Correction, 400),
    ("this piece has been updated", Role::Correction, 400),
    ("an earlier version of", Role::Correction, 600),
    ("a previous version of", Role::Correction, 600),
    ("(reporting by", Role::Credit, 500),
    ("reporting by", Role::Credit, 300),
    ("additional reporting by", Role::Credit, 300),
    ("(additional reporting by", Role::Credit, 300),
    ("editing by", Role::Credit, 200),
    ("(editing by", Role::Credit, 200),
    ("(writing by", Role::Credit, 300),
    ("writing by", Role::Credit, 200),
    ("photo by", Role::Credit, 120),
    ("photos by", Role::Credit, 120),
    ("photo credit", Role::Credit, 160),
    ("image credit", Role::Credit, 160),
    ("photograph:", Role::Credit, 160),
    ("photo:", Role::Credit, 120),
    ("image:", Role::Credit, 120),
    ("contributing:", Role::Credit, 200),
    ("copyright ", Role::Credit, 250),
    ("© ", Role::Credit, 250),
    ("all rights reserved", Role::Credit, 200),
    ("h/t", Role::Credit, 60),
    ("(h/t", Role::Credit, 60),
    ("share this", Role::Navigation, 60),
    ("share on", Role::Navigation, 60),
    ("click to share", Role::Navigation, 100),
    ("skip to content", Role::Navigation, 60),
    ("skip to main content", Role::Navigation, 60),
    ("print this", Role::Navigation, 40),
];

/// Endings in lower case, without the last full stop, with their role and the most bytes.
const ENDINGS: &[(&str, Role, usize)] = &[
    ("contributed to this report", Role::Credit, 300),
    ("contributed to this story", Role::Credit, 300),
    ("contributed to this article", Role::Credit, 300),
    ("contributed reporting", Role::Credit, 300),
    ("via getty images", Role::Credit, 100),
    ("/getty images", Role::Credit, 100),
    ("/associated press", Role::Credit, 100),
    ("/ap photo", Role::Credit, 100),
    ("subscribe here", Role::Promotion, 250),
    ("all rights reserved", Role::Credit, 250),
];

/// Paragraphs that are nothing but one of these, without the last full stop.
const WHOLE: &[(&str, Role)] = &[
    ("getty", Role::Credit),
    ("getty images", Role::Credit),
    ("associated press", Role::Credit),
    ("reuters", Role::Credit),
    ("correction appended", Role::Correction),
    ("comments", Role::Comment),
    ("share", Role::Navigation),
    ("tweet", Role::Navigation),
    ("print", Role::Navigation),
    ("email", Role::Navigation),
    ("advertisement", Role::Promotion),
    ("ad", Role::Promotion),
];

/// Longest caption, in bytes. Captions of the news pages measured end below 700.
const LONGEST_CAPTION: usize = 800;

/// Marks of a picture's credit between brackets at a caption's end.
const CREDITS: &[&str] = &[
    "photo",
    "getty",
    "reuters/",
    "afp",
    "ap/",
    "/ap",
    "epa",
    "image",
    "credit",
    "courtesy",
    "picture",
    "foto",
    "screenshot",
    "screengrab",
    "shutterstock",
    "alamy",
];

/// The role that the words of a paragraph give; `None` for the story itself.
#[must_use]
pub fn role(words: &str) -> Option<Role> {
    // Emphasis of Markdown around the whole paragraph.
    let words = words.trim_matches(['*', '_', ' ']);
    let head: String = words.chars().take(60).flat_map(char::to_lowercase).collect();
    let len = words.len();
    let opening =
        OPENINGS.iter().find(|(opening, _, most)| len <= *most && head.starts_with(opening));
    if let Some((_, role, _)) = opening {
        return Some(*role);
    }
    if is_caption(words) {
        return Some(Role::Caption);
    }
    if is_style_sheet(words) {
        return Some(Role::Hidden);
    }
    if len > 300 {
        return None;
    }
    let lower = words.to_lowercase();
    let lower = lower.trim_end_matches(['.', ' ', ')']);
    let whole = WHOLE.iter().find(|(whole, _)| lower == *whole).map(|(_, role)| *role);
    let ending = || {
        ENDINGS
            .iter()
            .find(|(end, _, most)| len <= *most && lower.ends_with(end))
            .map(|(_, role, _)| *role)
    };
    let follow = || {
        let is_follow =
            lower.starts_with("follow ") && (lower.contains(" on twitter") || lower.contains('@'));
        (is_follow && len <= 160).then_some(Role::Promotion)
    };
    whole.or_else(ending).or_else(follow)
}

/// A paragraph that ends in a picture's credit, "(Photo: AGENCY/Name)".
fn is_caption(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ' ']);
    let Some((before, credit)) =
        words.strip_suffix([')', ']']).and_then(|w| w.rsplit_once(['(', '[']))
    else {
        return false;
    };
    let lower = credit.to_lowercase();
    words.len() <= LONGEST_CAPTION
        && credit.len() <= 120
        && !before.trim().is_empty()
        && CREDITS.iter().any(|mark| lower.contains(mark))
        && credit.contains(|c: char| c.is_uppercase())
        // "…, he said. (Editing by …)" and a sentence about a photo are story.
        && !before.trim_end().ends_with(['”', '"'])
}

/// Rules of a style sheet that a scraper took for text.
fn is_style_sheet(words: &str) -> bool {
    let n_words = words.split_whitespace().count();
    words == "}"
        || words.ends_with('{') && n_words <= 8
        || words.starts_with(['.', '#', '@']) && words.contains('{') && words.contains('}')
        || words.ends_with(';')
            && words.contains(": ")
            && n_words <= 5
            && words.starts_with(|c: char| c.is_ascii_lowercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use crate::document::block::Role;
    use crate::document::furniture::role;

    #[test]
    fn a_sentence_of_the_story_that_opens_like_furniture_stays_story() {
        for words in [
            "Subscribe to a theory of everything, he told the room on Tuesday evening, and you will find that \
             nothing is left to be explained by anybody who has not subscribed to it before you did.",
            "She took a photo of the harbour (a photo she lost), he said.",
            "“Read more,” she told them.",
            "Follow the money, he said.",
            "Comments like that were rare.",
        ] {
            assert_eq!(role(words), None, "{words}");
        }
    }

    #[test]
    fn furniture_is_known_by_its_words() {
        for (words, expected) in [
            ("Leave a Reply", Role::CommentForm),
            (
                "Your email address will not be published. Required fields are marked *",
                Role::CommentForm,
            ),
            ("The mayor at the gate.. (Photo: AGENCY/Jo Fern)", Role::Caption),
            ("Follow Jo Fern on Twitter @jofern.", Role::Promotion),
            ("(Reporting by Jo Fern; Editing by Ida Ost.)", Role::Credit),
            ("Jo Fern contributed to this report.", Role::Credit),
            ("READ MORE: The plant stays", Role::Related),
            ("CORRECTION APPENDED.", Role::Correction),
            (".image-wrap {", Role::Hidden),
        ] {
            assert_eq!(role(words), Some(expected), "{words}");
        }
    }
}
