//! Engine values to report types and back: the only road between the two.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::article::*;
use super::comparison::*;
use super::write::round4;
use super::{Article, Shared, Span, holds_mask, is_left_out};
use crate::engine::text::CodePoints;
use crate::engine::{
    self, Analysis, Resources, Warned, claim, clean, compare, entity, ingest, text,
};

/// One article of a report, from what the engine found. `file` is what it was read from.
pub fn article_from_analysis(file: &ingest::SourceFile, analysis: &Warned<Analysis>) -> Article {
    let Warned { value, warnings } = analysis;
    let ctx = Ctx::new(&value.document.text);
    let document = &value.document;
    Article {
        id: file.sha256.get(..16).unwrap_or(&file.sha256).to_owned(),
        file: file_info(file),
        metadata: metadata(&value.metadata),
        text: document.text.clone(),
        shared: Shared::Whole,
        text_sha256: None,
        blocks: document
            .blocks
            .iter()
            .map(|b| Block { span: ctx.span(b.span), kind: block_kind(b.kind) })
            .collect(),
        sentences: document
            .sentences
            .iter()
            .enumerate()
            .map(|(id, s)| Sentence { span: ctx.span(s.span), id })
            .collect(),
        removed: value.removed.iter().enumerate().map(|(i, r)| ctx.removed(i, r)).collect(),
        source_map: value.source_map.iter().map(source_run).collect(),
        summary: summary(&value.summary),
        entities: value.entities.iter().enumerate().map(|(i, e)| ctx.entity(i, e)).collect(),
        claims: value.claims.iter().enumerate().map(|(i, c)| ctx.claim(i, c)).collect(),
        quantities: value.quantities.iter().map(|q| ctx.quantity(q)).collect(),
        times: value.times.iter().map(|t| ctx.time(t)).collect(),
        warnings: warnings
            .iter()
            .map(|w| Warning {
                stage: w.stage.to_owned(),
                message: w.message.clone(),
                span: w.span.map(|s| ctx.span(s)),
            })
            .collect(),
    }
}

/// Compares articles of a report, by nothing but what the report holds of them.
pub fn compare_articles(resources: &Resources, articles: &[impl Borrow<Article>]) -> Comparison {
    let articles: Vec<&Article> = articles.iter().map(Borrow::borrow).collect();
    let ctxs: Vec<Ctx> = articles.iter().map(|a| Ctx::new(&a.text)).collect();
    let views: Vec<compare::Article> =
        articles.iter().zip(&ctxs).map(|(a, ctx)| ctx.view(a)).collect();
    let found = compare::compare(resources, &views);
    comparison(&found, &articles, &ctxs)
}

fn file_info(file: &ingest::SourceFile) -> FileInfo {
    FileInfo {
        name: file.name.clone(),
        path: file.path.clone(),
        format: file.format.name().to_owned(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
        encoding: file.encoding.to_owned(),
    }
}

fn metadata(m: &clean::Metadata) -> Metadata {
    Metadata {
        title: m.title.clone(),
        subtitle: m.subtitle.clone(),
        bylines: m.bylines.clone(),
        published: m.published.clone(),
        updated: m.updated.clone(),
        outlet: m.outlet.clone(),
        url: m.url.clone(),
        author_note: m.author_note.clone(),
        language: Language {
            code: m.language.code.clone(),
            confidence: round4(m.language.confidence),
        },
        genre: Genre { label: genre_label(m.genre.label), confidence: round4(m.genre.confidence) },
    }
}

/// The same way back.
pub(super) fn engine_metadata(m: &Metadata) -> clean::Metadata {
    clean::Metadata {
        title: m.title.clone(),
        subtitle: m.subtitle.clone(),
        bylines: m.bylines.clone(),
        published: m.published.clone(),
        updated: m.updated.clone(),
        outlet: m.outlet.clone(),
        url: m.url.clone(),
        author_note: m.author_note.clone(),
        language: clean::Language {
            code: m.language.code.clone(),
            confidence: m.language.confidence,
        },
        genre: clean::Genre {
            label: engine_genre_label(m.genre.label),
            confidence: m.genre.confidence,
        },
    }
}

fn source_run(run: &clean::SourceRun) -> SourceRun {
    SourceRun { text: run.text, source: run.source, length: run.length }
}

fn summary(s: &engine::summarize::Summary) -> Summary {
    let ranking = s.ranking.iter().map(|r| RankedSentence {
        sentence: r.sentence.0 as usize,
        score: round4(r.score),
        because: r.because.iter().map(|b| b.code().to_owned()).collect(),
    });
    let method = match s.method {
        engine::summarize::Method::Learnt => SummaryMethod::Learnt,
        engine::summarize::Method::General => SummaryMethod::General,
    };
    Summary { ranking: ranking.collect(), default_length: s.default_length, method }
}

/// One article's text, and its code points.
struct Ctx<'a> {
    text: &'a str,
    code_points: CodePoints<'a>,
}

impl<'a> Ctx<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, code_points: CodePoints::new(text) }
    }

    fn span(&self, span: text::Span) -> Span {
        Span {
            start: self.code_points.at_byte(span.start),
            end: self.code_points.at_byte(span.end),
            exact: span.of(self.text).to_owned(),
        }
    }

    fn spans(&self, spans: &[text::Span]) -> Vec<Span> {
        spans.iter().map(|&s| self.span(s)).collect()
    }

    /// Bytes of a span of the report. Spans were checked when the report was read.
    fn bytes(&self, span: &Span) -> text::Span {
        let byte = |i| self.code_points.to_byte(i).unwrap_or(self.text.len());
        let start = byte(span.start);
        text::Span::new(start, byte(span.end).max(start))
    }

    fn removed(&self, i: usize, r: &clean::Removed) -> Removed {
        Removed {
            id: format!("r{}", i + 1),
            at: self.code_points.at_byte(r.at),
            exact: r.exact.clone(),
            reason: r.reason.code().to_owned(),
            restored: r.restored,
            source: r.source,
        }
    }

    fn entity(&self, i: usize, e: &entity::Entity) -> Entity {
        let mentions = e
            .mentions
            .iter()
            .map(|m| Mention { span: self.span(m.span), form: mention_form(m.form) });
        Entity {
            id: format!("e{}", i + 1),
            name: e.name.clone(),
            kind: entity_kind(e.kind),
            roles: self.spans(&e.roles),
            mentions: mentions.collect(),
        }
    }

    fn claim(&self, i: usize, c: &claim::Claim) -> Claim {
        Claim {
            id: format!("c{}", i + 1),
            kind: claim_kind(c.kind),
            parent: c.parent.map(|p| format!("c{}", p.0 + 1)),
            content: self.spans(&c.content),
            source: Source {
                spans: self.spans(&c.source.spans),
                entity: c.source.entity.map(|e| format!("e{}", e.0 + 1)),
                name: c.source.name.clone(),
                anonymous: c.source.anonymous,
            },
            cue: self.spans(&c.cue),
            cue_class: cue_class(c.cue_class),
            quotation: quotation(c.quotation),
            via: c
                .via
                .iter()
                .map(|v| Via { name: v.name.clone(), spans: self.spans(&v.spans) })
                .collect(),
            polarity: polarity(c.polarity),
            certainty: Certainty {
                label: certainty_label(c.certainty.label),
                markers: self.spans(&c.certainty.markers),
            },
            quantities: c.quantities.clone(),
            times: c.times.clone(),
            check_worthiness: round4(c.check_worthiness),
            confidence: c.confidence.map(round4),
            person: None,
        }
    }

    fn quantity(&self, q: &entity::Quantity) -> Quantity {
        Quantity {
            span: self.span(q.span),
            value: round4(q.value),
            high: q.high.map(round4),
            unit: q.unit.clone(),
            approximate: q.approximate,
        }
    }

    fn time(&self, t: &entity::Time) -> Time {
        Time {
            span: self.span(t.span),
            value: t.value.clone(),
            last: t.end.clone(),
            grain: grain(t.grain),
        }
    }

    /// What comparing reads of `article`. Words that were left out are not compared: they would all
    /// be alike.
    fn view(&self, article: &'a Article) -> compare::Article<'a> {
        let entity_index =
            |id: &Option<String>| article.entities.iter().position(|e| Some(&e.id) == id.as_ref());
        // By a map: among the claims of a whole book a search for each would take long.
        let places: BTreeMap<&str, usize> =
            article.claims.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
        let claim_index =
            |id: &Option<String>| id.as_ref().and_then(|id| places.get(id.as_str()).copied());
        let is_there =
            |id: usize| article.sentences.get(id).is_some_and(|s| !holds_mask(&s.span.exact));
        let default = article.summary.ranking.iter().take(article.summary.default_length);
        let summary = default.map(|r| r.sentence).filter(|&id| is_there(id)).collect();
        let shown = |spans: &[Span]| {
            let shown = spans.iter().filter(|s| !is_left_out(&s.exact));
            shown.map(|s| self.bytes(s)).collect::<Vec<_>>()
        };
        let body = [BlockKind::Paragraph, BlockKind::ListItem, BlockKind::Quote];
        compare::Article {
            id: &article.id,
            text: &article.text,
            title: article.metadata.title.as_deref().unwrap_or(&article.file.name),
            outlet: article.metadata.outlet.as_deref(),
            published: article.metadata.published.as_deref(),
            paragraphs: article
                .blocks
                .iter()
                .filter(|b| body.contains(&b.kind) && !holds_mask(&b.span.exact))
                .map(|b| self.bytes(&b.span))
                .collect(),
            sentences: article.sentences.iter().map(|s| self.bytes(&s.span)).collect(),
            summary,
            entities: article
                .entities
                .iter()
                .map(|e| compare::Entity {
                    name: &e.name,
                    person: e.kind == EntityKind::Person,
                    roles: shown(&e.roles),
                    mentions: e.mentions.iter().map(|m| self.bytes(&m.span)).collect(),
                })
                .collect(),
            claims: article
                .claims
                .iter()
                .map(|c| compare::Claim {
                    parent: claim_index(&c.parent),
                    content: shown(&c.content),
                    speaker: c.source.name.as_deref(),
                    entity: entity_index(&c.source.entity),
                    anonymous: c.source.anonymous,
                    authorial: c.kind == ClaimKind::Authorial,
                    direct: c.quotation == Quotation::Direct,
                    negative: c.polarity == Polarity::Negative,
                    via: c.via.iter().map(|v| v.name.as_str()).collect(),
                    quantities: c.quantities.clone(),
                    times: c.times.clone(),
                })
                .collect(),
            quantities: article
                .quantities
                .iter()
                .map(|q| compare::Quantity {
                    span: self.bytes(&q.span),
                    value: q.value,
                    high: q.high,
                    unit: q.unit.as_deref(),
                    approximate: q.approximate,
                })
                .collect(),
            times: article
                .times
                .iter()
                .map(|t| compare::Time {
                    span: self.bytes(&t.span),
                    value: t.value.as_deref(),
                    grain: t.grain.code(),
                })
                .collect(),
        }
    }
}

fn comparison(found: &compare::Comparison, articles: &[&Article], ctxs: &[Ctx]) -> Comparison {
    let id = |article: usize| articles[article].id.clone();
    let claim_ref = |c: &compare::ClaimRef| ClaimRef {
        article: id(c.article),
        claim: articles[c.article].claims[c.claim].id.clone(),
    };
    let passage = |p: &compare::Passage| Passage {
        article: id(p.article),
        span: ctxs[p.article].span(p.span),
    };
    let clusters = found.clusters.iter().map(|c| Cluster {
        claims: c.claims.iter().map(claim_ref).collect(),
        origins: c
            .origins
            .iter()
            .map(|o| Origin { name: o.name.clone(), kind: origin_kind(o.kind) })
            .collect(),
        confidence: round4(c.confidence),
    });
    let conflicts = found.conflicts.iter().map(|c| Conflict {
        kind: conflict_kind(c.kind),
        entity: c.entity.clone(),
        left: passage(&c.left),
        right: passage(&c.right),
        explanation: c.explanation.clone(),
        confidence: round4(c.confidence),
    });
    let copies = found.copies.iter().map(|c| Copies {
        articles: c.articles.iter().map(|&a| id(a)).collect(),
        overlap: round4(c.overlap),
        passages: c.passages.iter().map(passage).collect(),
    });
    let speakers = found.speakers.iter().map(|s| Speaker {
        name: s.name.clone(),
        aliases: s.aliases.clone(),
        roles: s.roles.clone(),
        claims: s.claims.iter().map(claim_ref).collect(),
    });
    let timeline = found.timeline.iter().map(|m| Moment {
        value: m.value.clone(),
        grain: Grain::ALL.iter().copied().find(|g| g.code() == m.grain).unwrap_or(Grain::Day),
        article: id(m.passage.article),
        span: ctxs[m.passage.article].span(m.passage.span),
    });
    let summary = found.summary.iter().map(|s| SentenceRef {
        article: id(s.article),
        sentence: s.sentence,
        agreed: s.agreed.iter().map(|&a| id(a)).collect(),
        conflicts: s.conflicts.clone(),
    });
    Comparison {
        clusters: clusters.collect(),
        conflicts: conflicts.collect(),
        copies: copies.collect(),
        speakers: speakers.collect(),
        timeline: timeline.collect(),
        summary: summary.collect(),
    }
}

/// A function between two enums with the same variants.
macro_rules! same {
    ($name:ident: $from:ty => $to:ty { $($variant:ident)+ }) => {
        pub(super) fn $name(value: $from) -> $to {
            match value { $(<$from>::$variant => <$to>::$variant,)+ }
        }
    };
}

same!(block_kind: text::BlockKind => BlockKind {
    Title Subtitle Heading Paragraph ListItem Quote Caption
});
same!(engine_block_kind: BlockKind => text::BlockKind {
    Title Subtitle Heading Paragraph ListItem Quote Caption
});
same!(engine_genre_label: GenreLabel => clean::GenreLabel {
    News Opinion Interview Live Transcript Release Other
});
same!(genre_label: clean::GenreLabel => GenreLabel {
    News Opinion Interview Live Transcript Release Other
});
same!(entity_kind: entity::EntityKind => EntityKind { Person Organisation Place Other });
same!(mention_form: entity::MentionForm => MentionForm { Name Title Pronoun Nominal });
same!(claim_kind: claim::ClaimKind => ClaimKind { Attributed Authorial });
same!(cue_class: claim::CueClass => CueClass {
    Say Assert Deny Promise Warn Threaten Ask Demand Praise Blame Report Believe Expect
});
same!(quotation: claim::Quotation => Quotation { Direct Indirect Mixed });
same!(polarity: claim::Polarity => Polarity { Positive Negative });
same!(certainty_label: claim::CertaintyLabel => CertaintyLabel {
    Asserted Probable Possible Reported Conditional Predicted Required
});
same!(grain: entity::Grain => Grain {
    Minute Day Week Month Quarter Season Year Decade Century
});
same!(origin_kind: compare::OriginKind => OriginKind { Speaker Agency Article Release });
same!(conflict_kind: compare::ConflictKind => ConflictKind {
    Number Date Place Role Polarity Quotation
});
