//! One module a table: its SQL, how its rows are read (by name), and their tests.

pub(crate) mod change;
pub(crate) mod decision;
pub(crate) mod named;
pub(crate) mod pack;
pub(crate) mod passage;
pub(crate) mod record;
pub(crate) mod setting;
pub(crate) mod tie;
