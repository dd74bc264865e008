//! Properties of the three-way merge, over records of a few fields with a few values.

use std::collections::BTreeMap;

use entente_domain::RecordKind;
use proptest::prelude::*;
use serde_json::json;

use crate::{
    body::{self, Fields},
    merge::{Merged, Pending, merge},
    state::State,
};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn any_fields() -> impl Strategy<Value = Fields> {
    proptest::collection::btree_map(proptest::sample::select(&NAMES[..]), 0..3_u8, 0..=NAMES.len()).prop_map(|fields| {
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect()
    })
}

/// A record is there or not; mostly it is.
fn any_body() -> impl Strategy<Value = Option<Fields>> {
    proptest::option::weighted(0.85, any_fields())
}

fn state(body: &Option<Fields>, pack: &Option<Fields>) -> State {
    State {
        body: body.as_ref().map(body::from_fields),
        pack: pack.as_ref().map(body::from_fields),
    }
}

fn merged(from: &State, theirs: Option<&str>, pending: &Pending) -> Merged {
    merge("r", RecordKind::Event, from, theirs, pending).expect("the bodies are JSON")
}

fn fields(body: &Option<String>) -> Option<Fields> {
    body.as_ref()
        .map(|text| body::fields("r", text).expect("the body is JSON"))
}

/// What is undecided after a merge.
fn after(pending: &Pending, merged: &Merged) -> Pending {
    let mut left = pending.clone();
    left.retain(|field, _| !merged.settled.contains(field));
    left.extend(
        merged
            .conflicts
            .iter()
            .map(|conflict| (conflict.field.clone(), conflict.base.clone())),
    );
    left
}

proptest! {
    /// The whole rule, told once more in its plainest form.
    #[test]
    fn every_field_follows_whoever_changed_it_and_the_user_where_both_did(
        base in any_fields(), ours in any_fields(), theirs in any_fields(),
    ) {
        let from = state(&Some(ours.clone()), &Some(base.clone()));
        let theirs_text = body::from_fields(&theirs);
        let merged = merged(&from, Some(&theirs_text), &Pending::new());
        let result = fields(&merged.to.body).expect("the record stays");
        let conflicts: BTreeMap<_, _> = merged.conflicts.iter().map(|one| (one.field.as_str(), one)).collect();
        for name in NAMES {
            let (was, mine, packs) = (base.get(name), ours.get(name), theirs.get(name));
            let users_changed = mine != was;
            let pack_changed = packs != was;
            prop_assert_eq!(result.get(name), if users_changed { mine } else { packs }, "field {}", name);
            let to_decide = users_changed && pack_changed && mine != packs;
            prop_assert_eq!(conflicts.contains_key(name), to_decide, "field {}", name);
        }
        prop_assert_eq!(merged.to.pack.as_deref(), Some(theirs_text.as_str()), "the next pack is merged with this one");
    }

    #[test]
    fn the_same_pack_again_changes_nothing(ours in any_body(), base in any_body(), theirs in any_body()) {
        let theirs = theirs.as_ref().map(body::from_fields);
        let first = merged(&state(&ours, &base), theirs.as_deref(), &Pending::new());
        let again = merged(&first.to, theirs.as_deref(), &after(&Pending::new(), &first));
        prop_assert_eq!(&again.to, &first.to);
        prop_assert!(again.conflicts.is_empty() && again.settled.is_empty(), "nothing is raised or settled twice");
    }

    /// However many packs come, what the user wrote stays, and what is undecided is exactly what differs from a pack
    /// that has changed it.
    #[test]
    fn over_many_packs_the_users_words_are_never_lost(
        base in any_fields(), ours in any_fields(), packs in proptest::collection::vec(any_fields(), 1..6),
    ) {
        let mut now = state(&Some(ours.clone()), &Some(base.clone()));
        let mut pending = Pending::new();
        let changed_by_user: Vec<_> = NAMES.into_iter().filter(|name| ours.get(*name) != base.get(*name)).collect();
        // Once a pack says what the user says, the field is the pack's again.
        let mut users = changed_by_user;
        for theirs in &packs {
            let step = merged(&now, Some(&body::from_fields(theirs)), &pending);
            pending = after(&pending, &step);
            now = step.to;
            users.retain(|name| theirs.get(*name) != ours.get(*name));
            let result = fields(&now.body).expect("the record stays");
            for name in NAMES {
                let holds = if users.contains(&name) { ours.get(name) } else { theirs.get(name) };
                prop_assert_eq!(result.get(name), holds, "field {}", name);
                let undecided = users.contains(&name) && theirs.get(name) != base.get(name);
                prop_assert_eq!(pending.contains_key(name), undecided, "field {}", name);
            }
        }
    }

    #[test]
    fn a_user_who_touched_nothing_has_exactly_the_pack(base in any_body(), theirs in any_body()) {
        let theirs = theirs.as_ref().map(body::from_fields);
        let merged = merged(&state(&base, &base), theirs.as_deref(), &Pending::new());
        prop_assert_eq!(&merged.to.body, &theirs);
        prop_assert!(merged.conflicts.is_empty(), "there is nothing to decide");
    }

    /// What the user removed is not brought back, what he wrote is not taken away, without his word.
    #[test]
    fn presence_is_the_users_wherever_he_had_a_hand(ours in any_body(), base in any_body(), theirs in any_body()) {
        let from = state(&ours, &base);
        let theirs = theirs.as_ref().map(body::from_fields);
        let merged = merged(&from, theirs.as_deref(), &Pending::new());
        if from.is_users() {
            prop_assert_eq!(merged.to.body.is_some(), from.body.is_some());
        }
    }
}
