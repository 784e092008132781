"""Third-party files are what VENDOR.toml says they are."""

from __future__ import annotations

import hashlib
import tomllib


def test_every_vendored_file_is_listed_with_its_sum(root):
    folder = root / "site/assets/vendor"
    listed = {f["path"]: f for f in tomllib.loads((folder / "VENDOR.toml").read_text("utf-8"))["file"]}

    assert set(listed) == {f.name for f in folder.iterdir()} - {"VENDOR.toml"}
    for name, entry in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"]
        assert entry["licence"]
