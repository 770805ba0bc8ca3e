//! A statement with two reports, by invented people: what replies are given to in these tests.

use onrecord_store::answering::refused::Refused;
use onrecord_store::database::engine::Engine;
use onrecord_store::values;
use onrecord_store::vault::{self, Kind};

/// Writes the story.
pub(crate) fn told(engine: &mut dyn Engine) -> Result<(), Refused> {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let subject = vault::new_subject(engine, Kind::Person, at)?;
    engine.execute(
        "INSERT INTO person (id, name, subject) VALUES ('p1', 'Ada Moreau', $1)",
        values![subject],
    )?;
    engine.script(
        "INSERT INTO outlet (id, name, domain) VALUES
             ('o1', 'Salter Courier', 'salter.example'), ('o2', 'Harbour Post', NULL);
         INSERT INTO document (id, kind, name, outlet, latest) VALUES
             ('d1', 'article', 'one.html', 'o1', 1), ('d2', 'article', 'two.html', 'o2', 1);
         INSERT INTO statement (id, words, person, speaker, shown, changed) VALUES
             ('s1', 'we will close the old harbour', 'p1', 'Ada Moreau', '', 0);
         INSERT INTO finding (id, document, version, ordinal, statement, kind, words, starts, ends,
                              person, speaker, fidelity, level, policy, body, hash) VALUES
             ('f1', 'd1', 1, 0, 's1', 'direct', 'close the harbour', 0, 9, 'p1', 'Ada Moreau',
              'unmarked-edit', 'error', 'verbatim', '{}', ''),
             ('f2', 'd2', 1, 0, 's1', 'direct', 'the harbour', 0, 9, 'p1', 'Moreau',
              'unmarked-edit', 'error', 'verbatim', '{}', '')",
    )?;
    Ok(())
}
