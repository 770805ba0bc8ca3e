//! What the right of reply needs beside the record: the house's settings, the guard at the door, and the way
//! out for letters.

use onrecord_store::answering::guard::Guard;
use onrecord_store::answering::letter::Letter;
use onrecord_store::answering::settings::Settings;
use onrecord_store::machine::chance;
use std::fmt;

/// Sends one letter; an error says why it did not go.
pub type Post = Box<dyn Fn(&Letter) -> Result<(), String> + Send + Sync>;

/// Sends again what did not go; a line for the operator where there is something to say.
pub type Again = Box<dyn Fn() -> Option<String> + Send + Sync>;

/// The desk where replies come in.
pub struct Desk {
    /// How the house takes replies.
    pub settings: Settings,
    /// By which the forms of this server are known again; another one each time that it starts.
    pub secret: [u8; 32],
    /// How often each network was heard of.
    pub guard: Guard,
    post: Post,
    again: Again,
}

impl Desk {
    /// A desk with these settings, whose letters go out by `post`, and by `again` where they did not go at once.
    #[must_use]
    pub fn new(settings: Settings, post: Post, again: Again) -> Desk {
        Desk { settings, secret: chance(), guard: Guard::default(), post, again }
    }

    /// Sends again the letters that did not go, each when its time has come.
    pub fn send_again(&self) {
        if let Some(line) = (self.again)() {
            crate::serving::log(&line);
        }
    }

    /// Sends `letters`. What cannot be sent is told to the operator, without the address.
    pub fn send(&self, letters: &[Letter]) {
        for letter in letters {
            if let Err(reason) = (self.post)(letter) {
                crate::serving::log(&format!(
                    "a letter on reply {} did not go: {reason}",
                    letter.reply
                ));
            }
        }
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("settings", &self.settings).finish_non_exhaustive()
    }
}
