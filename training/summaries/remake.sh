#!/bin/sh
# Makes models/summary.bin anew. usage: remake.sh DATA WORK
# DATA: a folder with the .jsonl.gz files that prepare.py names; WORK: an empty folder, 1 GB.
# Takes 5 minutes on two cores, compiling with them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$1 work=$2
cd "$here/../.."
cargo build --release --example summary-features
python3 "$here/prepare.py" "$data" "$work"
# A file with the words alone is enough for what the networks see.
python3 "$here/train.py" "$work" blank "$work/blank.bin"
# What is held out is seen too, so that the gain is told at the end.
for set in cnn mixed descriptions; do
    for part in train dev test; do
        target/release/examples/summary-features "$work/${set}_$part" "$work/blank.bin" < "$work/${set}_$part.jsonl" &
    done
done
wait
python3 "$here/train.py" "$work" words
python3 "$here/train.py" "$work" networks 40 41 42 43
python3 "$here/train.py" "$work" export models/summary.bin 40 41 42 43
