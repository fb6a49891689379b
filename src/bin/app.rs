//! The page, as wasm.

fn main() {
    nutgraf::app::start();
}
