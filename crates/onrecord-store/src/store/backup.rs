//! A copy of a store that can be opened in its place. A store and an empty folder in, the copy out.

use crate::database::Location;
use crate::database::fault::Fault;
use crate::database::sqlite::Sqlite;
use crate::error::Error;
use crate::store::{FILE, Store};
use rusqlite::backup::Backup;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Pages that are copied before others may write.
const PAGES: i32 = 4096;

impl Store {
    /// Copies the store to the folder `to`, which is made and must be empty; others may read and write
    /// meanwhile. The index is left out: the copy makes its own.
    ///
    /// # Errors
    /// Where the folder is not empty or cannot be written, and for a store on a server, whose own tools
    /// copy it whole.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        let Location::File(from) = self.database().location() else {
            let said = "a store on a server is copied by the server's own pg_dump and pg_restore; copy the \
                        folder captures beside it";
            return Err(Fault::Content(said.to_owned()).into());
        };
        let failed = |source| Error::Write { path: to.to_owned(), source };
        fs::create_dir_all(to).map_err(failed)?;
        if fs::read_dir(to).map_err(failed)?.next().is_some() {
            return Err(Error::NotEmpty { path: to.to_owned() });
        }
        let captures = self.captures_folder();
        if captures.is_dir() {
            fs::create_dir_all(to.join("captures")).map_err(failed)?;
            for entry in fs::read_dir(&captures).map_err(failed)?.flatten() {
                let copy = to.join("captures").join(entry.file_name());
                // A capture never changes: on the same disk one copy of its bytes is enough.
                if fs::hard_link(entry.path(), &copy).is_err() {
                    fs::copy(entry.path(), &copy).map_err(failed)?;
                }
            }
        }
        for entry in fs::read_dir(self.folder()).map_err(failed)?.flatten() {
            let is_key = entry.path().extension().is_some_and(|ending| ending == "key");
            if is_key {
                fs::copy(entry.path(), to.join(entry.file_name())).map_err(failed)?;
            }
        }
        // Last: a folder with the tables is a store.
        let from = Sqlite::open(from)?;
        let mut copy = rusqlite::Connection::open(to.join(FILE)).map_err(Fault::from)?;
        let backup = Backup::new(from.connection(), &mut copy).map_err(Fault::from)?;
        backup.run_to_completion(PAGES, Duration::ZERO, None).map_err(Fault::from)?;
        Ok(())
    }
}
