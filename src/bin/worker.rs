//! The worker, as wasm.

fn main() {
    nutgraf::worker::start();
}
