// virga/expr/functions/text.hpp: functions of text and of bytes.
// Source: PostgreSQL manual, sections 9.4 and 9.5, String and Binary String Functions; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>      // VIRGA_FUNCTION
#include <virga/types/array.hpp>        // virga::types::array
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/bytea.hpp>        // virga::types::bytea
#include <virga/types/name.hpp>         // virga::types::name
#include <virga/types/text.hpp>         // virga::types::text
#include <virga/types/text_search.hpp>  // virga::types::tsvector

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
/// `character_length(text)`: its characters.
VIRGA_FUNCTION(character_length, types::integer(types::text))
/// `chr(number)`: the character of that number.
VIRGA_FUNCTION(chr, types::text(types::integer))
/// `convert(bytea, from, to)`: the bytes of a text in another encoding.
VIRGA_FUNCTION(convert, types::bytea(types::bytea, types::name, types::name), stable)
/// `convert_from(bytea, encoding)`: the text of bytes in that encoding.
VIRGA_FUNCTION(convert_from, types::text(types::bytea, types::name), stable)
/// `convert_to(text, encoding)`: the bytes of a text in that encoding.
VIRGA_FUNCTION(convert_to, types::bytea(types::text, types::name), stable)
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
/// `is_normalized(text)`, `(text, form)`: whether it is in a form of Unicode, `NFC` unless it is said otherwise.
VIRGA_FUNCTION(is_normalized, types::boolean(types::text), types::boolean(types::text, types::text))
/// `left(text, count)`: its first characters; all but the last for a negative count.
VIRGA_FUNCTION(left, types::text(types::text, types::integer))
/// `length(text)`: its characters, not bytes; of bytea its bytes; of a tsvector its lexemes.
VIRGA_FUNCTION(length, types::integer(types::text), types::integer(types::bytea), types::integer(types::tsvector))
/// `lower(text)`
VIRGA_FUNCTION(lower, types::text(types::text))
/// `lpad(text, length)`, `lpad(text, length, fill)`: filled up on the left, or cut off on the right.
VIRGA_FUNCTION(lpad, types::text(types::text, types::integer), types::text(types::text, types::integer, types::text))
/// `ltrim(text)`, `ltrim(text, characters)`; of bytea likewise.
VIRGA_FUNCTION(ltrim, types::text(types::text), types::text(types::text, types::text), types::bytea(types::bytea, types::bytea))
/// `md5(text or bytea)`, in hexadecimal digits.
VIRGA_FUNCTION(md5, types::text(types::text), types::text(types::bytea))
/// `normalize(text)`: in the form NFC of Unicode.
VIRGA_FUNCTION(normalize, types::text(types::text))
/// `octet_length(text or bytea)`: its bytes.
VIRGA_FUNCTION(octet_length, types::integer(types::text), types::integer(types::bytea))
/// `overlay(text, part, start)`, `(text, part, start, count)`: with the part in the place of as many characters, or of `count`; of
/// bytea likewise.
VIRGA_FUNCTION(overlay, types::text(types::text, types::text, types::integer),
               types::text(types::text, types::text, types::integer, types::integer),
               types::bytea(types::bytea, types::bytea, types::integer),
               types::bytea(types::bytea, types::bytea, types::integer, types::integer))
/// `parse_ident(name)`, `(name, strict)`: the parts of a qualified name, without quotes.
VIRGA_FUNCTION(parse_ident, types::array<types::text>(types::text), types::array<types::text>(types::text, types::boolean))
/// `quote_ident(text)`: a name, quoted where SQL needs it.
VIRGA_FUNCTION(quote_ident, types::text(types::text))
/// `quote_literal(text)`: a constant of SQL.
VIRGA_FUNCTION(quote_literal, types::text(types::text))
/// `quote_nullable(text)`: a constant of SQL, `NULL` for NULL.
VIRGA_FUNCTION(quote_nullable, types::text(types::text), never_null)
/// `regexp_count(text, pattern)`, `(text, pattern, start)`, `(text, pattern, start, flags)`; from PostgreSQL 15.
VIRGA_FUNCTION(regexp_count, types::integer(types::text, types::text), types::integer(types::text, types::text, types::integer),
               types::integer(types::text, types::text, types::integer, types::text))
/// `regexp_instr(text, pattern)`, `(text, pattern, start)`, `(text, pattern, start, number)`: where a part that matches begins,
/// from 1; 0 if none does; from PostgreSQL 15.
VIRGA_FUNCTION(regexp_instr, types::integer(types::text, types::text), types::integer(types::text, types::text, types::integer),
               types::integer(types::text, types::text, types::integer, types::integer))
/// `regexp_like(text, pattern)`, `(text, pattern, flags)`; from PostgreSQL 15.
VIRGA_FUNCTION(regexp_like, types::boolean(types::text, types::text), types::boolean(types::text, types::text, types::text))
/// `regexp_match(text, pattern)`, `(text, pattern, flags)`: what the groups of the pattern match first, or the whole of it; NULL if
/// nothing does.
VIRGA_FUNCTION(regexp_match, types::array_with_nulls<types::text>(types::text, types::text),
               types::array_with_nulls<types::text>(types::text, types::text, types::text), may_be_null)
/// `regexp_replace(text, pattern, replacement)`, `(text, pattern, replacement, flags)`: `g` among the flags replaces all.
VIRGA_FUNCTION(regexp_replace, types::text(types::text, types::text, types::text),
               types::text(types::text, types::text, types::text, types::text))
/// `regexp_split_to_array(text, pattern)`, `(text, pattern, flags)`: the parts between what matches.
VIRGA_FUNCTION(regexp_split_to_array, types::array<types::text>(types::text, types::text),
               types::array<types::text>(types::text, types::text, types::text))
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
/// `string_to_array(text, delimiter)`: its parts; `(text, delimiter, null)`: NULL for the parts that are that text.
VIRGA_FUNCTION(string_to_array, types::array<types::text>(types::text, types::text),
               types::array_with_nulls<types::text>(types::text, types::text, types::text), may_be_null)
/// `strpos(text, part)`: where it begins, from 1; 0 if it is not there.
VIRGA_FUNCTION(strpos, types::integer(types::text, types::text))
/// `substr(text, start)`, `substr(text, start, count)`, from 1; of bytea likewise.
VIRGA_FUNCTION(substr, types::text(types::text, types::integer), types::text(types::text, types::integer, types::integer),
               types::bytea(types::bytea, types::integer), types::bytea(types::bytea, types::integer, types::integer))
/// `substring(text, pattern)`: the first part that a regular expression matches, NULL if none does; by places see `substr`.
VIRGA_FUNCTION(substring, types::text(types::text, types::text), may_be_null)
/// `to_hex(number)`: its hexadecimal digits.
VIRGA_FUNCTION(to_hex, types::text(types::integer), types::text(types::bigint))
/// `translate(text, from, to)`: each character of `from` becomes the one at its place in `to`, or goes.
VIRGA_FUNCTION(translate, types::text(types::text, types::text, types::text))
/// `trim(text)`, `trim(text, characters)`: without these, or without spaces, on both sides, as SQL's `trim(both characters from
/// text)`; of bytea likewise. `ltrim` is SQL's `leading`, `rtrim` its `trailing`.
VIRGA_FUNCTION_AS(trim, btrim, types::text(types::text), types::text(types::text, types::text),
                  types::bytea(types::bytea, types::bytea))
/// `unistr(text)`: with escapes of Unicode characters resolved; from PostgreSQL 14.
VIRGA_FUNCTION(unistr, types::text(types::text))
/// `upper(text)`
VIRGA_FUNCTION(upper, types::text(types::text))
}  // namespace virga
