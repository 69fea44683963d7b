// virga/kit/command/report.hpp: what a verb of the command line has to say, as sentences or as one JSON object.
#pragma once

#include <ostream>      // std::ostream
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <boost/json/array.hpp>      // boost::json::array
#include <boost/json/object.hpp>     // boost::json::object
#include <boost/json/serialize.hpp>  // boost::json::serialize

#include <virga/text/printable.hpp>  // virga::detail::printable

namespace virga::kit::detail {

/// How a verb speaks.
enum class manner : unsigned char {
    sentences,  ///< results to one stream, all else to the other
    quiet,      ///< the same without what says that all is well
    json,       ///< one object on the stream of results, and nothing on the other
};

/// Whether the command line asks for JSON; for what goes wrong before it is read.
inline bool asks_for_json(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        if (argv[i] != nullptr and std::string_view{argv[i]} == "--json") return true;
    }
    return false;
}

class report {
public:
    report(std::ostream& out, std::ostream& errors, manner how) : out_(out), errors_(errors), how_(how) {
        fields_ = {{"verb", nullptr}, {"ok", nullptr}, {"exit_code", nullptr}, {"error", nullptr},
                   {"cautions", boost::json::array{}}};
    }

    [[nodiscard]] manner how() const { return how_; }
    void speak(manner how) { how_ = how; }

    /// What names and words of a database, a folder or an app's own connector may hold, as it may stand on a terminal.
    static std::string shown(std::string_view text) { return virga::detail::printable(text, "\n\t"); }

    /// The fields of the verb, which are there also when it fails; `verb` is the first.
    void begin(std::string_view verb, boost::json::object fields) {
        fields_["verb"] = verb;
        for (auto& each : fields) fields_[each.key()] = std::move(each.value());
    }
    void set(std::string_view field, boost::json::value value) { fields_[field] = std::move(value); }
    void set(std::string_view field, std::string_view text) { fields_[field] = shown(text); }
    void add(std::string_view field, boost::json::value value) { fields_[field].as_array().push_back(std::move(value)); }
    void add(std::string_view field, std::string_view text) { add(field, boost::json::value(shown(text))); }

    /// What was asked for, as it stands.
    void result(std::string_view text) { to(out_, how_ != manner::json, text); }
    /// A sentence that says that all is well, or comes on.
    void well(std::string_view sentence) { to(out_, how_ == manner::sentences, shown(sentence) + '\n'); }
    /// A sentence that says why it takes long.
    void waiting(std::string_view sentence) { to(errors_, how_ == manner::sentences, shown(sentence) + '\n'); }
    /// A sentence of what is to be minded.
    void mind(std::string_view caution) {
        add("cautions", caution);
        to(errors_, how_ != manner::json, "Mind: " + shown(caution) + '\n');
    }
    /// A sentence of what is wrong; of several each is a line of the field `error`.
    void wrong(std::string_view sentence) {
        boost::json::value& error = fields_["error"];
        error = error.is_null() ? shown(sentence) : std::string{error.as_string()} + '\n' + shown(sentence);
        to(errors_, how_ != manner::json, shown(sentence) + '\n');
    }

    /// Writes the object, where there is to be one. Returns the exit code.
    int end(int code) {
        if (how_ != manner::json or written_) return code;
        written_ = true;
        fields_["ok"] = code == 0;
        fields_["exit_code"] = code;
        out_ << boost::json::serialize(fields_) << std::endl;
        return code;
    }

private:
    static void to(std::ostream& stream, bool speaks, std::string_view text) {
        if (speaks) stream << text << std::flush;
    }

    std::ostream& out_;
    std::ostream& errors_;
    manner how_;
    bool written_ = false;
    boost::json::object fields_;
};
}  // namespace virga::kit::detail
