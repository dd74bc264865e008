//! Wholes before their parts, and the rings that make that impossible.

use std::collections::HashMap;

use super::{ClassNo, Edge, grouped::Grouped};

/// Every class after all its wholes.
///
/// # Errors
///
/// Classes that are part of each other, each of the next and the last of the first; the least stands first.
pub(super) fn wholes_first(parts: &Grouped<Edge>, wholes: &Grouped<Edge>) -> Result<Vec<ClassNo>, Vec<ClassNo>> {
    let count = parts.groups() as u32;
    let mut waiting: Vec<u32> = (0..count).map(|class| wholes.get(class).len() as u32).collect();
    let mut order: Vec<ClassNo> = (0..count).filter(|class| waiting[*class as usize] == 0).collect();
    let mut next = 0;
    while let Some(&class) = order.get(next) {
        next += 1;
        for edge in parts.get(class) {
            let left = &mut waiting[edge.part as usize];
            *left -= 1;
            if *left == 0 {
                order.push(edge.part);
            }
        }
    }
    match waiting.iter().position(|left| *left > 0) {
        None => Ok(order),
        Some(class) => Err(ring_above(class as u32, &waiting, wholes)),
    }
}

/// The ring that one comes to from a class that waits for a whole, up through wholes that wait themselves.
fn ring_above(class: ClassNo, waiting: &[u32], wholes: &Grouped<Edge>) -> Vec<ClassNo> {
    let up = |class: ClassNo| {
        let waits = |edge: &&Edge| waiting[edge.whole as usize] > 0;
        wholes
            .get(class)
            .iter()
            .find(waits)
            .expect("a class that waits has a whole that waits")
            .whole
    };
    let mut seen_at = HashMap::new();
    let mut path = vec![class];
    let ring = loop {
        let last = path[path.len() - 1];
        if let Some(start) = seen_at.insert(last, path.len() - 1) {
            break &path[start..path.len() - 1];
        }
        path.push(up(last));
    };
    let first = ring
        .iter()
        .enumerate()
        .min_by_key(|(_, class)| **class)
        .map_or(0, |(place, _)| place);
    ring[first..].iter().chain(&ring[..first]).copied().collect()
}
