"""What has broken readers before: numbers, days, bytes, signs, and openings that are never closed."""

from __future__ import annotations

NUMBERS = (
    *b"0 -1 00 1e999 -1e-999 1e308 NaN Infinity -0 0.1.2 1,2,3 99 255 65536 2147483648 1_000".split(),
    *b"4294967296 9007199254740993 9223372036854775807 9223372036854775808 18446744073709551616".split(),
    b"9" * 40, b"9" * 400, b"9" * 5_000, b"0" * 400, b"0." + b"0" * 400 + b"1", "٣".encode(), "Ⅻ²".encode(),
)  # fmt: skip
DAYS = (
    *b"1970-01-01 2106-02-07 2026-02-30 0000-00-00 0001-01-01 9999-12-31 99999-01-01 2026-13-32".split(),
    *b"19700101 21060207 20260230 00010101 99991231 00000000 700101 260230 30/02/2026 31.12.9999".split(),
    *b"00:00 24:00 25:61 23:59:60 99:99:99 T000000Z 0001-01-01T00:00:00+14:00 +99:99 -0000".split(),
    *b"9999-12-31T23:59:59-12:00 0001-01-01T00:00:00Z 99991231T235959Z 00010101T000000".split(),
)
BYTES = (
    b"\0", b"\0" * 100, b"\x1a", b"\x1b[31m", b"\r", b"\r\n\r\n", b"\n\n\n", b"\x0b\x0c\x1c\x85", b"\xff\xfe",
    b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80",
    "\u200f\u202e\u2066".encode(), "\u2028\u2029\u0085".encode(), "e\u0301".encode() * 30, b"\\ud800",
    "İıſß".encode(), "🙂".encode() * 20, b'"', b"''", b'""', b"\\", b"%s%n{0}{x.y}", b"=?utf-8?b?////?=",
    b"&#0;", b"&#x110000;", b"&lt", b"<![CDATA[", b"<!--", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'b'>]>&b;",
    b"null", b"true", b"[]", b"{}", b"[null]", b'{"a":{}}', b"#REF!", b"=1+1", b"../../x", b"\\\\x\\y",
)  # fmt: skip
NESTING = (b"[", b'{"a":', b"(", b"<a>", b"<a", b">", b"BEGIN:VEVENT\n", b"{4:", b"((", b'""', b"<<", b"=?")
SIGNS = (b",", b";", b"\t", b"|", b":", b" ", b'"', b"'", b"<", b">", b"=", b"-", b"/", b".", b"\n")
LITERALS = tuple(b'null true [] {} "" -1 0.5 1e999 [[]] {"a":1} "x" 99999999999999999999'.split())
"""Values as JSON writes them, of another kind than was expected."""
ENCODINGS = "utf-16 utf-16-be utf-16-le utf-32 utf-8-sig cp1252 cp1258 mac-roman utf-7 cp500".split()
