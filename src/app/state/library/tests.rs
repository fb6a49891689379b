//! Tests of the files and articles.

use super::*;

fn card(hash: &str) -> Card {
    Card { hash: hash.to_owned(), ..Card::default() }
}

fn library_with(articles: &[(u32, u32, &str)]) -> Library {
    let mut library = Library::default();
    for (file, key, hash) in articles {
        while library.next_file <= *file {
            library.add_file(format!("{}.txt", library.next_file), None);
        }
        library.apply(&Update::Article { file: *file, key: *key, card: card(hash) });
        library.apply(&Update::Finished { file: *file });
    }
    library
}

#[test]
fn a_file_with_two_articles_is_two_rows() {
    let library = library_with(&[(0, 5, "a"), (0, 6, "b"), (1, 9, "c")]);
    assert_eq!(library.rows(), [5, 6, 9].map(ListRow::Article));
}

#[test]
fn entries_that_failed_are_rows_and_go_into_the_report() {
    let mut library = library_with(&[(0, 5, "a")]);
    let failure =
        Failure { file: FailedFile::at("all.zip/b.doc", Some(3)), reason: "no text".to_owned() };
    library.apply(&Update::PartFailed { file: 0, failure: failure.clone() });
    assert_eq!(library.rows(), [ListRow::Article(5), ListRow::Failure(0, 0)]);
    assert_eq!(library.failures(), [failure]);
    assert_eq!(library.progress().failed, 1);
    library.remove_article(5);
    assert_eq!(library.rows(), [ListRow::Failure(0, 0)]);
}

#[test]
fn an_unfinished_file_keeps_its_row_below_its_articles() {
    let mut library = Library::default();
    let file = library.add_file("feed.xml".to_owned(), None);
    library.apply(&Update::Article { file, key: 1, card: card("a") });
    library.apply(&Update::Progress { file, done: 1, total: 4 });
    assert_eq!(library.rows(), [ListRow::Article(1), ListRow::File(file)]);
    assert_eq!(library.file(file).map(|f| f.state.clone()), Some(FileState::Reading(25)));
}

#[test]
fn equal_files_are_both_listed_under_different_ids() {
    let library = library_with(&[(0, 1, "a"), (1, 2, "a")]);
    assert_eq!(library.key_of("a"), Some(1));
    assert_eq!(library.key_of("a-2"), Some(2));
}

#[test]
fn the_id_of_a_copy_is_not_given_twice() {
    let mut library = library_with(&[(0, 1, "a"), (1, 2, "a")]);
    library.remove_article(1);
    library.add_file("2.txt".to_owned(), None);
    library.apply(&Update::Article { file: 2, key: 3, card: card("a") });
    assert_eq!(library.key_of("a-2"), Some(2));
    assert_eq!(library.key_of("a-3"), Some(3));
}

#[test]
fn the_desks_ids_win() {
    let mut library = library_with(&[(0, 1, "a"), (1, 2, "a")]);
    let ids = vec![(1, "a-2".to_owned()), (2, "a".to_owned())];
    library.apply(&Update::Compared { comparison: Vec::new(), ids });
    assert_eq!(library.key_of("a"), Some(2));
}

#[test]
fn failures_and_cancelled_files_go_into_the_report_sorted() {
    let mut library = Library::default();
    let b = library.add_file("b.pdf".to_owned(), Some(3));
    let a = library.add_file("in/a.txt".to_owned(), None);
    library.apply(&Update::Failed { file: b, reason: "no text".to_owned() });
    library.apply(&Update::Cancelled { file: a });
    let names: Vec<_> = library.failures().into_iter().map(|f| f.file.name).collect();
    assert_eq!(names, ["a.txt", "b.pdf"]);
}

#[test]
fn retry_puts_a_cancelled_file_back_and_leaves_a_done_one() {
    let mut library = library_with(&[(0, 1, "a")]);
    let file = library.add_file("b".to_owned(), None);
    library.apply(&Update::Cancelled { file });
    assert!(!library.retry(0));
    assert_eq!(library.retryable(), [file]);
    assert!(library.retry(file));
    assert_eq!(library.progress(), Progress { total: 1, open: 1, failed: 0, cancelled: 0 });
}

#[test]
fn progress_starts_anew_when_the_queue_was_empty() {
    let mut library = library_with(&[(0, 1, "a"), (1, 2, "b")]);
    assert_eq!(library.progress().open, 0);
    library.add_file("c".to_owned(), None);
    assert_eq!(library.progress().total, 1);
}

#[test]
fn removing_the_last_article_removes_the_file() {
    let mut library = library_with(&[(0, 1, "a")]);
    library.remove_article(1);
    assert!(library.is_empty());
}

#[test]
fn an_article_shared_in_part_is_joined_with_the_one_of_the_same_text() {
    let mut library = library_with(&[(0, 1, "a"), (1, 2, "b"), (2, 3, "a")]);
    let text = ["same", "other", "same"];
    for (article, text) in library.articles.values_mut().zip(text) {
        article.card.text_sha256 = text.to_owned();
    }
    assert_eq!(library.joinable(), None);
    library.articles.get_mut(&1).expect("it is there").card.shared = Shared::Quotes;
    assert_eq!(library.joinable(), Some((1, 3)));
    library.join(1, 3);
    assert_eq!((library.joinable(), library.n_articles()), (None, 2));
}

#[test]
fn updates_of_removed_files_are_ignored() {
    let mut library = library_with(&[(0, 1, "a")]);
    assert_eq!(library.remove_file(0), [1]);
    library.apply(&Update::Article { file: 0, key: 2, card: card("b") });
    library.apply(&Update::Finished { file: 0 });
    assert!(library.is_empty());
    assert_eq!(library.n_articles(), 0);
}
