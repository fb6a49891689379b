//! The label sets of the treebanks, each an enum whose order is the order of the model's rows.

/// An enum of labels with their spelling; `ALL` is in the model's order.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All labels, in the order of the model's rows.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As the treebanks write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The label written `text`.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

labels! {
    /// Universal part of speech (universaldependencies.org/u/pos).
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition or particle-like adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary or copula.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle: "to", "not", "'s".
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

labels! {
    /// Part of speech of the Penn Treebank, as UD English writes it.
    Xpos {
        /// `$`.
        Dollar = "$",
        /// `''`.
        CloseQuote = "''",
        /// `,`.
        Comma = ",",
        /// `-LRB-`.
        LeftBracket = "-LRB-",
        /// `-RRB-`.
        RightBracket = "-RRB-",
        /// `.`.
        Period = ".",
        /// `:`.
        Colon = ":",
        /// `ADD`.
        Add = "ADD",
        /// `AFX`.
        Afx = "AFX",
        /// `CC`.
        Cc = "CC",
        /// `CD`.
        Cd = "CD",
        /// `DT`.
        Dt = "DT",
        /// `EX`.
        Ex = "EX",
        /// `FW`.
        Fw = "FW",
        /// `GW`.
        Gw = "GW",
        /// `HYPH`.
        Hyph = "HYPH",
        /// `IN`.
        In = "IN",
        /// `JJ`.
        Jj = "JJ",
        /// `JJR`.
        Jjr = "JJR",
        /// `JJS`.
        Jjs = "JJS",
        /// `LS`.
        Ls = "LS",
        /// `MD`.
        Md = "MD",
        /// `NFP`.
        Nfp = "NFP",
        /// `NN`.
        Nn = "NN",
        /// `NNP`.
        Nnp = "NNP",
        /// `NNPS`.
        Nnps = "NNPS",
        /// `NNS`.
        Nns = "NNS",
        /// `PDT`.
        Pdt = "PDT",
        /// `POS`.
        Pos = "POS",
        /// `PRP`.
        Prp = "PRP",
        /// `PRP$`.
        PrpPossessive = "PRP$",
        /// `RB`.
        Rb = "RB",
        /// `RBR`.
        Rbr = "RBR",
        /// `RBS`.
        Rbs = "RBS",
        /// `RP`.
        Rp = "RP",
        /// `SYM`.
        Sym = "SYM",
        /// `TO`.
        To = "TO",
        /// `UH`.
        Uh = "UH",
        /// `VB`.
        Vb = "VB",
        /// `VBD`.
        Vbd = "VBD",
        /// `VBG`.
        Vbg = "VBG",
        /// `VBN`.
        Vbn = "VBN",
        /// `VBP`.
        Vbp = "VBP",
        /// `VBZ`.
        Vbz = "VBZ",
        /// `WDT`.
        Wdt = "WDT",
        /// `WP`.
        Wp = "WP",
        /// `WP$`.
        WpPossessive = "WP$",
        /// `WRB`.
        Wrb = "WRB",
        /// Two backquotes.
        OpenQuote = "``",
    }
}

labels! {
    /// Dependency relation with its subtype (universaldependencies.org/en/dep).
    Relation {
        /// `acl`.
        Acl = "acl",
        /// `acl:relcl`.
        AclRelcl = "acl:relcl",
        /// `advcl`.
        Advcl = "advcl",
        /// `advcl:relcl`.
        AdvclRelcl = "advcl:relcl",
        /// `advmod`.
        Advmod = "advmod",
        /// `amod`.
        Amod = "amod",
        /// `appos`.
        Appos = "appos",
        /// `aux`.
        Aux = "aux",
        /// `aux:pass`.
        AuxPass = "aux:pass",
        /// `case`.
        Case = "case",
        /// `cc`.
        Cc = "cc",
        /// `cc:preconj`.
        CcPreconj = "cc:preconj",
        /// `ccomp`.
        Ccomp = "ccomp",
        /// `compound`.
        Compound = "compound",
        /// `compound:prt`.
        CompoundPrt = "compound:prt",
        /// `conj`.
        Conj = "conj",
        /// `cop`.
        Cop = "cop",
        /// `csubj`.
        Csubj = "csubj",
        /// `csubj:outer`.
        CsubjOuter = "csubj:outer",
        /// `csubj:pass`.
        CsubjPass = "csubj:pass",
        /// `dep`.
        Dep = "dep",
        /// `det`.
        Det = "det",
        /// `det:predet`.
        DetPredet = "det:predet",
        /// `discourse`.
        Discourse = "discourse",
        /// `dislocated`.
        Dislocated = "dislocated",
        /// `expl`.
        Expl = "expl",
        /// `fixed`.
        Fixed = "fixed",
        /// `flat`.
        Flat = "flat",
        /// `goeswith`.
        Goeswith = "goeswith",
        /// `iobj`.
        Iobj = "iobj",
        /// `list`.
        List = "list",
        /// `mark`.
        Mark = "mark",
        /// `nmod`.
        Nmod = "nmod",
        /// `nmod:desc`.
        NmodDesc = "nmod:desc",
        /// `nmod:poss`.
        NmodPoss = "nmod:poss",
        /// `nmod:unmarked`.
        NmodUnmarked = "nmod:unmarked",
        /// `nsubj`.
        Nsubj = "nsubj",
        /// `nsubj:outer`.
        NsubjOuter = "nsubj:outer",
        /// `nsubj:pass`.
        NsubjPass = "nsubj:pass",
        /// `nummod`.
        Nummod = "nummod",
        /// `obj`.
        Obj = "obj",
        /// `obl`.
        Obl = "obl",
        /// `obl:agent`.
        OblAgent = "obl:agent",
        /// `obl:unmarked`.
        OblUnmarked = "obl:unmarked",
        /// `orphan`.
        Orphan = "orphan",
        /// `parataxis`.
        Parataxis = "parataxis",
        /// `punct`.
        Punct = "punct",
        /// `reparandum`.
        Reparandum = "reparandum",
        /// `root`.
        Root = "root",
        /// `vocative`.
        Vocative = "vocative",
        /// `xcomp`.
        Xcomp = "xcomp",
    }
}
