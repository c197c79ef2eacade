"""Makes the bytes of field-v1.json again, with nothing but Python: the reference for other implementations.

What AES itself makes is left out, for Python has none; how its inputs are made is all here.
"""
import hashlib, hmac, json, pathlib, struct, uuid

def enc(label, *fields):
    out = struct.pack("B", len(label)) + label.encode("ascii") + struct.pack("B", len(fields))
    for field in fields:
        field = struct.pack(">I", field) if isinstance(field, int) else field.encode() if isinstance(field, str) else field
        out += struct.pack(">H", len(field)) + field
    return out

def optional(value):
    return b"\0" if value is None else b"\1" + (value.encode() if isinstance(value, str) else value)

def mac(key, message):
    return hmac.new(key, message, hashlib.sha512).digest()

def leb128(number):
    out = b""
    while number > 0x7f:
        out, number = out + bytes([number & 0x7f | 0x80]), number >> 7
    return out + bytes([number])

def row(value):
    if value is None:
        return None
    [(kind, value)] = value.items()
    return {
        "number": lambda: b"i" + struct.pack(">q", value),
        "uuid": lambda: b"u" + uuid.UUID(value).bytes,
        "text": lambda: b"s" + value.encode(),
        "bytes": lambda: b"b" + bytes.fromhex(value),
        "parts": lambda: b"c" + enc("row", *map(row, value)),
    }[kind]()

vectors = json.loads(pathlib.Path(__file__).with_suffix(".json").read_text("utf-8"))
service = vectors["service"]
held = 0

def leaf(purpose, suite, epoch):
    return hashlib.sha512(f"{service}/{purpose}/{suite}/{epoch}".encode()).digest()

def holds(made, expected):
    global held
    assert made.hex() == expected, (made.hex(), expected)
    held += 1

for v in vectors["headers"]:
    holds(bytes([0xc1, 0x10 | v["nibble"]]) + leb128(v["epoch"] << 2), v["header"])
for v in vectors["fieldKeys"]:
    info = enc("redoubt/field/v1", v["entity"], v["field"], v["suite"], v["length"])
    holds(mac(leaf(v["purpose"], v["suite"], v["epoch"]), info + b"\1")[:v["length"]], v["key"])
for v in vectors["associatedData"]:
    place = (vectors["trustDomain"], service, v["entity"], v["field"])
    bound = map(optional, (v["tenant"], row(v["row"]), None))
    holds(enc("redoubt/field/v1/aad", bytes.fromhex(v["header"]), *place, *bound), v["bytes"])
for v in vectors["indexes"]:
    info = enc("redoubt/index/v1", v["entity"], v["field"], v["index"], v["normaliser"], v["bits"])
    key = mac(leaf("blind-index", "HS512", v["epoch"]), info + b"\1")
    code = mac(key, enc("redoubt/index/v1/msg", optional(v["tenant"]), v["form"]))
    size = (v["bits"] + 7) // 8
    kept = int.from_bytes(code[:size], "big") >> 8 * size - v["bits"] << 8 * size - v["bits"]
    holds(struct.pack(">H", v["epoch"]) + kept.to_bytes(size, "big"), v["stored"])
for v in vectors["comparable"]:
    ciphertext, plaintext = bytes.fromhex(v["ciphertext"]), bytes.fromhex(v["plaintext"])
    assert ciphertext[:3] == bytes([0xc1, 0x16, 1 << 2]) and len(ciphertext) == 3 + 16 + len(plaintext)
    held += 1
for v in vectors["subjectHeaders"]:
    holds(bytes([0xc1, 0x10 | v["nibble"]]) + leb128(v["epoch"] << 2 | 1) + leb128(v["number"]), v["header"])
for v in vectors["subjectKeys"]:
    name = (v["entity"], v["field"], v["suite"])
    parent = mac(leaf(v["purpose"], v["suite"], v["epoch"]), enc("redoubt/field/v1/parent", *name) + b"\1")
    info = enc("redoubt/field/v1/subject", v["subject"], v["number"], v["suite"], v["length"])
    holds(mac(mac(parent, bytes.fromhex(v["subjectKey"])), info + b"\1")[:v["length"]], v["key"])
for v in vectors["subjectAssociatedData"]:
    place = (vectors["trustDomain"], service, v["entity"], v["field"])
    bound = map(optional, (v["tenant"], row(v["row"]), v["subject"]))
    holds(enc("redoubt/field/v1/aad", bytes.fromhex(v["header"]), *place, *bound), v["bytes"])
for v in vectors["wrappedSubjectKeys"]:
    place = (vectors["trustDomain"], service, optional(v["tenant"]), v["subject"], v["number"], v["epoch"])
    holds(enc("redoubt/subject/v1", *place), v["associatedData"])
    assert len(bytes.fromhex(v["wrapped"])) == 16 + len(bytes.fromhex(v["subjectKey"]))
print(held, "vectors hold")
