"""Reads mce1.json and sketch.json with native libsodium (python3-nacl) and hashlib: an implementation that
shares no code with the WebAssembly build. Exits 0 when all agrees, 1 at the first that does not, and says
"not checked: ..." where PyNaCl is absent."""

import base64
import hashlib
import json
import pathlib
import sys

try:
    import nacl.bindings as sodium
    import nacl.exceptions
    import nacl.pwhash.argon2id
except ImportError:
    print("not checked: PyNaCl is absent (Debian: python3-nacl)")
    sys.exit(0)

unhex = bytes.fromhex
checks = 0


def check(holds, what):
    global checks
    checks += 1
    if not holds:
        print(f"differs: {what}")
        sys.exit(1)


def tagged(tag):
    return bytes([len(tag)]) + tag.encode()


def hash32(tag, message, key=b""):
    return hashlib.blake2b(tagged(tag) + message, digest_size=32, key=key).digest()


def kdf(key, number, context):
    salt = number.to_bytes(8, "little") + bytes(8)
    return hashlib.blake2b(digest_size=32, key=key, salt=salt, person=context.encode() + bytes(8)).digest()


def aead_open(key, ad, sealed):
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], ad, sealed[:24], key)


def signed_by(vk, signature, tag, message):
    try:
        sodium.crypto_sign_open(signature + tagged(tag) + message, vk)
        return True
    except nacl.exceptions.BadSignatureError:
        return False


def check_hashes(vectors):
    for one in vectors["kdf"]:
        check(kdf(unhex(one["key"]), one["id"], one["ctx"]).hex() == one["out"], "kdf")
    one = vectors["hash"]
    check(hash32(one["tag"], unhex(one["msg"])).hex() == one["out"], "hash")
    one = vectors["commit"]
    message = unhex(one["conv"]) + one["epoch"].to_bytes(4, "big")
    check(hash32("MCE1/commit", message, unhex(one["K"])).hex() == one["out"], "commit")


def check_slot(vectors):
    one = vectors["argon2id"]
    salt, size = unhex(one["salt"]), len(one["out"]) // 2
    out = nacl.pwhash.argon2id.kdf(size, one["pw"].encode(), salt, opslimit=one["ops"], memlimit=one["mem"])
    check(out.hex() == one["out"], "argon2id")
    one = vectors["slot"]
    check(unhex(one["kek"]) == out[:32], "slot kek")
    seed = aead_open(unhex(one["kek"]), unhex(one["aad"]), unhex(one["ct"]))
    check(seed.hex() == one["seed"], "slot")
    check(sodium.crypto_sign_seed_keypair(kdf(seed, 1, "MCEagent"))[0].hex() == one["vk"], "agent vk")
    check(sodium.crypto_box_seed_keypair(kdf(seed, 2, "MCEagent"))[0].hex() == one["pk"], "agent pk")


def check_epoch(vectors):
    one = vectors["citizen_wrap"]
    opened = sodium.crypto_box_seal_open(unhex(one["wrap"]), unhex(one["pk"]), unhex(one["sk"]))
    check(opened == unhex(one["ctx"]) + unhex(one["K"]), "citizen wrap")
    one = vectors["epoch"]
    record = unhex(one["rec"])
    check(hash32("MCE1/epoch-id", record).hex() == one["hash"], "epoch hash")
    check(signed_by(unhex(one["creator_vk"]), record[-64:], "MCE1/epoch", record[:-64]), "epoch signature")


def check_message(vectors):
    one = vectors["message"]
    envelope, vk = unhex(one["env"]), unhex(one["vk"])
    header = envelope[:96]
    padded = aead_open(kdf(unhex(one["K"]), 1, "MCEconv_"), header, envelope[96:])
    signed = padded.rstrip(b"\0")[:-1]
    inner, signature = signed[:-64], signed[-64:]
    check(inner.endswith(unhex(one["body"])) and inner[4:36] == vk, "message body")
    check(signed_by(vk, signature, "MCE1/msg", header + inner), "message signature")
    ref = hash32("MCE1/ref", header[8:24] + vk + inner[36:52])[:16]
    check(ref == header[60:76], "sender ref")


def check_attachment(vectors):
    one = vectors["attachment"]
    blob, plain = base64.b64decode(one["blob_b64"]), base64.b64decode(one["plain_b64"])
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, blob[:24], unhex(one["key"]))
    chunks = [blob[i : i + 65553] for i in range(24, len(blob), 65553)]
    out = b""
    for index, chunk in enumerate(chunks):
        ad = tagged("MCE1/att") + unhex(one["conv"]) + unhex(one["att_id"]) + index.to_bytes(4, "big")
        part, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, ad)
        check((tag == 3) == (index == len(chunks) - 1), "attachment end")
        out += part
    check(len(chunks) == one["chunks"] and out[: one["size"]] == plain, "attachment")


folder = pathlib.Path(__file__).resolve().parent
for name in ("mce1.json", "sketch.json"):
    vectors = json.loads((folder / name).read_text())
    for part in (check_hashes, check_slot, check_epoch, check_message, check_attachment):
        part(vectors)
print(f"native libsodium agrees: {checks} checks")
