"""What takes long to make and depends on its sources alone: made once and kept."""

import hashlib


def kept(folder, sources, make):
    """Return some bytes, which are made unless an earlier build has kept them.

    Parameters
    ----------
    folder : where builds keep them.
    sources : bytes, one or more; other sources give other bytes.
    make : makes the bytes from these.
    """
    digest = hashlib.sha256()
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    path = folder / digest.hexdigest()
    if not path.exists():
        folder.mkdir(exist_ok=True)
        # Whole or not at all, whenever it is stopped.
        partly = path.with_suffix(".new")
        partly.write_bytes(make())
        partly.replace(path)
    return path.read_bytes()
