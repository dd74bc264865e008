//! Answering: counting, ranking, facets, pages and lists from one compiled query.
//!
//! The best hits and the count are two passes over postings where that is cheaper: the first is pruned by tantivy and reads
//! few entries, the second reads no scores. Snippets are made for the page that is shown and for nothing else.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tantivy::query::{EnableScoring, Query};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, SegmentReader, TantivyDocument};

use crate::Result;
use crate::ask::{Ask, Found, Hit, Sort};
use crate::compile::{Clause, Compiled, MOST_SCORED_TERMS, compile, partner_code};
use crate::counts::Counts;
use crate::entry::Key;
use crate::facets::{Facet, Facets};
use crate::filter::{Filter, SegmentFilter};
use crate::fold::folded;
use crate::highlight::shown;
use crate::index::Index;
use crate::many_terms::{Entries, entries_in};
use crate::query::{Node, Parsed, parse};
use crate::ranking::{Order, Ranked, Top};
use crate::reading::{read, slips};
use crate::schema::{Stored, day_number};
use crate::slots::Slot;
use crate::span_query::Spans;
use crate::statistics::Frequencies;
use crate::stop_words::is_stop_word;
use crate::view::{BLOCK, SegmentFacts, View};
use crate::words::StemsCache;

impl Index {
    /// Answers a search.
    ///
    /// # Errors
    /// When the index's files fail; never for what was asked.
    pub fn search(&self, ask: &Ask) -> Result<Found> {
        let began = Instant::now();
        let question = Question::put(self, ask)?;
        let wanted = if ask.limit == 0 {
            0
        } else {
            ask.offset as usize + ask.limit as usize
        };
        let mut collected = question.collect(wanted, ask.facets)?;
        let page = collected.top.split_off(collected.top.len().min(ask.offset as usize));
        let hits = question.show(&page)?;
        let did_you_mean = if collected.total == 0 { question.nearby()? } else { None };
        Ok(Found {
            query: ask.text.clone(),
            reading: read(
                &question.parsed.node,
                &question.compiled,
                &question.ask.filters,
                ask.reading,
                self.glossary(),
            ),
            ignored: slips(&question.parsed.slips, ask.reading),
            total: collected.total,
            groups: collected.groups,
            hits,
            facets: collected.facets,
            did_you_mean,
            took_us: u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX),
        })
    }

    /// How many entries a search finds: the `total` of [`Index::search`].
    ///
    /// # Errors
    /// When the index's files fail.
    pub fn count(&self, ask: &Ask) -> Result<u32> {
        Ok(Question::put(self, ask)?.collect(0, false)?.total)
    }

    /// Every key a search finds, in the order asked for, without a cap: as many as the `total` of [`Index::search`].
    /// The order of documents costs least.
    ///
    /// # Errors
    /// When the index's files fail.
    pub fn keys(&self, ask: &Ask) -> Result<Keys> {
        let ask = Ask {
            group_by_document: false,
            ..ask.clone()
        };
        let question = Question::put(self, &ask)?;
        let collected = question.collect(usize::MAX, false)?;
        Ok(Keys {
            view: question.view,
            ranked: collected.top.into_iter(),
        })
    }
}

/// Keys of a search, one after another.
pub struct Keys {
    view: Arc<View>,
    ranked: std::vec::IntoIter<Ranked>,
}

impl Iterator for Keys {
    type Item = Result<Key>;

    fn next(&mut self) -> Option<Result<Key>> {
        let ranked = self.ranked.next()?;
        Some(key_of(&self.view, &ranked).map_err(Into::into))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ranked.size_hint()
    }
}

impl ExactSizeIterator for Keys {}

fn key_of(view: &View, ranked: &Ranked) -> std::io::Result<Key> {
    let facts = &view.segments[ranked.segment as usize];
    let mut group = String::new();
    facts.group_of(ranked.doc, &mut group)?;
    Ok(match facts.ordinal.first(ranked.doc) {
        None => Key::Record(group),
        Some(ordinal) => Key::Passage {
            document: group,
            ordinal: u32::try_from(ordinal).unwrap_or(u32::MAX),
        },
    })
}

/// Below about this many entries, ranking and counting in one go is quicker than pruning one and repeating the other.
const FEW: u64 = 1_500;

struct Collected {
    total: u32,
    groups: Option<u32>,
    top: Vec<Ranked>,
    facets: Facets,
}

/// A search put to a view of the index.
struct Question<'a> {
    index: &'a Index,
    ask: &'a Ask,
    parsed: Parsed,
    compiled: Compiled,
    view: Arc<View>,
    /// What is asked of postings; `None` when only columns are asked.
    text: Option<Clause>,
    filter: Option<Filter>,
}

impl<'a> Question<'a> {
    fn put(index: &'a Index, ask: &'a Ask) -> Result<Self> {
        let mut parsed = parse(&ask.text);
        if ask.any_word {
            parsed.node = any_word(parsed.node);
        }
        let view = index.view();
        let glossary = ask.aliases.then(|| index.glossary());
        let compiled = compile(&parsed.node, &view, &index.fields(), glossary)?;
        let filters = filters_of(index, ask);
        let (text, filter) = compiled.clause.clone().and(filters).parted();
        Ok(Self {
            index,
            ask,
            parsed,
            compiled,
            view,
            text,
            filter,
        })
    }

    fn collect(&self, wanted: usize, facets: bool) -> Result<Collected> {
        if self.ask.group_by_document && wanted > 0 {
            return self.collect_groups(wanted, facets);
        }
        let query = self
            .text
            .as_ref()
            .map(|clause| clause.query(&self.view, &self.index.fields()));
        let mut counts = Counts::new(&self.view, facets);
        let mut top = Top::of(wanted);
        let order = self.order();
        match (&query, &self.text) {
            (Some(query), Some(clause)) if self.ask.sort == Sort::Relevance && wanted > 0 => {
                if let Some((slot, score)) = clause.alike(&self.view) {
                    self.best_alike(slot, score, &mut counts, &mut top)?;
                } else if wanted != usize::MAX && is_pruned(clause) && clause.entries() > FEW {
                    self.best(query.as_ref(), clause, &mut top)?;
                    self.count_all(query.as_ref(), clause, &mut counts)?;
                } else {
                    self.each_scored(query.as_ref(), clause, |segment, facts, doc, score| {
                        counts.add(segment, facts, doc);
                        order.offer(&mut top, segment, facts, doc, score);
                    })?;
                }
            }
            (Some(query), Some(clause)) if wanted == 0 => self.count_all(query.as_ref(), clause, &mut counts)?,
            (query, _) => {
                self.each(query.as_deref(), |segment, facts, docs| {
                    counts.add_all(segment, facts, docs);
                    if wanted > 0 {
                        for doc in docs {
                            order.offer(&mut top, segment, facts, *doc, 0.0);
                        }
                    }
                })?;
            }
        }
        let (total, facets) = counts.sum(&self.view);
        let top = top.ranked();
        Ok(Collected {
            total,
            groups: None,
            top,
            facets,
        })
    }

    /// One hit a document: its best, and how many more.
    fn collect_groups(&self, wanted: usize, facets: bool) -> Result<Collected> {
        let query = self
            .text
            .as_ref()
            .map(|clause| clause.query(&self.view, &self.index.fields()));
        let mut counts = Counts::new(&self.view, facets);
        let mut groups: BTreeMap<u64, Ranked> = BTreeMap::new();
        let mut put = |ranked: Ranked| match groups.entry(ranked.spot.0) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(ranked);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => {
                let best = known.get_mut();
                let more = best.more + 1;
                if ranked > *best {
                    *best = ranked;
                }
                best.more = more;
            }
        };
        let order = self.order();
        match (&query, &self.text) {
            (Some(query), Some(clause)) if self.ask.sort == Sort::Relevance => {
                self.each_scored(query.as_ref(), clause, |segment, facts, doc, score| {
                    counts.add(segment, facts, doc);
                    put(order.ranked(segment, facts, doc, score));
                })?;
            }
            (query, _) => self.each(query.as_deref(), |segment, facts, docs| {
                counts.add_all(segment, facts, docs);
                for doc in docs {
                    put(order.ranked(segment, facts, *doc, 0.0));
                }
            })?,
        }
        let found = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        let mut top = Top::of(wanted);
        groups.into_values().for_each(|ranked| top.put(ranked));
        let (total, facets) = counts.sum(&self.view);
        Ok(Collected {
            total,
            groups: Some(found),
            top: top.ranked(),
            facets,
        })
    }

    fn order(&self) -> Order<'_> {
        Order {
            sort: self.ask.sort,
            scored: self.text.is_some(),
            view: &self.view,
        }
    }

    /// Whether every entry that has the words is a hit.
    fn counts_all(&self) -> bool {
        self.filter.is_none() && self.segments().all(|(_, reader, _)| !reader.has_deletes())
    }

    /// The best hits, pruned: entries that cannot be among them are passed over unread.
    fn best(&self, query: &dyn Query, clause: &Clause, top: &mut Top) -> Result<()> {
        let known = Frequencies::of(&self.view.searcher, clause);
        let weight = query.weight(EnableScoring::enabled_from_statistics_provider(
            &known,
            &self.view.searcher,
        ))?;
        let order = self.order();
        for (segment, reader, facts) in self.segments() {
            let filter = self.filter_on(facts)?;
            let alive = reader.alive_bitset();
            // The prior multiplies a score by at most this, so a smaller score cannot reach the threshold.
            let most = facts.highest_prior();
            weight.for_each_pruning(top.threshold() / most, reader, &mut |doc, score| {
                let counts = alive.is_none_or(|alive| alive.is_alive(doc))
                    && filter.as_ref().is_none_or(|filter| filter.passes(doc));
                if counts {
                    order.offer(top, segment, facts, doc, score);
                }
                top.threshold() / most
            })?;
        }
        Ok(())
    }

    /// Counts every hit, without a score.
    fn count_all(&self, query: &dyn Query, clause: &Clause, counts: &mut Counts) -> Result<()> {
        // A word without filter or facets: dictionaries and a few postings have the number.
        if let Clause::Words(Spans::Slot(slot), _) = clause
            && !counts.facets
            && self.counts_all()
        {
            for (_, reader, _) in self.segments() {
                counts.total += entries_in(slot, reader)?;
            }
            return Ok(());
        }
        self.each(Some(query), |segment, facts, docs| counts.add_all(segment, facts, docs))
    }

    /// Every hit, in blocks, without a score.
    fn each(&self, query: Option<&dyn Query>, mut put: impl FnMut(u32, &SegmentFacts, &[DocId])) -> Result<()> {
        let weight = query
            .map(|query| query.weight(EnableScoring::disabled_from_searcher(&self.view.searcher)))
            .transpose()?;
        let mut kept = Vec::with_capacity(64);
        for (segment, reader, facts) in self.segments() {
            let filter = self.filter_on(facts)?;
            let alive = reader.alive_bitset();
            let mut put_block = |docs: &[DocId]| {
                if filter.is_none() && alive.is_none() {
                    put(segment, facts, docs);
                    return;
                }
                kept.clear();
                kept.extend(docs.iter().copied().filter(|doc| {
                    alive.is_none_or(|alive| alive.is_alive(*doc))
                        && filter.as_ref().is_none_or(|filter| filter.passes(*doc))
                }));
                if !kept.is_empty() {
                    put(segment, facts, &kept);
                }
            };
            match &weight {
                Some(weight) => weight.for_each_no_score(reader, &mut put_block)?,
                None => {
                    let mut block = Vec::with_capacity(64);
                    for begin in (0..reader.max_doc()).step_by(64) {
                        block.clear();
                        block.extend(begin..(begin + 64).min(reader.max_doc()));
                        put_block(&block);
                    }
                }
            }
        }
        Ok(())
    }

    /// The best of a slot whose entries all have one score, and their count. A block of entries too low or too old is counted
    /// and not looked into.
    fn best_alike(&self, slot: &Slot, score: f32, counts: &mut Counts, top: &mut Top) -> Result<()> {
        let order = self.order();
        let only_total = !counts.facets && self.counts_all();
        let mut kept = Vec::with_capacity(BLOCK);
        for (segment, reader, facts) in self.segments() {
            let filter = self.filter_on(facts)?;
            let alive = reader.alive_bitset();
            let passes = |doc: &DocId| {
                alive.is_none_or(|alive| alive.is_alive(*doc))
                    && filter.as_ref().is_none_or(|filter| filter.passes(*doc))
            };
            let entries = Entries::with_any(slot, reader)?;
            if only_total {
                counts.total += entries.len();
            }
            for (block, docs) in entries.blocks() {
                let falls_short = Order::falls_short(top, facts, block, score);
                if only_total && falls_short {
                    continue;
                }
                kept.clear();
                kept.extend(docs.filter(passes));
                if !only_total {
                    counts.add_all(segment, facts, &kept);
                }
                if !falls_short {
                    for doc in &kept {
                        order.offer(top, segment, facts, *doc, score);
                    }
                }
            }
        }
        Ok(())
    }

    /// Every hit with its score.
    fn each_scored(
        &self,
        query: &dyn Query,
        clause: &Clause,
        mut put: impl FnMut(u32, &SegmentFacts, DocId, f32),
    ) -> Result<()> {
        let known = Frequencies::of(&self.view.searcher, clause);
        let weight = query.weight(EnableScoring::enabled_from_statistics_provider(
            &known,
            &self.view.searcher,
        ))?;
        for (segment, reader, facts) in self.segments() {
            let filter = self.filter_on(facts)?;
            let alive = reader.alive_bitset();
            weight.for_each(reader, &mut |doc, score| {
                let counts = alive.is_none_or(|alive| alive.is_alive(doc))
                    && filter.as_ref().is_none_or(|filter| filter.passes(doc));
                if counts {
                    put(segment, facts, doc, score);
                }
            })?;
        }
        Ok(())
    }

    fn filter_on(&self, facts: &Arc<SegmentFacts>) -> Result<Option<SegmentFilter>> {
        Ok(self.filter.as_ref().map(|filter| filter.on(facts)).transpose()?)
    }

    fn segments(&self) -> impl Iterator<Item = (u32, &SegmentReader, &Arc<SegmentFacts>)> {
        let readers = self.view.searcher.segment_readers().iter();
        (0..)
            .zip(readers.zip(&self.view.segments))
            .map(|(number, (reader, facts))| (number, reader, facts))
    }

    /// The hits of a page, with what matched marked.
    fn show(&self, page: &[Ranked]) -> Result<Vec<Hit>> {
        let fields = self.index.fields();
        let mut cache = self.index.stems().lock().unwrap_or_else(PoisonError::into_inner);
        let mut hits = Vec::with_capacity(page.len());
        for ranked in page {
            let document: TantivyDocument = self.view.searcher.doc(DocAddress::new(ranked.segment, ranked.doc))?;
            let bytes = document
                .get_first(fields.stored)
                .and_then(|value| value.as_bytes())
                .unwrap_or_default();
            let stored: Stored<'_> = serde_json::from_slice(bytes)?;
            hits.push(hit(&stored, ranked, &self.compiled.clause, &fields, &mut cache));
        }
        Ok(hits)
    }

    /// A query near this one that finds something: words the index does not have are replaced by the nearest it has.
    fn nearby(&self) -> Result<Option<String>> {
        let mut text = self.ask.text.clone();
        let mut unknown = self.compiled.unknown.clone();
        unknown.sort_by_key(|word| Reverse(word.from));
        unknown.dedup_by_key(|word| word.from);
        for word in &unknown {
            let Some(other) = crate::suggest::nearest_word(&self.view, self.index.fields().exact, &word.text)? else {
                return Ok(None);
            };
            text.replace_range(word.from..word.to, &other);
        }
        if unknown.is_empty() || text == self.ask.text {
            return Ok(None);
        }
        let ask = Ask {
            text: text.clone(),
            ..self.ask.clone()
        };
        Ok((self.index.count(&ask)? > 0).then_some(text))
    }
}

fn hit(
    stored: &Stored<'_>,
    ranked: &Ranked,
    clause: &Clause,
    fields: &crate::schema::Fields,
    cache: &mut StemsCache,
) -> Hit {
    let key = stored.key();
    let shown = shown(stored, key.document().is_some(), clause, fields, cache);
    Hit {
        kind: stored.kind.to_string(),
        id: key.to_string(),
        title: stored.title.to_string(),
        title_parts: shown.title,
        partners: stored.partners.clone(),
        strands: stored.strands.clone(),
        date: stored.date.as_deref().map(str::to_owned),
        document: key.document().map(str::to_owned),
        locator: stored.locator.as_deref().map(str::to_owned),
        heading: (!stored.heading.is_empty()).then(|| stored.heading.to_string()),
        heading_parts: shown.heading,
        language: stored.language.tag().to_owned(),
        snippet: shown.snippet,
        score: ranked.score,
        more_in_document: ranked.more,
    }
}

/// The query with any of its words sufficing; words too common to tell anything are left out where others are left.
fn any_word(node: Node) -> Node {
    let Node::All(parts) = node else { return node };
    let (telling, common): (Vec<Node>, Vec<Node>) = parts
        .into_iter()
        .partition(|part| !matches!(part, Node::Word(word) if is_stop_word(&folded(&word.text))));
    Node::Question(if telling.is_empty() { common } else { telling })
}

/// Whether tantivy prunes a search for the best hits of this clause.
fn is_pruned(clause: &Clause) -> bool {
    let terms = |clause: &Clause| match clause {
        Clause::Words(Spans::Slot(slot), _) if slot.terms.len() <= MOST_SCORED_TERMS => slot.terms.len(),
        _ => 0,
    };
    match clause {
        Clause::All(parts) => parts.iter().all(|part| terms(part) == 1),
        Clause::Any(parts) => parts.iter().all(|part| terms(part) > 0),
        other => terms(other) > 0,
    }
}

/// The narrowing beside a query, as a clause.
fn filters_of(index: &Index, ask: &Ask) -> Clause {
    let filters = &ask.filters;
    let mut all = Vec::new();
    let partners: Vec<String> = filters
        .partners
        .iter()
        .map(|partner| partner_code(Some(index.glossary()), partner))
        .collect();
    for (facet, values) in [
        (Facet::Partner, &partners),
        (Facet::Strand, &filters.strands),
        (Facet::Kind, &filters.kinds),
        (Facet::By, &filters.by),
        (Facet::State, &filters.states),
        (Facet::Language, &filters.languages),
        (Facet::Year, &filters.years.iter().map(ToString::to_string).collect()),
    ] {
        if !values.is_empty() {
            all.push(Filter::Has(facet, values.clone()));
        }
    }
    if !filters.documents.is_empty() {
        all.push(Filter::Group(filters.documents.clone()));
    }
    if !filters.sources.is_empty() {
        all.push(Filter::Source(filters.sources.clone()));
    }
    if filters.from.is_some() || filters.to.is_some() {
        let (from, to) = (filters.from.map(day_number), filters.to.map(day_number));
        all.push(if filters.whole_dates {
            Filter::Within { from, to }
        } else {
            Filter::Dated { from, to }
        });
    }
    if all.is_empty() {
        Clause::Everything
    } else {
        Clause::Filter(Filter::All(all))
    }
}

/// Stems of words that hits have shown, kept from one search to the next.
pub(crate) type SharedStems = Mutex<StemsCache>;
