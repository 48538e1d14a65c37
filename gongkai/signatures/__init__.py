"""Signatures with SSH keys, in the form of `ssh-keygen -Y`."""

from gongkai.signatures.sshsig import (
    KeyFileError,
    PassphraseError,
    is_public_key,
    is_signed_by,
    public_key_of,
    sign,
)

__all__ = ["KeyFileError", "PassphraseError", "is_public_key", "is_signed_by", "public_key_of", "sign"]
