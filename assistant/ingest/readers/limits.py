"""How much a file may hold, so that none uses up the machine that reads it."""

from __future__ import annotations

FILE_BYTES = 20 * 2**20
UNPACKED_BYTES = 200 * 2**20  # of all members of an archive
PART_BYTES = 50 * 2**20  # of one member that is read
RATIO = 200  # unpacked bytes a packed one, in archives that unpack to more than
SMALL_BYTES = 10 * 2**20
MEMBERS = 5_000  # of an archive
CHARACTERS = 5_000_000  # of text
NODES = 1_500_000  # tags and attributes of an XML part
TAGS = 200_000  # of a web page
DEPTH = 512  # of the elements of a web page in one another
