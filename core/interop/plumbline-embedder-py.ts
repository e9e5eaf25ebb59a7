/**
 * `plumbline_embedder.py`, shipped in the folder of a version that also compares spelling: what core/embed and core/text do,
 * for Python.
 */
export const PLUMBLINE_EMBEDDER = String.raw`"""The vectors of a Plumbline version in Python: what texts mean beside how they are spelt.

In sentence-transformers, from the folder that this file lies in:
    SentenceTransformer(folder, trust_remote_code=True).encode(["staff nurse"])
Alone, with numpy, safetensors and tokenizers:
    PlumblineVectors(folder + "/0_Plumbline").encode(["staff nurse"])
"""

import json
import os
import re
import shutil
import unicodedata
from collections import Counter

import numpy as np
from safetensors.numpy import load_file

try:
    import torch
    from torch.nn import Module
except ImportError:
    torch, Module = None, object

HALF_PAIRS = re.compile(r"[\ud800-\udfff]")
BLANKS = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)


def plain(text):
    """NFC; control characters and white space become one space."""
    return BLANKS.sub(" ", HALF_PAIRS.sub("\ufffd", unicodedata.normalize("NFC", text))).strip(" ")


def unit(rows):
    """Rows of length 1; a row of zeros, a text in which nothing is known, stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


class Tfidf:
    """A fitted TF-IDF of words, or of the letters inside them: scikit-learn's definitions."""

    def __init__(self, settings, idf):
        self.options = settings["options"]
        self.numbers = {feature: number for number, feature in enumerate(settings["features"])}
        self.idf = idf

    def row(self, text):
        """Numbers of the known features of a text, and their weights, which have length 1."""
        known = (self.numbers.get(feature) for feature in self.features(text))
        counts = Counter(number for number in known if number is not None)
        numbers = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        weights = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        if self.options["sublinear"]:
            weights = 1 + np.log(weights)
        weights = weights * self.idf[numbers]
        return numbers, weights / (np.linalg.norm(weights) or 1)

    def features(self, text):
        if self.options["lowercase"]:
            text = text.lower()
        if self.options["stripAccents"]:
            apart = unicodedata.normalize("NFKD", text)
            text = "".join(c for c in apart if unicodedata.category(c)[0] != "M")
        shortest, longest = self.options["ngramRange"]
        if self.options["analyser"] == "word":
            return self.words(text, shortest, longest)
        return self.letters(text, shortest, longest)

    def words(self, text, shortest, longest):
        is_letter = lambda c: c == "_" or unicodedata.category(c)[0] in "LN"
        found = "".join(c if is_letter(c) else " " for c in text).split()
        least, stop = self.options["minimumWordLength"], self.options["stopWords"]
        kept = [word for word in found if len(word) >= least and word not in stop]
        for n in range(shortest, longest + 1):
            for start in range(len(kept) - n + 1):
                yield " ".join(kept[start : start + n])

    def letters(self, text, shortest, longest):
        for word in text.split():
            padded = f" {word} "
            for n in range(shortest, longest + 1):
                yield padded[:n]
                for start in range(1, len(padded) - n + 1):
                    yield padded[start : start + n]
                if len(padded) <= n:
                    break


class PlumblineVectors:
    """Text -> vector, with numpy alone unless the meaning is a transformer's."""

    def __init__(self, folder):
        with open(os.path.join(folder, "plumbline.json"), encoding="utf-8") as file:
            self.about = json.load(file)
        self.arrays = load_file(os.path.join(folder, "plumbline.safetensors"))
        self.spelling = [
            Tfidf(self.about[name], self.arrays[f"{name}.idf"]) for name in ("words", "letters")
        ]
        self.dimensions = self.about["dimensions"]
        self.silent = set(self.about["silent"])
        self.tokenizer, self.transformer = None, None
        meaning = self.about["meaning"]
        if meaning == "static":
            from tokenizers import Tokenizer

            self.tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
            self.tokenizer.no_truncation()
            self.tokenizer.no_padding()
        elif meaning == "sentence-transformers":
            from sentence_transformers import SentenceTransformer

            self.transformer = SentenceTransformer(os.path.join(folder, "meaning"))
            self.tokenizer = self.transformer.tokenizer

    def encode(self, texts):
        """[texts × dimensions], float32, of length 1; zeros for a text in which nothing is known."""
        texts = [plain(text) for text in texts]
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        parts = [part(texts) for part in (self.meanings, self.spellings)]
        vectors = unit(np.concatenate([part for part in parts if part is not None], axis=1))
        if "adapter" in self.arrays:
            vectors = unit(vectors @ self.arrays["adapter"].astype(np.float64))
        return vectors.astype(np.float32)

    def meanings(self, texts):
        prefixed = [self.about["prefix"] + text for text in texts]
        if self.transformer is not None:
            encoded = self.transformer.encode(prefixed, prompt="", show_progress_bar=False)
            return unit(np.asarray(encoded, dtype=np.float64))
        if self.tokenizer is None:
            return None
        found = self.tokenizer.encode_batch(prefixed, add_special_tokens=False)
        vectors = unit(np.stack([self.sum_of(tokens.ids) for tokens in found]))
        if "pca.components" not in self.arrays:
            return vectors
        known = vectors.any(axis=1, keepdims=True)
        return unit(((vectors - self.arrays["pca.mean"]) * known) @ self.arrays["pca.components"])

    def sum_of(self, ids):
        known = [i for i in ids if i not in self.silent][: self.about["maxTokens"]]
        return self.arrays["embeddings"][known].sum(axis=0, dtype=np.float64)

    def spellings(self, texts):
        return unit(np.stack([self.spelling_of(text) for text in texts]))

    def spelling_of(self, text):
        components = self.arrays["lexical.components"]
        words, letters = (tfidf.row(text) for tfidf in self.spelling)
        numbers = np.concatenate([words[0], letters[0] + len(self.spelling[0].numbers)])
        if len(numbers) == 0:
            return np.zeros(components.shape[1])
        weights = np.concatenate([words[1], letters[1]])
        return weights @ components[numbers] - self.arrays["lexical.mean"]


class PlumblineEmbedder(Module):
    """The same as a module of sentence-transformers. It is not trained further there."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        self.vectors = PlumblineVectors(folder)
        self.tokenizer = self.vectors.tokenizer
        self.max_seq_length = None

    def tokenize(self, texts, **_):
        return {"sentence_embedding": torch.from_numpy(self.vectors.encode(list(texts)))}

    preprocess = tokenize

    def forward(self, features, **_):
        return features

    def get_sentence_embedding_dimension(self):
        return self.vectors.dimensions

    get_embedding_dimension = get_sentence_embedding_dimension

    def save(self, output_path, *_, **__):
        shutil.copytree(self.folder, output_path, dirs_exist_ok=True)
        code = "plumbline_embedder.py"
        above, beside = os.path.dirname(self.folder), os.path.dirname(output_path)
        shutil.copyfile(os.path.join(above, code), os.path.join(beside, code))

    @staticmethod
    def load(folder):
        return PlumblineEmbedder(folder)
`;
