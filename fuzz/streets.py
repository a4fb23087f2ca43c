"""A few invented streets, as an extract of OpenStreetMap and as a table, for the seeds."""

import struct
import zlib

TEXTS = [b"", b"highway", b"residential", b"name", "学府路".encode(), b"oneway", b"yes", b"type",
         b"restriction", b"no_left_turn", b"from", b"via", b"to", b"addr:housenumber", b"18"]


def number(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def field(at, value):
    if isinstance(value, bytes):
        return number(at << 3 | 2) + number(len(value)) + value
    return number(at << 3) + number(value)


def many(values):
    return b"".join(map(number, values))


def deltas(values):
    before = [0, *values]
    return many(zigzag(now - then) for then, now in zip(before, values))


def blob(kind, block, pack):
    packed = field(2, len(block)) + field(3, zlib.compress(block, 9)) if pack else field(1, block)
    head = field(1, kind) + field(3, len(packed))
    return struct.pack(">I", len(head)) + head + packed


def extract(ways, pack=False):
    """So many streets, one behind the other, and a sign between the first two."""
    group = b""
    for at in range(ways + 1):
        lat, lon = 306000000 + at * 9000, 1120000000 + (at % 2) * 4000
        tags = field(2, many([13])) + field(3, many([14])) if at == 1 else b""
        group += field(1, field(1, zigzag(at + 1)) + tags + field(8, zigzag(lat)) +
                       field(9, zigzag(lon)))
    roads = b""
    for at in range(ways):
        tags = field(2, many([1, 3, 5])) + field(3, many([2, 4, 6]))
        roads += field(3, field(1, at + 1) + tags + field(8, deltas([at + 1, at + 2])))
    signs = b""
    if ways > 1:
        members = field(8, many([10, 11, 12])) + field(9, deltas([1, 2, 2])) + \
            field(10, many([1, 0, 1]))
        signs = field(4, field(1, 1) + field(2, many([7, 8])) + field(3, many([8, 9])) + members)
    texts = b"".join(field(1, text) for text in TEXTS)
    block = field(1, texts) + b"".join(field(2, some) for some in (group, roads, signs) if some)
    head = field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")
    return blob(b"OSMHeader", head, pack) + blob(b"OSMData", block, pack)


def packed(ways):
    return extract(ways, True)


HEAD = ("cnn,f_node_cnn,t_node_cnn,wkt,street,st_type,zip,class_code,speed_limit_mph,"
        "left_from,left_to,right_from,right_to\n")
ROW = '{0},{1},{2},"LINESTRING (-122.4 {3}, -122.4 {4})",INVENTED,ST,94100,5,25,1,99,2,98\n'


def tables():
    rows = [ROW.format(at, at + 100, at + 101, 37.7 + at / 8, 37.7 + (at + 1) / 8) for at in range(4)]
    whole = HEAD + "".join(rows)
    yield from (text.encode() for text in (
        HEAD, HEAD + rows[0], whole, "\ufeff" + whole.replace("\n", "\r\n"),
        whole.replace("LINESTRING", "MULTILINESTRING (").replace('71)"', '71))"'),
        whole.replace(",25,", ",99,").replace(",1,99,", ",99,1,")))
