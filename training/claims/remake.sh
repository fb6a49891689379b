#!/bin/sh
# Makes `models/claims.bin` anew: a wide and a small network from the marked articles, their labels for raw news, the small
# network that learns from both; a teacher from the marked articles, its labels for raw news, two small networks that go on
# with them, twice; the mean of the four is exported.
#
# usage: remake.sh DATA SCORER LANGUAGE WORK
#
# DATA: a folder with attributions/ and summaries/ as `models/README.md` names them. SCORER: the folder of
# score_claims.py. LANGUAGE: the work folder of training/language/remake.sh, for MiniLM and its teacher.pt. WORK: a
# folder for what comes in between, about 4 GB.
#
# Needs Python 3.11 with training/language/requirements.txt. Run it from the project's root, with the `models/language.bin`
# that is to go with it: the network reads its states. On two processors it takes about two and a half hours.
set -eu
data=$1 scorer=$2 language=$3 work=$4
here=$(dirname "$0")
mkdir -p "$work"
polnear="$data/attributions/polnear"
cargo build --quiet --release --example claim-words --example claim-chances
words=target/release/examples/claim-words
for part in train dev; do
    gzip -dc "${polnear}_$part.jsonl.gz" | "$words" "$work/$part"
done
python3 "$here/raw.py" --data "$data" --out "$work/raw.ndjson"
"$words" "$work/raw" < "$work/raw.ndjson"
learn() {
    name=$1
    shift
    python3 "$here/network.py" train --gold "$work/train" "${polnear}_train.jsonl.gz" \
        --dev "$work/dev" "${polnear}_dev.jsonl.gz" --scorer "$scorer" --out "$work/$name.pt" "$@"
}
learn wide --width 96 --role-width 96 --role-layers 2 --dropout 0.2 --epochs 7 --seed 12
learn small --epochs 6 --seed 1
python3 "$here/network.py" label --silver "$work/raw" "$work/raw.ndjson" - \
    --models "$work/wide.pt" "$work/small.pt" --out "$work/raw.npz"
learn first --silver "$work/raw" "$work/raw.ndjson" "$work/raw.npz" --gold-times 2 --dropout 0.1 --epochs 4
minilm="$language/minilm"
python3 "$here/teacher.py" train --gold "$work/train" "${polnear}_train.jsonl.gz" --minilm "$minilm" \
    --start "$language/teacher.pt" --out "$work/teacher.pt"
python3 "$here/teacher.py" label --raw "$work/raw" "$work/raw.ndjson" --minilm "$minilm" \
    --teacher "$work/teacher.pt" --out "$work/taught.npz"
for seed in 1 2; do
    learn "second$seed" --silver "$work/raw" "$work/raw.ndjson" "$work/taught.npz" --start "$work/first.pt" \
        --dropout 0.1 --rate 2e-3 --epochs 3 --seed "5$seed"
    learn "third$seed" --silver "$work/raw" "$work/raw.ndjson" "$work/taught.npz" --start "$work/second$seed.pt" \
        --dropout 0.1 --rate 2.5e-3 --epochs 6 --seed "6$seed"
done
python3 "$here/export.py" "$work/second1.pt,$work/second2.pt,$work/third1.pt,$work/third2.pt" 0 "$here/../../models/claims.bin"
# With LEAST of src/engine/claim/extract.rs at 0; the weights go into src/engine/claim/confidence.rs by hand.
cargo build --quiet --release --example claim-chances
python3 "$here/marked.py" tests/language/attributions/dev > "$work/own.jsonl"
gzip -dc "${polnear}_dev.jsonl.gz" | target/release/examples/claim-chances > "$work/chances.jsonl"
target/release/examples/claim-chances < "$work/own.jsonl" > "$work/own_chances.jsonl"
python3 "$here/calibrate.py" --set "${polnear}_dev.jsonl.gz" "$work/chances.jsonl" --set "$work/own.jsonl" "$work/own_chances.jsonl" \
    --scorer "$scorer"
