"""Signatures are those of ssh-keygen, and none that was forged, moved or altered passes for one."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from gongkai.signatures import (
    KeyFileError,
    PassphraseError,
    is_public_key,
    is_signed_by,
    public_key_of,
    sign,
)

needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed here")
PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIODXNzjE4awf2Mnn3DtenMY/R5A60RiU/mn52seqhuv9"
OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEcoNhKWrnr/MVO2IHDJWC4KZmG8qCwf+plDTfr8Hgit"
MESSAGE = b"SHA256:14w1tJaFMGCcXaQSNzVxggm/R3EcrMMqK/Q0EBsgNao"
RECORDED = "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg4Nc3OMThrB/YyefcO16cxj9HkDrRGJT+afnax6qG6/0AAAAOZ29uZ2thaS1yZXZpZXcAAAAAAAAABnNoYTUxMgAAAFMAAAALc3NoLWVkMjU1MTkAAABAxcOhIBwtgOcZxs+HjZSzy6liPbDzmEHBHfYJf8XYPHJF4/R4cbXGfVo4fxwHY+G2FDhxLm6OD5zM/KaNaa+OCw=="
"""What `ssh-keygen -Y sign -n gongkai-review` of OpenSSH 9 made of the message with that key."""
OTHER_NAMESPACE = "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg4Nc3OMThrB/YyefcO16cxj9HkDrRGJT+afnax6qG6/0AAAAEZmlsZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUxOQAAAEApUg/jCGR9rYgVTEm2f9MemBRTAvic4+8xMgJtTOtLmuWzFxABI+QirEeL7hXkd3TfieITlitfxP9MXt62AN4B"
"""The same with `-n file`."""
ARMOUR = "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n"


def new_key() -> bytes:
    """The content of a private key file."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def test_what_ssh_keygen_signed_is_known() -> None:
    assert is_signed_by(PUBLIC, RECORDED, MESSAGE)
    assert is_signed_by(f"{PUBLIC} a remark", RECORDED, MESSAGE)


def test_what_is_signed_here_is_known_too() -> None:
    one, other = new_key(), new_key()
    signature = sign(one, MESSAGE)
    assert is_public_key(public_key_of(one))
    assert is_signed_by(public_key_of(one), signature, MESSAGE)
    assert not is_signed_by(public_key_of(other), signature, MESSAGE)


def test_another_key_message_or_trade_is_refused() -> None:
    assert not is_signed_by(OTHER, RECORDED, MESSAGE)
    assert not is_signed_by(PUBLIC, RECORDED, MESSAGE + b" ")
    assert not is_signed_by(PUBLIC, OTHER_NAMESPACE, MESSAGE)
    assert not is_signed_by("ssh-ed25519 AAAA", RECORDED, MESSAGE)
    assert not is_signed_by("", RECORDED, MESSAGE)


@given(st.data())
def test_no_altered_signature_passes(data: st.DataObject) -> None:
    """One byte changed, bytes added or cut off, anywhere."""
    blob = bytearray(base64.b64decode(RECORDED))
    at = data.draw(st.integers(0, len(blob) - 1))
    way = data.draw(st.sampled_from(("flip", "add", "cut")))
    if way == "flip":
        blob[at] ^= data.draw(st.integers(1, 255))
    elif way == "add":
        blob[at:at] = data.draw(st.binary(min_size=1, max_size=9))
    else:
        del blob[at:]
    altered = base64.b64encode(blob).decode()
    assert altered == RECORDED or not is_signed_by(PUBLIC, altered, MESSAGE)


@given(
    st.one_of(st.text(max_size=300), st.binary(max_size=300).map(lambda raw: base64.b64encode(raw).decode()))
)
def test_no_rubbish_passes(rubbish: str) -> None:
    assert not is_signed_by(PUBLIC, rubbish, MESSAGE)
    assert not is_public_key(rubbish)


@needs_ssh
def test_ssh_keygen_and_we_understand_each_other(tmp_path: Path) -> None:
    key, message = tmp_path / "key", tmp_path / "message"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "岗位 a", "-f", str(key)]
    subprocess.run(command, check=True)
    public = (tmp_path / "key.pub").read_text("utf-8").strip()
    assert is_public_key(public)
    message.write_bytes(MESSAGE)
    command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", "gongkai-review", str(message)]
    subprocess.run(command, check=True, capture_output=True)
    theirs = "".join((tmp_path / "message.sig").read_text("utf-8").splitlines()[1:-1])
    assert is_signed_by(public, theirs, MESSAGE)
    assert sign(key.read_bytes(), MESSAGE) == theirs  # Ed25519 leaves nothing to chance
    (tmp_path / "signers").write_text(f'a namespaces="gongkai-review" {public}\n', "utf-8")
    (tmp_path / "ours").write_text(ARMOUR.format(sign(key.read_bytes(), MESSAGE)), "utf-8")
    verify = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "a", "-n", "gongkai-review", "-s", "ours"]
    for said, code in ((MESSAGE, 0), (MESSAGE[1:], 255)):
        assert subprocess.run(verify, cwd=tmp_path, input=said, capture_output=True).returncode == code


@needs_ssh
def test_a_locked_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "口令", "-f", str(key)], check=True)
    for wrong in (None, b"", b"other"):
        with pytest.raises(PassphraseError):
            public_key_of(key.read_bytes(), wrong)
    public = public_key_of(key.read_bytes(), "口令".encode())
    assert is_signed_by(public, sign(key.read_bytes(), MESSAGE, "口令".encode()), MESSAGE)
    with pytest.raises(KeyFileError):
        public_key_of((tmp_path / "key.pub").read_bytes())
