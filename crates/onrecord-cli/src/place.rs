//! Which store a command works on: what is given, else what onrecord.toml names, else the folder
//! `onrecord-record` of the working directory.

use crate::configuration::Configuration;
use anyhow::Result;
use clap::Args;
use onrecord_store::store::{FOLDER, Store};
use std::path::PathBuf;

/// Where a store is.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// The store: a folder, or postgres://… [default: onrecord.toml's, else onrecord-record]
    #[arg(long, value_name = "FOLDER|URL", global = true)]
    store: Option<PathBuf>,
    /// The folder for the index and the captures of a store on a server
    #[arg(long, value_name = "FOLDER", global = true)]
    store_folder: Option<PathBuf>,
}

impl Place {
    /// Opens the store, and makes it where there is none.
    pub(crate) fn open_or_make(&self, configuration: &Configuration) -> Result<Store> {
        Ok(Store::open(&self.path(configuration), self.folder(configuration))?)
    }

    /// Opens the store that is there.
    pub(crate) fn open(&self, configuration: &Configuration) -> Result<Store> {
        Ok(Store::open_existing(&self.path(configuration), self.folder(configuration))?)
    }

    fn path(&self, configuration: &Configuration) -> PathBuf {
        let given = self.store.clone().or_else(|| configuration.store.clone());
        given.unwrap_or_else(|| PathBuf::from(FOLDER))
    }

    fn folder<'a>(&'a self, configuration: &'a Configuration) -> Option<&'a std::path::Path> {
        self.store_folder.as_deref().or(configuration.store_folder.as_deref())
    }
}
