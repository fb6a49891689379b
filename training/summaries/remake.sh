#!/bin/sh
# Makes models/summary.bin anew. usage: remake.sh DATA WORK [SRC HALF]
# DATA: a folder with the .jsonl.gz files that prepare.py names; WORK: an empty folder, 1 GB.
# With SRC and HALF (0 or 1), half of the articles from SRC is held out too, as mixed_test, and the file
# is WORK/summary.bin.
# Takes 5 minutes on two cores, compiling with them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$1 work=$2 out=${3:+$2/summary.bin}
out=${out:-models/summary.bin}
cd "$here/../.."
cargo build --release --example summary-features
python3 "$here/prepare.py" "$data" "$work" ${3:+--hold "$3" "$4"}
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
python3 "$here/train.py" "$work" export "$out" 40 41 42 43
