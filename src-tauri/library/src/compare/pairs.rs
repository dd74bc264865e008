//! Which clause answers to which: first those that are word for word the same but for their number, then those of the same
//! article that are alike, then those that are alike wherever they stand, then what is left of the same article.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::clauses::Clause;

/// Clauses of one article are taken for each other from this likeness on; any two clauses from that.
const IN_ONE_ARTICLE: f64 = 0.3;
const ANYWHERE: f64 = 0.5;
/// So many of a clause's rarest words tell which others it may belong to, each by so many clauses at most.
const RAREST: usize = 8;
const COMMON: usize = 100;

/// The clauses by number: pairs, and those that stand alone, in the order of the first text. What only the second has
/// follows what it follows there.
pub(super) fn pairs(left: &[Clause], right: &[Clause]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut found = Found {
        right_of: vec![None; left.len()],
        left_of: vec![None; right.len()],
    };
    // Of several that are the same, those of the same article come first.
    let words_there = |clause: &Clause| Some((clause.article.clone(), words(clause.words())));
    found.take_in_order(left, right, words_there);
    found.take_in_order(left, right, |clause| Some(words(clause.words())));
    let mut numbers = BTreeMap::new();
    let bags = (bags(left, &mut numbers), bags(right, &mut numbers));
    let near = found.sharing_a_word(&bags.0, &bags.1);
    let like = |&(one, other): &(usize, usize)| likeness(&bags.0[one], &bags.1[other]);
    let in_one = |&(one, other): &(usize, usize)| {
        let article = left[one].article.as_ref();
        article.is_some() && article == right[other].article.as_ref()
    };
    found.take_likest(near.iter().copied().filter(in_one), &like, IN_ONE_ARTICLE);
    found.take_likest(near.iter().copied(), &like, ANYWHERE);
    found.take_in_order(left, right, |clause| clause.article.clone());
    if left.len() == 1 && right.len() == 1 {
        // Whoever names two single clauses means these two, however unlike.
        found.take(0, 0);
    }
    found.in_order()
}

/// What has been paired so far.
struct Found {
    right_of: Vec<Option<usize>>,
    left_of: Vec<Option<usize>>,
}

impl Found {
    fn take(&mut self, one: usize, other: usize) {
        if self.right_of[one].is_none() && self.left_of[other].is_none() {
            self.right_of[one] = Some(other);
            self.left_of[other] = Some(one);
        }
    }

    /// Of those with the same key, the first with the first, the second with the second.
    fn take_in_order<K: Ord>(&mut self, left: &[Clause], right: &[Clause], key: impl Fn(&Clause) -> Option<K>) {
        let mut others: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (other, clause) in right.iter().enumerate().filter(|(at, _)| self.left_of[*at].is_none()) {
            if let Some(key) = key(clause) {
                others.entry(key).or_default().push_back(other);
            }
        }
        for (one, clause) in left.iter().enumerate() {
            if self.right_of[one].is_some() {
                continue;
            }
            let waiting = key(clause).and_then(|key| others.get_mut(&key));
            if let Some(other) = waiting.and_then(VecDeque::pop_front) {
                self.take(one, other);
            }
        }
    }

    /// The likest first; of the equally like, those nearest to each other in their texts.
    fn take_likest(
        &mut self,
        pairs: impl IntoIterator<Item = (usize, usize)>,
        like: &dyn Fn(&(usize, usize)) -> f64,
        least: f64,
    ) {
        let free = |&(one, other): &(usize, usize)| self.right_of[one].is_none() && self.left_of[other].is_none();
        let pairs = pairs.into_iter().filter(free).map(|pair| (like(&pair), pair));
        let mut rated: Vec<(f64, (usize, usize))> = pairs.filter(|(like, _)| *like >= least).collect();
        rated.sort_by(|(one, a), (other, b)| {
            let apart = |pair: &(usize, usize)| pair.0.abs_diff(pair.1);
            other.total_cmp(one).then_with(|| (apart(a), a).cmp(&(apart(b), b)))
        });
        for (_, (one, other)) in rated {
            self.take(one, other);
        }
    }

    /// Pairs worth rating: those still free that share one of a clause's rarest words.
    fn sharing_a_word(&self, left: &[Bag], right: &[Bag]) -> BTreeSet<(usize, usize)> {
        let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (other, bag) in right.iter().enumerate().filter(|(at, _)| self.left_of[*at].is_none()) {
            for (word, _) in bag {
                places.entry(*word).or_default().push(other);
            }
        }
        let mut pairs = BTreeSet::new();
        for (one, bag) in left.iter().enumerate().filter(|(at, _)| self.right_of[*at].is_none()) {
            let mut telling: Vec<&Vec<usize>> = bag.iter().filter_map(|(word, _)| places.get(word)).collect();
            telling.sort_by_key(|places| places.len());
            for places in telling.into_iter().take(RAREST) {
                pairs.extend(places.iter().take(COMMON).map(|other| (one, *other)));
            }
        }
        pairs
    }

    fn in_order(self) -> Vec<(Option<usize>, Option<usize>)> {
        // What only the second text has stands behind the pair that comes before it there.
        let mut behind: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let mut before = None;
        for (other, one) in self.left_of.iter().enumerate() {
            match one {
                Some(one) => before = Some(*one),
                None => behind.entry(before).or_default().push(other),
            }
        }
        let mut follow = |one: Option<usize>| {
            let alone = behind.remove(&one).unwrap_or_default();
            alone.into_iter().map(|other| (None, Some(other)))
        };
        let mut order: Vec<_> = follow(None).collect();
        for (one, other) in self.right_of.iter().enumerate() {
            order.push((Some(one), *other));
            order.extend(follow(Some(one)));
        }
        order
    }
}

/// The words of a clause by number, and how often each stands there.
type Bag = Vec<(u32, usize)>;

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn bags(clauses: &[Clause], numbers: &mut BTreeMap<String, u32>) -> Vec<Bag> {
    let bag = |clause: &Clause| {
        let mut bag: BTreeMap<u32, usize> = BTreeMap::new();
        for word in words(clause.words()) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *bag.entry(*numbers.entry(word).or_insert(next)).or_default() += 1;
        }
        bag.into_iter().collect()
    };
    clauses.iter().map(bag).collect()
}

/// The share of words that two clauses have in common, from 0 to 1.
fn likeness(one: &Bag, other: &Bag) -> f64 {
    let size = |bag: &Bag| bag.iter().map(|(_, count)| count).sum::<usize>();
    let all = size(one) + size(other);
    if all == 0 {
        return 1.0;
    }
    let (mut common, mut others) = (0, other.iter().peekable());
    for (word, count) in one {
        while others.next_if(|(theirs, _)| theirs < word).is_some() {}
        if let Some((_, theirs)) = others.next_if(|(theirs, _)| theirs == word) {
            common += count.min(theirs);
        }
    }
    2.0 * common as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(article: Option<&str>, text: &str) -> Clause {
        Clause {
            article: article.map(str::to_owned),
            ..Clause::plain(text)
        }
    }

    #[test]
    fn an_article_more_does_not_shift_those_after_it() {
        let left = [
            clause(
                Some("article 1"),
                "The Parties cooperate on energy and on the ports of the south.",
            ),
            clause(Some("article 2"), "A joint committee meets once a year in Brussels."),
        ];
        let right = [
            clause(
                Some("article 1"),
                "The Parties cooperate on energy and on the ports of the north.",
            ),
            clause(Some("article 2"), "Readmission follows the rules of international law."),
            clause(Some("article 3"), "A joint committee meets twice a year in Brussels."),
        ];
        assert_eq!(
            pairs(&left, &right),
            [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))],
            "the committee's article is found under its new number"
        );
    }

    #[test]
    fn an_article_that_was_written_anew_still_answers_to_its_number() {
        let left = [clause(Some("article 5"), "Visa fees are waived for students.")];
        let right = [clause(Some("article 5"), "Deleted.")];
        assert_eq!(pairs(&left, &right), [(Some(0), Some(0))]);
        let unnumbered = [clause(None, "Deleted."), clause(None, "Repealed.")];
        assert_eq!(
            pairs(&left, &unnumbered),
            [(None, Some(0)), (None, Some(1)), (Some(0), None)],
            "without a number, nothing ties them"
        );
        assert_eq!(
            pairs(&left, &unnumbered[..1]),
            [(Some(0), Some(0))],
            "a text of one clause answers to another of one"
        );
    }
}
