//! Captions of pictures in running text, known by the credit beside them.

use super::Reason;
use super::judge::Ctx;
use super::shape::{is_prose, n_words};

impl Ctx<'_> {
    /// The caption beside a credit: the same words again, or the line right above a bare credit.
    pub(super) fn judge_captions(&mut self) {
        let spaced = self.is_spaced();
        for i in 0..self.lines.len() {
            if self.lines[i].reason != Some(Reason::Caption) {
                continue;
            }
            let caption = self.text(i).to_owned();
            for j in i.saturating_sub(2)..(i + 3).min(self.lines.len()) {
                let repeats = n_words(self.text(j)) >= 4 && caption.starts_with(self.text(j));
                if repeats && self.is_kept(j) {
                    self.remove(j, Reason::Caption);
                }
            }
            let above = i.checked_sub(1).filter(|&above| spaced && self.is_kept(above));
            let Some(above) = above.filter(|&above| above > 0 && self.lines[above].blank_before)
            else {
                continue;
            };
            if !self.lines[i].blank_before
                && n_words(&caption) <= 10
                && n_words(self.text(above)) <= 40
            {
                self.remove(above, Reason::Caption);
            }
        }
    }

    /// Empty lines stand between most paragraphs of running text.
    fn is_spaced(&self) -> bool {
        let prose = self.lines.iter().filter(|line| is_prose(&line.text));
        let (n, n_spaced) = prose
            .fold((0, 0), |(n, spaced), line| (n + 1, spaced + usize::from(line.blank_before)));
        n >= 2 && n_spaced * 10 >= n * 9
    }
}
