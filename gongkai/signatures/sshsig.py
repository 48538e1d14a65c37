"""Ed25519 signatures as `ssh-keygen -Y sign` makes and `ssh-keygen -Y verify` checks them (OpenSSH, PROTOCOL.sshsig).

    blob = "SSHSIG" uint32(1) str(public key) str(namespace) str(reserved) str(hash) str(signature)
    what is signed = "SSHSIG" str(namespace) str(reserved) str(hash) str(HASH(message))

A namespace keeps a signature from being taken for one of another trade. Here a signature is one line: the base64 text
between `-----BEGIN SSH SIGNATURE-----` and its end. The library is loaded where somebody signs or asks.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAMESPACE = "gongkai-review"
_MAGIC, _TYPE = b"SSHSIG", b"ssh-ed25519"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}


_PUBLIC_LINE = re.compile(r"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( [^\r\n]*)?")


class KeyFileError(Exception):
    """The file is no private Ed25519 key of OpenSSH."""


class PassphraseError(Exception):
    """The key is locked, and the passphrase does not open it, or there is none."""


def is_public_key(line: str) -> bool:
    """Whether it is a line of a `.pub` file of an Ed25519 key."""
    return bool(_PUBLIC_LINE.fullmatch(line))


def is_signed_by(key: str, signature: str, message: bytes) -> bool:
    """Whether `signature` (one line of base64) is that of the holder of `key` (a line of a `.pub` file)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        own = _fields(_decode(key.split()[1]))
        raw = _raw_key(own)
        blob = _decode(signature)
        if blob[:10] != _MAGIC + _number(1):
            return False
        public, namespace, reserved, algorithm, inner = _fields(blob[10:])
        kind, proof = _fields(inner)
        if _raw_key(_fields(public)) != raw or namespace != NAMESPACE.encode() or kind != _TYPE:
            return False
        signed = _signed(reserved, algorithm, message)
    except (ValueError, KeyError, IndexError):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(proof, signed)
    except InvalidSignature:
        return False
    return True


def sign(private_key: bytes, message: bytes, passphrase: bytes | None = None) -> str:
    """Sign with the content of a private key file; returns the signature as one line."""
    key = _load(private_key, passphrase)
    algorithm = b"sha512"
    inner = _text(_TYPE) + _text(key.sign(_signed(b"", algorithm, message)))
    public = _text(_TYPE) + _text(key.public_key().public_bytes_raw())
    parts = (public, NAMESPACE.encode(), b"", algorithm, inner)
    return base64.b64encode(_MAGIC + _number(1) + b"".join(map(_text, parts))).decode()


def public_key_of(private_key: bytes, passphrase: bytes | None = None) -> str:
    """`ssh-ed25519 AAAA…` of the content of a private key file."""
    raw = _load(private_key, passphrase).public_key().public_bytes_raw()
    return f"{_TYPE.decode()} {base64.b64encode(_text(_TYPE) + _text(raw)).decode()}"


def _load(private_key: bytes, passphrase: bytes | None) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        key = load_ssh_private_key(private_key, passphrase)
    except TypeError as error:  # a passphrase is needed, or there is one too many
        if passphrase is not None:
            return _load(private_key, None)
        raise PassphraseError from error
    except (ValueError, UnsupportedAlgorithm) as error:
        if passphrase is not None:
            raise PassphraseError from error
        raise KeyFileError from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError
    return key


def _signed(reserved: bytes, algorithm: bytes, message: bytes) -> bytes:
    digest = _HASHES[algorithm](message).digest()
    return _MAGIC + b"".join(map(_text, (NAMESPACE.encode(), reserved, algorithm, digest)))


def _raw_key(fields: list[bytes]) -> bytes:
    kind, raw = fields
    if kind != _TYPE or len(raw) != 32:
        raise ValueError
    return raw


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def _text(value: bytes) -> bytes:
    return _number(len(value)) + value


def _fields(blob: bytes) -> list[bytes]:
    """The texts that a blob is made of, and nothing after them."""
    return list(_split(blob))


def _split(blob: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(blob):
        end = at + 4 + int.from_bytes(blob[at : at + 4], "big")
        if end > len(blob) or at + 4 > len(blob):
            raise ValueError
        yield blob[at + 4 : end]
        at = end
