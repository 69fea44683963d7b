// virga/expr/functions/text.hpp: functions of text and of bytes.
// Source: PostgreSQL manual, sections 9.4 and 9.5, String and Binary String Functions; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION
#include <virga/types/boolean.hpp>  // virga::types::boolean
#include <virga/types/bytea.hpp>    // virga::types::bytea
#include <virga/types/text.hpp>     // virga::types::text

namespace virga {

/// `ascii(text)`: the number of its first character.
VIRGA_FUNCTION(ascii, types::integer(types::text))
/// `bit_count(bytea)`: how many bits are set.
VIRGA_FUNCTION(bit_count, types::bigint(types::bytea), not_offered(another_type))
/// `bit_length(text or bytea)`
VIRGA_FUNCTION(bit_length, types::integer(types::text), types::integer(types::bytea))
/// `btrim(text)` without spaces, `btrim(text, characters)` without these, at both ends; of bytea likewise.
VIRGA_FUNCTION(btrim, types::text(types::text), types::text(types::text, types::text), types::bytea(types::bytea, types::bytea))
/// `char_length(text)`: its characters.
VIRGA_FUNCTION(char_length, types::integer(types::text))
/// `chr(number)`: the character of that number.
VIRGA_FUNCTION(chr, types::text(types::integer))
/// `decode(text, format)`: the bytes of a text in `base64`, `escape` or `hex`.
VIRGA_FUNCTION(decode, types::bytea(types::text, types::text))
/// `encode(bytea, format)`: bytes as a text in `base64`, `escape` or `hex`.
VIRGA_FUNCTION(encode, types::text(types::bytea, types::text))
/// `get_byte(bytea, index)`, from 0.
VIRGA_FUNCTION(get_byte, types::integer(types::bytea, types::integer))
/// `get_bit(bytea, index)`, from 0.
VIRGA_FUNCTION(get_bit, types::integer(types::bytea, types::bigint), not_offered(another_type, types::integer))
/// `initcap(text)`: the first letter of each word in upper case.
VIRGA_FUNCTION(initcap, types::text(types::text))
/// `left(text, count)`: its first characters; all but the last for a negative count.
VIRGA_FUNCTION(left, types::text(types::text, types::integer))
/// `length(text)`: its characters, not bytes; of bytea its bytes.
VIRGA_FUNCTION(length, types::integer(types::text), types::integer(types::bytea))
/// `lower(text)`
VIRGA_FUNCTION(lower, types::text(types::text))
/// `lpad(text, length)`, `lpad(text, length, fill)`: filled up on the left, or cut off on the right.
VIRGA_FUNCTION(lpad, types::text(types::text, types::integer), types::text(types::text, types::integer, types::text))
/// `ltrim(text)`, `ltrim(text, characters)`; of bytea likewise.
VIRGA_FUNCTION(ltrim, types::text(types::text), types::text(types::text, types::text), types::bytea(types::bytea, types::bytea))
/// `md5(text or bytea)`, in hexadecimal digits.
VIRGA_FUNCTION(md5, types::text(types::text), types::text(types::bytea))
/// `octet_length(text or bytea)`: its bytes.
VIRGA_FUNCTION(octet_length, types::integer(types::text), types::integer(types::bytea))
/// `quote_ident(text)`: a name, quoted where SQL needs it.
VIRGA_FUNCTION(quote_ident, types::text(types::text))
/// `quote_literal(text)`: a constant of SQL.
VIRGA_FUNCTION(quote_literal, types::text(types::text))
/// `regexp_count(text, pattern)`, `(text, pattern, start)`, `(text, pattern, start, flags)`; from PostgreSQL 15.
VIRGA_FUNCTION(regexp_count, types::integer(types::text, types::text), types::integer(types::text, types::text, types::integer),
               types::integer(types::text, types::text, types::integer, types::text))
/// `regexp_like(text, pattern)`, `(text, pattern, flags)`; from PostgreSQL 15.
VIRGA_FUNCTION(regexp_like, types::boolean(types::text, types::text), types::boolean(types::text, types::text, types::text))
/// `regexp_replace(text, pattern, replacement)`, `(text, pattern, replacement, flags)`: `g` among the flags replaces all.
VIRGA_FUNCTION(regexp_replace, types::text(types::text, types::text, types::text),
               types::text(types::text, types::text, types::text, types::text))
/// `regexp_substr(text, pattern)`: the first part that matches, NULL if none does; from PostgreSQL 15.
VIRGA_FUNCTION(regexp_substr, types::text(types::text, types::text), may_be_null)
/// `repeat(text, count)`
VIRGA_FUNCTION(repeat, types::text(types::text, types::integer))
/// `replace(text, from, to)`: each `from` in it.
VIRGA_FUNCTION(replace, types::text(types::text, types::text, types::text))
/// `reverse(text)`
VIRGA_FUNCTION(reverse, types::text(types::text))
/// `right(text, count)`: its last characters; all but the first for a negative count.
VIRGA_FUNCTION(right, types::text(types::text, types::integer))
/// `rpad(text, length)`, `rpad(text, length, fill)`: filled up or cut off on the right.
VIRGA_FUNCTION(rpad, types::text(types::text, types::integer), types::text(types::text, types::integer, types::text))
/// `rtrim(text)`, `rtrim(text, characters)`; of bytea likewise.
VIRGA_FUNCTION(rtrim, types::text(types::text), types::text(types::text, types::text), types::bytea(types::bytea, types::bytea))
/// `set_byte(bytea, index, value)`
VIRGA_FUNCTION(set_byte, types::bytea(types::bytea, types::integer, types::integer))
/// `set_bit(bytea, index, value)`
VIRGA_FUNCTION(set_bit, types::bytea(types::bytea, types::bigint, types::integer),
               not_offered(another_type, types::integer, types::integer))
/// `sha224(bytea)`
VIRGA_FUNCTION(sha224, types::bytea(types::bytea))
/// `sha256(bytea)`
VIRGA_FUNCTION(sha256, types::bytea(types::bytea))
/// `sha384(bytea)`
VIRGA_FUNCTION(sha384, types::bytea(types::bytea))
/// `sha512(bytea)`
VIRGA_FUNCTION(sha512, types::bytea(types::bytea))
/// `split_part(text, delimiter, index)`: the part at `index`, from 1; from the end for a negative one.
VIRGA_FUNCTION(split_part, types::text(types::text, types::text, types::integer))
/// `starts_with(text, prefix)`
VIRGA_FUNCTION(starts_with, types::boolean(types::text, types::text))
/// `strpos(text, part)`: where it begins, from 1; 0 if it is not there.
VIRGA_FUNCTION(strpos, types::integer(types::text, types::text))
/// `substr(text, start)`, `substr(text, start, count)`, from 1; of bytea likewise.
VIRGA_FUNCTION(substr, types::text(types::text, types::integer), types::text(types::text, types::integer, types::integer),
               types::bytea(types::bytea, types::integer), types::bytea(types::bytea, types::integer, types::integer))
/// `to_hex(number)`: its hexadecimal digits.
VIRGA_FUNCTION(to_hex, types::text(types::integer), types::text(types::bigint))
/// `translate(text, from, to)`: each character of `from` becomes the one at its place in `to`, or goes.
VIRGA_FUNCTION(translate, types::text(types::text, types::text, types::text))
/// `unistr(text)`: with escapes of Unicode characters resolved; from PostgreSQL 14.
VIRGA_FUNCTION(unistr, types::text(types::text))
/// `upper(text)`
VIRGA_FUNCTION(upper, types::text(types::text))
}  // namespace virga
