//! Repeated values as small numbers.

use std::borrow::Cow;
use std::sync::Arc;

use rpds::{HashTrieMapSync, StackSync};
use serde::{Deserialize, Deserializer, Serialize};

use super::CowVec;

/// The number of a value in its [`Symbols`]. Numbers are dense, so that counts per value fit in an array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Symbol(u32);

impl Symbol {
    /// No value.
    pub(crate) const NONE: Symbol = Symbol(0);

    /// All of them in order, no value first, without end.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self)
    }

    /// Whether there is a value.
    pub(crate) fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// Below [`Symbols::bound`].
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// The one with this [`index`](Self::index).
    pub(crate) fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The number itself.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// The values of one column, each with how often it is used; the number of a value that nobody uses any more is given
/// out again. Values are lower-cased unless the table is made by [`Symbols::exact`].
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Symbols {
    exact: bool,
    /// Follows from the entries.
    #[serde(skip)]
    numbers: HashTrieMapSync<Arc<str>, u32>,
    entries: CowVec<Entry>,
    free: StackSync<u32>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    text: Arc<str>,
    uses: u32,
}

impl Default for Symbols {
    fn default() -> Self {
        let mut entries = CowVec::default();
        entries.push(Entry { text: Arc::from(""), uses: 0 });
        Self { exact: false, numbers: HashTrieMapSync::new_sync(), entries, free: StackSync::new_sync() }
    }
}

impl<'de> Deserialize<'de> for Symbols {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Kept {
            exact: bool,
            entries: CowVec<Entry>,
            free: StackSync<u32>,
        }
        let Kept { exact, entries, free } = Kept::deserialize(deserializer)?;
        let used = (0..).zip(entries.iter()).filter(|(_, entry)| entry.uses > 0);
        let numbers = used.map(|(number, entry)| (Arc::clone(&entry.text), number)).collect();
        Ok(Self { exact, numbers, entries, free })
    }
}

impl Symbols {
    /// A table whose values are the same only when they are written the same.
    pub(crate) fn exact() -> Self {
        Self { exact: true, ..Self::default() }
    }

    fn fold<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let as_it_is = self.exact || text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if as_it_is { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
    }

    /// One more use of `text`.
    pub(crate) fn acquire(&mut self, text: &str) -> Symbol {
        let folded = self.fold(text);
        if let Some(&number) = self.numbers.get(&*folded) {
            if let Some(entry) = self.entries.get_mut(number as usize) {
                entry.uses += 1;
            }
            return Symbol(number);
        }
        let text: Arc<str> = folded.into();
        let entry = Entry { text: Arc::clone(&text), uses: 1 };
        let number = match self.free.peek().copied() {
            Some(number) => {
                self.free.pop_mut();
                if let Some(slot) = self.entries.get_mut(number as usize) {
                    *slot = entry;
                }
                number
            }
            None => u32::try_from(self.entries.push(entry)).unwrap_or(u32::MAX),
        };
        self.numbers.insert_mut(text, number);
        Symbol(number)
    }

    /// One use less.
    pub(crate) fn release(&mut self, symbol: Symbol) {
        if !symbol.is_some() {
            return;
        }
        let Some(entry) = self.entries.get_mut(symbol.index()) else { return };
        entry.uses = entry.uses.saturating_sub(1);
        if entry.uses == 0 {
            let text = std::mem::replace(&mut entry.text, Arc::from(""));
            self.numbers.remove_mut(&*text);
            self.free.push_mut(symbol.0);
        }
    }

    /// The symbol of this value, in whatever case, if it is used.
    pub(crate) fn find(&self, text: &str) -> Option<Symbol> {
        self.numbers.get(&*self.fold(text)).copied().map(Symbol)
    }

    /// The value; empty for [`Symbol::NONE`].
    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        self.entries.get(symbol.index()).map_or("", |entry| &entry.text)
    }

    /// Above every symbol's index.
    pub(crate) fn bound(&self) -> usize {
        self.entries.len()
    }

    /// All values in use.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Symbol, &str)> {
        let numbered = Symbol::all().zip(self.entries.iter());
        numbered.filter(|(_, entry)| entry.uses > 0).map(|(symbol, entry)| (symbol, &*entry.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_number_while_used_and_gives_it_back_after() {
        let mut symbols = Symbols::default();
        let service = symbols.acquire("Service");
        assert_eq!(symbols.acquire("service"), service);
        let older = symbols.clone();

        symbols.release(service);
        assert_eq!(symbols.find("SERVICE"), Some(service));
        symbols.release(service);
        assert_eq!(symbols.find("service"), None);
        assert_eq!(symbols.acquire("library"), service);

        assert_eq!(older.text(service), "service");
        assert_eq!(symbols.text(Symbol::NONE), "");
        assert_eq!(symbols.bound(), 2);
    }
}
