"""Summaries of three sentences by sumy (pip install sumy), for `cargo xtask eval summaries`.

In, on standard input: for each article a line of JSON, its sentences. Out: a line for each way, its name
and for each article the places of the sentences that it takes.
"""
import json, re, sys

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words


class Words:
    def to_words(self, text):
        return re.findall(r"[^\W\d_][\w'’-]*", text)


articles = [json.loads(line) for line in sys.stdin]
for summarizer in LexRankSummarizer, LsaSummarizer, TextRankSummarizer:
    way = summarizer(Stemmer("english"))
    way.stop_words = get_stop_words("english")
    chosen = []
    for texts in articles:
        sentences = [Sentence(text, Words()) for text in texts]
        taken = way(ObjectDocumentModel([Paragraph(sentences)]), 3)
        chosen.append(sorted({next(i for i, own in enumerate(sentences) if own is one) for one in taken}))
    print(json.dumps([summarizer.__name__.removesuffix("Summarizer"), chosen]), flush=True)
