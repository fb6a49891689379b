//! Work on several threads, results in the order of the input, with a bounded number waiting.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

use anyhow::Result;

/// Does `work` for each of `items` on `jobs` threads and hands the results to `take` in order.
///
/// At most `4 * jobs` results wait for their turn. Stops at the first error of `take`.
pub(super) fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    // A permit is taken before an item is begun and given back when its result was taken, in order,
    // so that one slow item holds up the others instead of letting results pile up.
    let window = 4 * jobs;
    let (permits_in, permits_out) = sync_channel(window);
    for _ in 0..window {
        permits_in.send(()).expect("the channel holds as many");
    }
    let source = Mutex::new((items.enumerate(), permits_out));
    std::thread::scope(|scope| {
        let (results_in, results) = sync_channel(window);
        for _ in 0..jobs {
            let results_in = results_in.clone();
            let (source, work) = (&source, &work);
            scope.spawn(move || {
                loop {
                    let next = {
                        let mut source = source.lock().expect("no thread panics while it holds it");
                        if source.1.recv().is_err() { None } else { source.0.next() }
                    };
                    let Some((i, item)) = next else { break };
                    if results_in.send((i, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results_in);
        // Dropped on every way out, so that no thread waits for a permit for ever.
        let permits_in = permits_in;
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (i, result) in results {
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&next) {
                take(result)?;
                next += 1;
                // Nobody may be left to take it.
                let _ = permits_in.send(());
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for jobs in [1, 3] {
            let mut seen = Vec::new();
            // The first items take longest, so that later ones overtake them.
            let work = |i: u32| {
                let spun = (0..(500 - i) * 100).fold(i, |sum, k| std::hint::black_box(sum ^ k));
                (i, spun)
            };
            in_order(0..500, jobs, work, |(i, _)| {
                seen.push(i);
                Ok(())
            })
            .unwrap();
            assert_eq!(seen, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut taken = 0;
        let result = in_order(
            0..10_000,
            2,
            |i| i,
            |i| {
                taken += 1;
                if i == 20 { anyhow::bail!("enough") } else { Ok(()) }
            },
        );
        assert!(result.is_err());
        assert_eq!(taken, 21);
    }
}
