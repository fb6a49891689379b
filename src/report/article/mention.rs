//! What an article speaks of: [`Entity`], [`Quantity`], [`Time`], and their parts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes;
use crate::report::Span;

/// Someone or something with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// "e1", "e2", …
    pub id: String,
    /// The fullest name that the article gives.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Titles and roles that the article gives it.
    pub roles: Vec<Span>,
    /// Every mention, in text order.
    pub mentions: Vec<Mention>,
}

codes! {
    /// What an entity is.
    EntityKind {
        /// A person.
        Person = "person",
        /// A body: ministry, company, agency, country that speaks.
        Organisation = "organisation",
        /// A place.
        Place = "place",
        /// Anything else with a name.
        Other = "other",
    }
}

/// A place where the article speaks of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// What kind of words.
    pub form: MentionForm,
}

codes! {
    /// What kind of words a mention is.
    MentionForm {
        /// "Sergei Lavrov", "Lavrov".
        Name = "name",
        /// "the minister".
        Title = "title",
        /// "he".
        Pronoun = "pronoun",
        /// "the company".
        Nominal = "nominal",
    }
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// The value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// "%", "USD", "people", …; null for a bare number.
    pub unit: Option<String>,
    /// "about", "nearly", "more than", …
    pub approximate: bool,
}

/// A date or period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// ISO 8601 and its extension EDTF, cut to the grain: "2023-03-31T14:30", "2023-03-31",
    /// "2023-W13", "2023-03", "2023-Q1", "2021-22" (21 spring to 24 winter), "2023", "199" (decade),
    /// "19" (century from 1900); null where the date cannot be known. Of an interval, the first.
    pub value: Option<String>,
    /// The last of an interval, which belongs to it; null for what is none. Since 1.1.
    pub last: Option<String>,
    /// How fine it is.
    pub grain: Grain,
}

codes! {
    /// How fine a time is.
    Grain {
        /// A time of day.
        Minute = "minute",
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter.
        Quarter = "quarter",
        /// A season. Since 1.1.
        Season = "season",
        /// A year.
        Year = "year",
        /// A decade.
        Decade = "decade",
        /// A century. Since 1.1.
        Century = "century",
    }
}
