// The fields of an error out of libpq's verbose text, whatever its language.
#include <string>

#include <virga/client/detail/postgres/verbose_message.hpp>

#include "../catch.hpp"

using virga::detail::parse_verbose_message;

TEST_CASE("all_fields_are_found") {
    const auto said = parse_verbose_message(
        "ERROR:  23505: duplicate key value violates unique constraint \"item_pkey\"\n"
        "DETAIL:  Key (id)=(1) already exists.\n"
        "HINT:  Take another.\n"
        "QUERY:  insert into item values (1)\n"
        "CONTEXT:  SQL statement \"insert into item values (1)\"\nPL/pgSQL function f() line 1\n"
        "SCHEMA NAME:  public\nTABLE NAME:  item\nCOLUMN NAME:  id\nDATATYPE NAME:  int4\nCONSTRAINT NAME:  item_pkey\n"
        "LOCATION:  _bt_check_unique, nbtinsert.c:664\n");
    CHECK(said.fields.sqlstate == "23505");
    CHECK(said.fields.message == "duplicate key value violates unique constraint \"item_pkey\"");
    CHECK(said.fields.detail == "Key (id)=(1) already exists.");
    CHECK(said.fields.hint == "Take another.");
    CHECK(said.fields.schema == "public");
    CHECK(said.fields.table == "item");
    CHECK(said.fields.column == "id");
    CHECK(said.fields.constraint == "item_pkey");
    CHECK(said.fields.statement.empty());
    CHECK(said.routine == "_bt_check_unique");
}

TEST_CASE("the_excerpt_of_the_statement_is_cut_off") {
    const auto said = parse_verbose_message(
        "ERROR:  42703: column \"nam\" does not exist\nLINE 1: select nam from item\n               ^\n"
        "HINT:  Perhaps.\nLOCATION:  errorMissingColumn, parse_relation.c:3656\n");
    CHECK(said.fields.message == "column \"nam\" does not exist");
    CHECK(said.fields.hint == "Perhaps.");
}

TEST_CASE("many_lines_and_labels_in_values_do_not_mislead") {
    const auto said = parse_verbose_message(
        "ERROR:  23505: one\ntwo:  three\nDETAIL:  Key (a)=(x\nCONSTRAINT NAME:  forged\nTABLE NAME:  forged) exists.\n"
        "TABLE NAME:  item\nLOCATION:  f, g.c:1\n");
    CHECK(said.fields.message == "one\ntwo:  three");
    CHECK(said.fields.detail == "Key (a)=(x\nCONSTRAINT NAME:  forged\nTABLE NAME:  forged) exists.");
    CHECK(said.fields.table == "item");
    CHECK(said.fields.constraint.empty());
}

TEST_CASE("sqlstate_message_and_routine_are_found_in_other_languages") {
    const auto german = parse_verbose_message(
        "FEHLER:  23505: doppelter Schl\xC3\xBCsselwert\nTIP:  ...\nSCHEMANAME:  public\nORT:  _bt_check_unique, "
        "nbtinsert.c:664\n");
    CHECK(german.fields.sqlstate == "23505");
    CHECK(german.fields.message == "doppelter Schl\xC3\xBCsselwert");
    CHECK(german.routine == "_bt_check_unique");

    const auto french = parse_verbose_message(
        "ERREUR:  42703: la colonne n'existe pas\nLIGNE 1 : select nam\n                 ^\nD\xC3\x89TAIL :  x\n"
        "EMPLACEMENT :  errorMissingColumn, parse_relation.c:3656\n");
    CHECK(french.fields.sqlstate == "42703");
    CHECK(french.fields.message == "la colonne n'existe pas");
    CHECK(french.routine == "errorMissingColumn");
}

TEST_CASE("texts_that_are_short_or_not_the_servers_are_read_too") {
    CHECK(parse_verbose_message("server closed the connection unexpectedly\n").fields.sqlstate.empty());
    CHECK(parse_verbose_message("").fields.sqlstate.empty());
    CHECK(parse_verbose_message("ERROR:  23505:").fields.sqlstate.empty());
    const auto bare = parse_verbose_message("FATAL:  57P01: terminating connection");
    CHECK(bare.fields.sqlstate == "57P01");
    CHECK(bare.fields.message == "terminating connection");
    CHECK(bare.routine.empty());
    const auto wrapped =
        parse_verbose_message("Failure during 'virga_1': ERROR:  40001: could not serialize\nLOCATION:  f, g.c:1");
    CHECK(wrapped.fields.sqlstate == "40001");
    CHECK(wrapped.fields.message == "could not serialize");
}

TEST_CASE("a_sentence_leaves_out_quoted_values_in_every_language") {
    const auto said = [](const char* message) {
        return std::string{virga::query_error({.sqlstate = "22P02", .message = message}).what()};
    };
    CHECK(said("invalid input syntax for type uuid: \"s3cret\"") ==
          "invalid input syntax for type uuid: \"...\" (SQLSTATE 22P02)");
    CHECK(said("ung\xC3\xBCltig f\xC3\xBCr Typ uuid: \xC2\xBBs3\xC2\xAB"
               "cret\xC2\xAB") == "ung\xC3\xBCltig f\xC3\xBCr Typ uuid: \xC2\xBB...\xC2\xAB (SQLSTATE 22P02)");
    CHECK(said("syntaxe invalide : \xC2\xAB s3cret \xC2\xBB").find("s3cret") == std::string::npos);
    CHECK(said("division by zero") == "division by zero (SQLSTATE 22P02)");
    CHECK(said("unclosed: \"s3cret") == "unclosed: \"... (SQLSTATE 22P02)");
}
