//! A person's words as a query of the index.

use std::rc::Rc;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query,
    TermSetQuery,
};
use tantivy::schema::Field;

use super::asked::{Asked, Chunk};
use super::fields::Fields;
use super::forms::{other_forms, stem};
use super::known::Known;
use super::related::related;
use super::ways::{constant, misspelling, prefix, term};
use crate::live::Live;

/// What the whole query adds as a name, as a title or an alias, as one of them in another number: more than all words
/// together can.
const EXACT: [f32; 3] = [1_000.0, 900.0, 600.0];
/// What the whole query adds as the beginning of a name, and of a title or an alias.
const BEGINNING: [f32; 2] = [100.0, 60.0];
/// What the whole query adds as a name, title or alias with typos.
const MISSPELT: f32 = 50.0;
/// What the first letters of the words of a name add.
const INITIALS: f32 = 25.0;
/// A description, as a factor of its BM25 score; what a beginning in it adds.
const TEXT: (f32, f32) = (0.1, 0.05);
/// The same of documentation pages: there are many words in them.
const DOCS: (f32, f32) = (0.05, 0.03);
/// The same of what stands farther away.
const MORE: (f32, f32) = (0.03, 0.02);
/// Shorter beginnings are not looked for farther away, in characters: of addresses alone there are too many.
const MIN_BEGINNING: usize = 3;
/// What a misspelling in a description adds.
const MISSPELT_TEXT: f32 = 0.03;
/// What belonging to a team, a person, a system or a domain of that name adds.
const RELATED: f32 = 5.0;
/// What each word of several typed without a space adds where an API has them in their order, as in a path.
const PATH: f32 = 10.0;
/// What another form of a word adds, of what the word would.
const OTHER_FORM: f32 = 0.95;
/// What the stem of a word adds as a beginning, of what the beginning would.
const STEM: f32 = 0.5;

/// How closely documents must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closeness {
    /// Every word, as written.
    AsWritten,
    /// Every word, those that nothing in the index has with typos, or as another word of the same stem.
    UnknownNearly,
    /// Every word, but with typos, or as another word of the same stem.
    Nearly,
    /// So many of the words, likewise.
    InPart(usize),
}

/// Makes queries of one snapshot.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) live: &'a Live,
    pub(super) closeness: Closeness,
    pub(super) known: &'a Known,
}

impl Maker<'_> {
    fn fields(&self) -> &Fields {
        &self.live.search().fields
    }

    /// Whether a word may match otherwise than it is written.
    fn loosely(&self, word: &str, open: bool) -> bool {
        match self.closeness {
            Closeness::AsWritten => false,
            Closeness::UnknownNearly => !self.known.has(word, open),
            Closeness::Nearly | Closeness::InPart(_) => true,
        }
    }

    /// The query: every chunk matches somewhere, or the whole is a name; nothing that is ruled out does.
    pub(super) fn query(&self, asked: &Asked) -> Box<dyn Query> {
        let wanted = self.wanted(asked);
        if asked.without.is_empty() {
            return wanted;
        }
        // Word for word: who rules something out does not mean its relatives.
        let without = asked.without.iter().map(|chunk| (Occur::MustNot, self.phrase(chunk)));
        Box::new(BooleanQuery::new(std::iter::once((Occur::Must, wanted)).chain(without).collect()))
    }

    fn wanted(&self, asked: &Asked) -> Box<dyn Query> {
        let (weighty, small) = asked.weighty_and_small();
        if weighty.is_empty() {
            return constant(Box::new(AllQuery), 0.0);
        }
        let mut ways = self.whole(asked);
        let is_ruled_out = |chunk: &&Chunk| self.known.rules_out(chunk, self.closeness != Closeness::AsWritten);
        let chunks = match self.closeness {
            Closeness::AsWritten | Closeness::UnknownNearly | Closeness::Nearly if weighty.iter().any(is_ruled_out) => {
                return Box::new(BooleanQuery::union(ways));
            }
            Closeness::InPart(least) => {
                let chunks = weighty.iter().map(|chunk| {
                    let weighed = BoostQuery::new(self.chunk(chunk, true), self.rarity(chunk));
                    (Occur::Should, Box::new(weighed) as Box<dyn Query>)
                });
                BooleanQuery::with_minimum_required_clauses(chunks.collect(), least)
            }
            Closeness::AsWritten | Closeness::UnknownNearly | Closeness::Nearly => {
                let must = weighty.iter().map(|chunk| (Occur::Must, self.chunk(chunk, true)));
                let may = small.iter().map(|chunk| (Occur::Should, self.chunk(chunk, false)));
                BooleanQuery::new(must.chain(may).collect())
            }
        };
        ways.push(Box::new(chunks));
        Box::new(BooleanQuery::union(ways))
    }

    /// What is called so, as a whole or word for word, and nothing that only says so.
    pub(super) fn called(&self, asked: &Asked) -> Box<dyn Query> {
        let names = names(self.fields());
        let mut ways = self.whole(asked);
        for Chunk { words, open, .. } in &asked.chunks {
            let is_last = |index| index + 1 == words.len();
            let each = words.iter().enumerate().map(|(index, word)| {
                let open = *open && is_last(index);
                let ways = self.named(&names[..3], word, open, self.loosely(word, open));
                (Occur::Must, Box::new(DisjunctionMaxQuery::new(ways)) as Box<dyn Query>)
            });
            ways.push(Box::new(BooleanQuery::new(each.collect())));
        }
        Box::new(BooleanQuery::union(ways))
    }

    /// The whole query as a name, a title or an alias.
    fn whole(&self, asked: &Asked) -> Vec<Box<dyn Query>> {
        let (fields, squeezed) = (self.fields(), asked.squeezed.as_str());
        let open = asked.chunks.last().is_some_and(|chunk| chunk.open);
        if squeezed.is_empty() || asked.chunks.iter().any(|chunk| chunk.phrase) {
            return Vec::new();
        }
        let mut same: Vec<Box<dyn Query>> = Vec::new();
        for (field, exact, beginning) in
            [(fields.exact_name, EXACT[0], BEGINNING[0]), (fields.exact_title, EXACT[1], BEGINNING[1])]
        {
            same.push(constant(term(field, squeezed), exact));
            same.extend(other_forms(squeezed).iter().map(|form| constant(term(field, form), EXACT[2])));
            if open {
                same.push(constant(prefix(field, squeezed), beginning));
            }
            if self.closeness != Closeness::AsWritten {
                same.extend(misspelling(field, squeezed, open).map(|query| constant(query, MISSPELT)));
            }
        }
        let mut ways: Vec<Box<dyn Query>> = vec![Box::new(DisjunctionMaxQuery::new(same))];
        if let [Chunk { words, .. }] = asked.chunks.as_slice()
            && let [word] = words.as_slice()
        {
            ways.push(constant(term(fields.initials, word), INITIALS));
        }
        ways
    }

    /// A phrase as such. Else either all of its words match, or all of them as one word.
    fn chunk(&self, chunk: &Chunk, related: bool) -> Box<dyn Query> {
        if chunk.phrase {
            return self.phrase(chunk);
        }
        let last = chunk.words.len() - 1;
        let words = chunk.words.iter().enumerate();
        let mut each: Vec<Box<dyn Query>> =
            words.map(|(index, word)| self.word(word, chunk.open && index == last, related)).collect();
        if each.len() == 1 {
            return each.remove(0);
        }
        // Words that are joined are nearly always unknown: that says nothing of typos.
        let loosely = self.closeness != Closeness::UnknownNearly && self.loosely(&chunk.words.concat(), chunk.open);
        let joined = self.matching(&chunk.words.concat(), chunk.open, loosely, false);
        let all = each.into_iter().map(|word| (Occur::Must, word)).collect();
        let mut ways: Vec<Box<dyn Query>> = vec![Box::new(BooleanQuery::new(all)), joined];
        // A path of an API, whole: more than its words here and there.
        ways.push(constant(in_order(self.fields().contract, chunk), PATH * chunk.words.len() as f32));
        Box::new(DisjunctionMaxQuery::new(ways))
    }

    fn phrase(&self, chunk: &Chunk) -> Box<dyn Query> {
        let fields = self.fields();
        let length = chunk.words.len() as f32;
        let named = names(fields).into_iter().map(|name| (name.field, name.whole * length));
        let texts = [(fields.text, TEXT.0), (fields.docs, DOCS.0), (fields.more, MORE.0)];
        let texts = texts.map(|(field, weight)| (field, weight * length));
        let ways = named.chain(texts).map(|(field, score)| constant(in_order(field, chunk), score));
        Box::new(DisjunctionMaxQuery::new(ways.collect()))
    }

    /// The best of what a word matches. The steps between the scores are wide, so that the order of hits can be
    /// foretold: a word of the name before a beginning of one, name before title, both before tags, and those before
    /// running text.
    fn word(&self, word: &str, open: bool, with_related: bool) -> Box<dyn Query> {
        self.matching(word, open, self.loosely(word, open), with_related)
    }

    fn matching(&self, word: &str, open: bool, loosely: bool, with_related: bool) -> Box<dyn Query> {
        let fields = self.fields();
        let mut ways = self.named(&names(fields), word, open, loosely);
        let forms = other_forms(word);
        for (field, (factor, beginning)) in [(fields.text, TEXT), (fields.docs, DOCS), (fields.more, MORE)] {
            ways.push(Box::new(BoostQuery::new(term(field, word), factor)));
            let forms = forms.iter().map(|form| BoostQuery::new(term(field, form), factor * OTHER_FORM));
            ways.extend(forms.map(|form| Box::new(form) as Box<dyn Query>));
            if open && (field == fields.text || word.chars().count() >= MIN_BEGINNING) {
                ways.push(constant(prefix(field, word), beginning));
            }
        }
        if loosely {
            ways.extend(misspelling(fields.text, word, open).map(|query| constant(query, MISSPELT_TEXT)));
            ways.extend(stem(word).map(|stem| constant(prefix(fields.text, stem), TEXT.1 * STEM)));
        }
        let find = || related(self, word, open, loosely);
        let keys = if with_related { self.known.related((word, open, loosely), find) } else { Rc::default() };
        if !keys.is_empty() {
            let keys = keys.iter().map(|key| Term::from_field_u64(fields.key, key.to_index()));
            ways.push(constant(Box::new(TermSetQuery::new(keys)), RELATED));
        }
        Box::new(DisjunctionMaxQuery::new(ways))
    }

    /// A word as the name of what others belong to.
    pub(super) fn container(&self, word: &str, open: bool, loosely: bool) -> Box<dyn Query> {
        let fields = self.fields();
        let ways = self.named(&names(fields)[..3], word, open, loosely);
        let is_one = term(fields.container, super::fields::CONTAINER);
        Box::new(BooleanQuery::intersection(vec![is_one, Box::new(DisjunctionMaxQuery::new(ways))]))
    }

    fn named(&self, names: &[Name], word: &str, open: bool, loosely: bool) -> Vec<Box<dyn Query>> {
        let forms = other_forms(word);
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        for name in names {
            ways.push(constant(term(name.field, word), name.whole));
            ways.extend(forms.iter().map(|form| constant(term(name.field, form), name.whole * OTHER_FORM)));
            if open {
                ways.push(constant(prefix(name.field, word), name.beginning));
            }
            if loosely {
                ways.extend(misspelling(name.field, word, open).map(|query| constant(query, name.misspelt)));
                ways.extend(stem(word).map(|stem| constant(prefix(name.field, stem), name.misspelt * STEM)));
            }
        }
        ways
    }

    /// How much a chunk tells, up to 1: what nearly everything has in common tells little.
    fn rarity(&self, chunk: &Chunk) -> f32 {
        let (searcher, fields) = (&self.live.search().searcher, self.fields());
        let all = searcher.num_docs() as f32 + 1.0;
        let searched = [fields.name, fields.title, fields.tag, fields.fact, fields.text, fields.contract];
        let frequency = |word: &String| {
            let count = |field: &Field| searcher.doc_freq(&Term::from_field_text(*field, word)).unwrap_or(0);
            searched.iter().map(count).max().unwrap_or(0)
        };
        let rarest = chunk.words.iter().map(frequency).min().unwrap_or(0) as f32;
        ((1.0 + all / (rarest + 1.0)).ln() / (1.0 + all).ln()).min(1.0)
    }
}

/// What a word adds in a field of names, what a beginning of one does, and what a misspelling does.
struct Name {
    field: Field,
    whole: f32,
    beginning: f32,
    misspelt: f32,
}

/// Names, titles and aliases first.
fn names(fields: &Fields) -> [Name; 7] {
    let name = |field, whole, beginning, misspelt| Name { field, whole, beginning, misspelt };
    [
        name(fields.name, 40.0, 20.0, 8.0),
        name(fields.title, 30.0, 15.0, 6.0),
        name(fields.alias, 30.0, 15.0, 6.0),
        name(fields.tag, 10.0, 7.0, 3.0),
        name(fields.contract, 8.0, 6.0, 2.5),
        name(fields.fact, 5.0, 4.0, 2.0),
        name(fields.link, 3.0, 2.5, 1.0),
    ]
}

/// All words of a chunk in their order, nothing between.
fn in_order(field: Field, chunk: &Chunk) -> Box<dyn Query> {
    let terms: Vec<Term> = chunk.words.iter().map(|word| Term::from_field_text(field, word)).collect();
    match chunk.words.as_slice() {
        [] => Box::new(EmptyQuery),
        [word] => term(field, word),
        _ if chunk.open => Box::new(PhrasePrefixQuery::new(terms)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}
