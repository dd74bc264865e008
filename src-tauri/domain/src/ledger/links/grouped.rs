//! Items in groups, kept without an allocation a group: there may be a hundred thousand.

/// Items in groups, the groups one after another.
#[derive(Debug)]
pub(in crate::ledger) struct Grouped<T> {
    items: Vec<T>,
    starts: Vec<u32>,
}

impl<T: Copy> Grouped<T> {
    /// Groups items by a number below `groups`, keeping their order within a group.
    pub(in crate::ledger) fn new(groups: usize, items: &[T], group: impl Fn(&T) -> u32) -> Self {
        let mut starts = vec![0_u32; groups + 1];
        for item in items {
            starts[group(item) as usize + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut placed = items.to_vec();
        for item in items {
            let place = &mut next[group(item) as usize];
            placed[*place as usize] = *item;
            *place += 1;
        }
        Self { items: placed, starts }
    }

    /// The items of a group.
    pub(in crate::ledger) fn get(&self, group: u32) -> &[T] {
        &self.items[self.range(group as usize)]
    }

    /// Every item, group by group.
    pub(in crate::ledger) fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Every item, group by group.
    pub(in crate::ledger) fn items(&self) -> &[T] {
        &self.items
    }

    fn range(&self, group: usize) -> std::ops::Range<usize> {
        self.starts[group] as usize..self.starts[group + 1] as usize
    }

    /// How many groups there are.
    pub(in crate::ledger) fn groups(&self) -> usize {
        self.starts.len() - 1
    }

    /// Puts each group in order.
    pub(in crate::ledger) fn sort<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for group in 0..self.groups() {
            let range = self.range(group);
            self.items[range].sort_unstable_by_key(&key);
        }
    }

    /// Keeps the first of items that follow each other in a group and are alike.
    pub(in crate::ledger) fn dedup(&mut self, alike: impl Fn(&T, &T) -> bool) {
        let mut kept = Vec::with_capacity(self.items.len());
        for group in 0..self.groups() {
            let range = self.range(group);
            let start = kept.len();
            for item in &self.items[range] {
                if kept.len() == start || !alike(&kept[kept.len() - 1], item) {
                    kept.push(*item);
                }
            }
            self.starts[group] = start as u32;
        }
        let groups = self.groups();
        self.starts[groups] = kept.len() as u32;
        self.items = kept;
    }
}
