//! How many typos apart words are.

use super::ways::allowed_typos;

/// The longest word that may have typos, and what it may have more of them.
const LONGEST: usize = 48;

/// A word as somebody typed it, ready to be compared with many others.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    text: String,
    /// It may be the beginning of a word only.
    open: bool,
    characters: Vec<char>,
    letters: Letters,
    most: usize,
}

/// Which letters a word has, some of which share a bit. A typo brings in one letter at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters(u64);

impl Letters {
    pub(super) fn of(word: &str) -> Self {
        Self(word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % u64::BITS)))
    }
}

impl Typed {
    pub(super) fn new(text: String, open: bool) -> Self {
        let (characters, letters) = (text.chars().collect(), Letters::of(&text));
        let most = usize::from(allowed_typos(&text));
        Self { text, open, characters, letters, most }
    }

    /// As it was typed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether another word is this one, or begins with it where that may be.
    pub(super) fn is(&self, word: &str) -> bool {
        if self.open { word.starts_with(&self.text) } else { word == self.text }
    }

    /// How many typos apart another word of these letters is; the nearest beginning of it counts where this may be one. None
    /// for more than this may have. Swapped neighbours are one typo, and nothing is changed twice: the distance is that of
    /// optimal string alignment.
    pub(super) fn typos(&self, word: &str, letters: Letters) -> Option<usize> {
        let (typed, most) = (self.characters.as_slice(), self.most);
        let missing = self.letters.0 & !letters.0;
        if missing.count_ones() as usize > most || typed.len() + most >= LONGEST {
            return None;
        }
        let mut other = ['\0'; LONGEST];
        let mut length = 0;
        for character in word.chars() {
            // What is beyond is too much by itself.
            if length == typed.len() + most {
                if !self.open {
                    return None;
                }
                break;
            }
            other[length] = character;
            length += 1;
        }
        let other = &other[..length];
        if length + most < typed.len() {
            return None;
        }
        // Rows by typed characters: two ago, one ago and now, each with the distance to every beginning of the other word.
        let mut rows = [[0_usize; LONGEST + 1]; 3];
        for (column, distance) in rows[1].iter_mut().enumerate().take(length + 1) {
            *distance = column;
        }
        for (row, character) in typed.iter().enumerate() {
            let [before, last, now] = &mut rows;
            now[0] = row + 1;
            let mut least = now[0];
            for (column, theirs) in other.iter().enumerate() {
                let replaced = last[column] + usize::from(character != theirs);
                let mut distance = replaced.min(last[column + 1] + 1).min(now[column] + 1);
                if row > 0 && column > 0 && *character == other[column - 1] && typed[row - 1] == *theirs {
                    distance = distance.min(before[column - 1] + 1);
                }
                now[column + 1] = distance;
                least = least.min(distance);
            }
            if least > most {
                return None;
            }
            rows.rotate_left(1);
        }
        let distances = &rows[1][..=length];
        let distance = if self.open { distances.iter().copied().min() } else { distances.last().copied() };
        distance.filter(|distance| *distance <= most)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(word: &str, typed: &str) -> Option<usize> {
        Typed::new(typed.to_owned(), false).typos(word, Letters::of(word))
    }

    fn known(word: &str, typed: &str, open: bool) -> Option<usize> {
        let most = usize::from(allowed_typos(typed));
        let whole = strsim::osa_distance(word, typed);
        let beginnings = (0..=word.chars().count()).map(|length| word.chars().take(length).collect::<String>());
        let nearest = beginnings.map(|beginning| strsim::osa_distance(&beginning, typed)).min();
        Some(if open { nearest.unwrap_or(whole) } else { whole }).filter(|distance| *distance <= most)
    }

    #[test]
    fn a_typo_is_a_letter_too_many_too_few_another_or_two_the_other_way_round() {
        for word in ["paymentss", "payment", "paymemts", "paymnets"] {
            assert_eq!(distance(word, "payments"), Some(1), "{word}");
        }
        assert_eq!((distance("payments", "payments"), distance("pays", "payments")), (Some(0), None));
        assert_eq!(distance("teams", "team"), Some(1));
        assert_eq!(distance("tea", "teh"), None, "a short word is meant as it is");
    }

    proptest! {
        #[test]
        fn typos_are_counted_as_a_library_counts_them(word in "[a-cé]{0,12}|\\PC{0,60}", typed in "[a-cé]{0,12}|\\PC{0,60}", open: bool) {
            let found = Typed::new(typed.clone(), open).typos(&word, Letters::of(&word));
            prop_assert_eq!(found, known(&word, &typed, open));
        }

        #[test]
        fn words_that_are_nearly_the_same_are_found(word in "[a-z]{4,20}", at in 0..20_usize, open: bool) {
            let mut typed: Vec<char> = word.chars().collect();
            let at = at % (typed.len() - 1);
            typed.swap(at, at + 1);
            let typed: String = typed.into_iter().collect();
            let found = Typed::new(typed.clone(), open).typos(&word, Letters::of(&word));
            prop_assert_eq!(found, known(&word, &typed, open));
        }
    }
}
