#!/bin/sh
# Learns anew whom "he" and "she" mean, and writes the weights into src/engine/entity/score.rs.
#
#   training/speakers/remake.sh gum_train.conllu.gz
#
# What the engine sees depends on the weights that it has; run it twice.
set -e
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
python3 training/speakers/gum.py "$1" "$work/gum" news interview bio speech court letter
cargo build --example speaker-features
features=target/debug/examples/speaker-features
(cd tests/language/speakers && ls dev-* second-* third-*) | sed 's:^:tests/language/speakers/:' |
    xargs "$features" > "$work/own.tsv"
$features "$work"/gum/*.txt > "$work/gum.tsv"
python3 training/speakers/train.py src/engine/entity/score.rs \
    "$work/own.tsv" "0.4=$work/gum.tsv"
