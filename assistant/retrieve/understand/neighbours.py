"""Which vectors are closest to which, worked out once and followed as vectors come and go."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.types import Vectors

FAR = 0.45  # cosine of words that have nothing in common; no neighbours from here on
_MOST = 40  # neighbours that are kept of each
_BATCH = 512  # vectors whose neighbours are looked for at once

# Of each vector the places of the closest ones, highest first, and their cosines.
Neighbours = tuple[NDArray[np.int32], Vectors]


def closest(cosines: Vectors) -> Neighbours:
    """Columns of the highest values of each row, highest first, and these values."""
    return _highest(np.arange(cosines.shape[1], dtype=np.int32)[None, :], cosines)


def nearest(vectors: Vectors) -> Neighbours:
    """The neighbours of each among all these unit vectors, itself included."""
    return _among(vectors, np.arange(len(vectors)))


def follow(vectors: Vectors, old: NDArray[np.int64], before: Neighbours) -> Neighbours:
    """What ``nearest`` gives for ``vectors``, from what it gave ``before``.

    ``old`` has the place that each vector had then, -1 where it is new. Only what is new is
    compared with all others, and what has lost a neighbour.
    """
    if not before[0].size or not (old >= 0).any():
        return nearest(vectors)
    moved = np.full(len(before[0]), -1, np.int32)
    moved[old[old >= 0]] = np.flatnonzero(old >= 0)
    kept = np.flatnonzero(old >= 0)
    places, cosines = moved[before[0][old[kept]]], before[1][old[kept]].copy()
    lost = ((places < 0) & (cosines > FAR)).any(axis=1)
    cosines[places < 0] = -1.0
    places[places < 0] = 0

    added = np.flatnonzero(old < 0).astype(np.int32)
    places = np.hstack([places, np.broadcast_to(added, (len(kept), len(added)))])
    cosines = np.hstack([cosines, vectors[kept] @ vectors[added].T])
    columns = min(_MOST, len(vectors))
    found = np.zeros((len(vectors), columns), np.int32), np.full((len(vectors), columns), -1.0)
    result = found[0], found[1].astype(np.float32)
    _put(result, kept, _highest(places, cosines))
    again = np.concatenate([added, kept[lost]])
    _put(result, again, _among(vectors, again))
    return result


def _put(into: Neighbours, rows: NDArray[np.integer], found: Neighbours) -> None:
    for target, values in zip(into, found, strict=True):
        width = min(target.shape[1], values.shape[1])
        target[rows, :width] = values[:, :width]


def _among(vectors: Vectors, rows: NDArray[np.integer]) -> Neighbours:
    """The neighbours of the vectors at ``rows`` among all."""
    columns = min(_MOST, len(vectors))
    places = [np.zeros((0, columns), np.int32)]
    cosines = [np.zeros((0, columns), np.float32)]
    for first in range(0, len(rows), _BATCH):
        found = closest(vectors[rows[first : first + _BATCH]] @ vectors.T)
        places.append(found[0])
        cosines.append(found[1])
    return np.concatenate(places), np.concatenate(cosines)


def _highest(places: NDArray[np.int32], cosines: Vectors) -> Neighbours:
    """Of each row the ``_MOST`` highest cosines, highest first, with their places; ties in the
    order of the places."""
    places = np.broadcast_to(places, cosines.shape)
    if cosines.shape[1] > _MOST:  # a full sort would take most of the time
        best = np.argpartition(-cosines, _MOST, axis=1)[:, :_MOST]
        places = np.take_along_axis(places, best, axis=1)
        cosines = np.take_along_axis(cosines, best, axis=1)
    order = np.lexsort((places, -cosines), axis=1)
    return (
        np.ascontiguousarray(np.take_along_axis(places, order, axis=1), np.int32),
        np.ascontiguousarray(np.take_along_axis(cosines, order, axis=1), np.float32),
    )
