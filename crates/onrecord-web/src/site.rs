//! What every handler is handed: the record, and how this server presents it.

use crate::desk::Desk;
use crate::proxy::Proxies;
use crate::trouble::Trouble;
use onrecord_store::answering::letter::Letter;
use onrecord_store::answering::refused::Refused;
use onrecord_store::database::Database;
use onrecord_store::database::engine::Engine;
use onrecord_store::database::fault::Fault;
use onrecord_store::store::Store;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Readings at once: each holds a connection and a thread.
const READINGS: usize = 32;

/// How much of an article's text a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// The quotations, each with at most 25 words of the article on either side.
    Excerpts,
    /// All of it: for a house's own articles, or a server that only the house reaches.
    Whole,
}

/// How this server presents the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presentation {
    /// What links in feeds, cards and citations begin with: `https://record.example`, without a slash.
    pub address: String,
    /// How much of an article's text a page shows.
    pub texts: Texts,
    /// The servers before this one that are believed in who asks.
    pub proxies: Proxies,
}

/// One record as it is served.
#[derive(Debug, Clone)]
pub struct Site {
    store: Arc<Store>,
    readings: Arc<Semaphore>,
    presentation: Arc<Presentation>,
    desk: Arc<Desk>,
}

impl Site {
    /// The record in `store`, presented so; replies come in at `desk`.
    #[must_use]
    pub fn new(store: Arc<Store>, presentation: Presentation, desk: Desk) -> Site {
        let readings = Arc::new(Semaphore::new(READINGS));
        Site { store, readings, presentation: Arc::new(presentation), desk: Arc::new(desk) }
    }

    /// How it is presented.
    #[must_use]
    pub fn presentation(&self) -> &Presentation {
        &self.presentation
    }

    /// The same, to be taken to another thread.
    #[must_use]
    pub fn presentation_handle(&self) -> Arc<Presentation> {
        Arc::clone(&self.presentation)
    }

    /// Where replies come in.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The same, to be taken to another thread.
    #[must_use]
    pub fn desk_handle(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }

    /// Sends letters, on a thread that may wait for a mail server.
    pub async fn send(&self, letters: Vec<Letter>) {
        let desk = Arc::clone(&self.desk);
        if tokio::task::spawn_blocking(move || desk.send(&letters)).await.is_err() {
            crate::serving::log("the sending of a letter broke off");
        }
    }

    /// Reads in one transaction, on a thread that may wait.
    ///
    /// # Errors
    /// Those of `reading`.
    pub async fn read<T: Send + 'static>(
        &self,
        reading: impl FnOnce(&mut dyn Engine) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Trouble> {
        let store = Arc::clone(&self.store);
        Ok(self.waiting(move || store.database().read(reading)).await?)
    }

    /// Reads what may be refused.
    ///
    /// # Errors
    /// Those of `reading`.
    pub async fn try_read<T: Send + 'static>(
        &self,
        reading: impl FnOnce(&mut dyn Engine) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let store = Arc::clone(&self.store);
        self.waiting(move || store.database().read(reading)).await
    }

    /// Writes in one transaction, on a thread that may wait.
    ///
    /// # Errors
    /// Those of `writing`.
    pub async fn write<T: Send + 'static>(
        &self,
        writing: impl FnOnce(&mut dyn Engine) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let store = Arc::clone(&self.store);
        self.waiting(move || store.database().write(writing)).await
    }

    /// Works with the database itself, on a thread that may wait.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let store = Arc::clone(&self.store);
        self.waiting(move || work(store.database())).await
    }

    async fn waiting<T: Send + 'static, E: From<Fault> + Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let turn = self.readings.clone().acquire_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(turn);
            answer
        });
        let broken = |_| E::from(Fault::Content("a reading broke off".to_owned()));
        done.await.map_err(broken)?
    }
}
