"""Peer of (a): textacy's `direct_quotations` over the texts of PolNeAR train, already parsed.

Usage: textacy_peer.py SHARED_DATA

Each document is built from the automatic parses that lie beside the corpus, outside the time that is
measured: tokens, sentences, tags, lemmas, heads and relations are given, so that no model is needed and
only the search for quotations counts. It is a lower bound for what the Python world takes: parsing comes
on top. A document with an odd number of marks is one that textacy gives up.
"""

import gzip
import json
import pathlib
import sys
import time

import spacy
from spacy.tokens import Doc
from textacy.extract import direct_quotations

COARSE = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV", "P": "PRON", "D": "DET", "I": "ADP", "C": "CCONJ"}


def coarse(tag):
    if tag == "MD":
        return "AUX"
    if tag.startswith("NNP"):
        return "PROPN"
    if not tag[:1].isalpha() or tag.startswith("-"):
        return "PUNCT"
    return COARSE.get(tag[0], "X")


def document(vocab, line, text):
    words, spaces, lemmas, tags, heads, relations, starts = [], [], [], [], [], [], []
    for sentence in line["sents"]:
        first = len(words)
        for at, (_, lemma, tag, _, begin, end, head, relation) in enumerate(sentence):
            word = text[begin:end]
            if not word:
                word = "."
            words.append(word)
            spaces.append(text[end : end + 1].isspace())
            lemmas.append(lemma)
            tags.append(tag)
            heads.append(first + (head - 1 if head else at))
            relations.append("ROOT" if not head else relation)
            starts.append(at == 0)
    return Doc(
        vocab, words=words, spaces=spaces, lemmas=lemmas, tags=tags, pos=[coarse(tag) for tag in tags],
        heads=heads, deps=relations,
    )


def main():
    folder = pathlib.Path(sys.argv[1], "polnear/train")
    vocab = spacy.blank("en").vocab
    documents = []
    with gzip.open(folder / "corenlp.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            text = (folder / "text" / (line["id"] + ".txt")).read_text("utf-8")
            documents.append(document(vocab, line, text))
    n_found = n_given_up = 0
    start = time.process_time()
    for one in documents:
        try:
            n_found += sum(1 for _ in direct_quotations(one))
        except Exception:
            n_given_up += 1
    took = time.process_time() - start
    print(
        f"textacy direct_quotations, parsed before: {len(documents) / took:.0f} articles/s of CPU "
        f"({len(documents)} articles, {n_found} quotations, {n_given_up} given up)"
    )


main()
