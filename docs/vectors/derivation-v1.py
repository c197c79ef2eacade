"""Derives every key of derivation-v1.json again, with nothing but Python: the reference for other implementations."""
import base64, hashlib, hmac, json, pathlib, struct

def enc(label, *fields):
    out = struct.pack("B", len(label)) + label.encode("ascii") + struct.pack("B", len(fields))
    for field in fields:
        field = struct.pack(">I", field) if isinstance(field, int) else field.encode("ascii") if isinstance(field, str) else field
        out += struct.pack(">H", len(field)) + field
    return out

def mac(digest, key, *parts):
    return hmac.new(key, b"".join(parts), digest).digest()

def expand(secret, info, length):  # RFC 5869 section 2.3; never more than one block is needed
    return mac("sha512", secret, info, b"\1")[:length]

P, N = 2**256 - 2**224 + 2**192 + 2**96 - 1, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
G = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)

def add(p, q):
    if p is None or q is None or (p[0] == q[0] and p != q):
        return p or q if p is None or q is None else None
    slope = (3 * p[0] ** 2 - 3) * pow(2 * p[1], -1, P) if p == q else (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope ** 2 - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P

def public_key(seed):  # c2sp.org/det-keygen, and SubjectPublicKeyInfo (RFC 5480) in base64
    key, value, name = bytes(32), b"\1" * 32, b"det ECDSA key gen P-256"
    for step in b"\0", b"\1":
        key = mac("sha256", key, value, step, seed, name)
        value = mac("sha256", key, value)
    value = mac("sha256", key, value)
    if int.from_bytes(value, "big") >= N:
        key = mac("sha256", key, value, b"\0")
        value = mac("sha256", key, mac("sha256", key, value))
    point = None
    for bit in bin(int.from_bytes(value, "big"))[2:]:
        point = add(point, point)
        point = add(point, G) if bit == "1" else point
    prefix = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
    return base64.b64encode(prefix + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")).decode()

vectors = json.loads(pathlib.Path(__file__).with_suffix(".json").read_text("ascii"))
keys = 0
for v in vectors["epochs"]:
    name = (v["trustDomain"], v["service"], v["epoch"])
    ses = mac("sha512", bytes.fromhex(v["root"]), enc("redoubt/kdf/v1/ses", *name), b"\1")
    assert ses.hex() == v["ses"]
    for k in v["leaves"]:
        fields = (*name, k["purpose"], k["suite"], k["length"])
        leaf = expand(ses, enc("redoubt/kdf/v1/leaf", *fields), k["length"])
        choice = expand(ses, enc("redoubt/kdf/v1/kid", *fields), 64)
        kid = next(choice[i:i + 4] for i in range(0, 64, 4) if any(choice[i:i + 4]))
        fp = hashlib.sha256(enc("redoubt/fp/v1", leaf)).digest()[:16]
        assert (leaf.hex(), kid.hex(), fp.hex()) == (k["leaf"], k["kid"], k["fp"]), k
        assert k["suite"] != "ES256" or public_key(leaf) == k["publicKey"], k
        keys += 1
for v in vectors["provisioners"]:
    name = (v["trustDomain"], v["number"])
    ses = mac("sha512", bytes.fromhex(v["root"]), enc("redoubt/kdf/v1/provisioner", *name), b"\1")
    seed = expand(ses, enc("redoubt/kdf/v1/provisioner-key", *name), 32)
    assert (ses.hex(), seed.hex(), public_key(seed)) == (v["ses"], v["seed"], v["publicKey"]), v
    keys += 1
print(keys, "keys hold")
