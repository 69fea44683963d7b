// virga/testing/detail/neon/certificate.hpp: a certificate for this machine, made anew each time.
#pragma once

#include <cstdio>            // std::FILE
#include <cstdlib>           // mkdtemp
#include <filesystem>        // std::filesystem::path
#include <initializer_list>  // std::initializer_list
#include <memory>            // std::unique_ptr
#include <string>            // std::string
#include <system_error>      // std::error_code
#include <utility>           // std::pair

#include <openssl/evp.h>     // EVP_EC_gen
#include <openssl/pem.h>     // PEM_write_X509
#include <openssl/ssl.h>     // SSL_CTX_new
#include <openssl/x509v3.h>  // X509V3_EXT_conf_nid

#include <virga/text/error.hpp>  // virga::error

namespace virga::testing::detail::neon {

/// A certificate that is its own authority, for localhost, 127.0.0.1 and *.local.test, and the TLS that shows it. The
/// key stays in memory; the certificate lies in a file, in a folder of its own that goes with the object.
class certificate {
public:
    /// Throws virga::error when OpenSSL or the folder fails.
    certificate() {
        key_.reset(EVP_EC_gen("P-256"));
        certificate_.reset(X509_new());
        context_.reset(SSL_CTX_new(TLS_server_method()));
        check(key_ and certificate_ and context_);
        X509* const made = certificate_.get();
        constexpr long version_3 = 2;
        X509_set_version(made, version_3);
        ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
        X509_gmtime_adj(X509_getm_notBefore(made), -3'600);
        X509_gmtime_adj(X509_getm_notAfter(made), 30L * 24 * 3'600);
        X509_set_pubkey(made, key_.get());
        X509_NAME* const name = X509_get_subject_name(made);
        const auto* const words = reinterpret_cast<const unsigned char*>("virga local_neon");
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, words, -1, -1, 0);
        X509_set_issuer_name(made, name);
        const std::initializer_list<std::pair<int, const char*>> extensions{
            {NID_basic_constraints, "critical,CA:TRUE"},
            {NID_key_usage, "critical,digitalSignature,keyCertSign"},
            {NID_ext_key_usage, "serverAuth"},
            {NID_subject_key_identifier, "hash"},
            {NID_subject_alt_name, "DNS:localhost,DNS:*.local.test,IP:127.0.0.1"}};
        for (const auto& [kind, value] : extensions) {
            X509V3_CTX of{};
            X509V3_set_ctx(&of, made, made, nullptr, nullptr, 0);
            X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &of, kind, value);
            check(extension != nullptr);
            X509_add_ext(made, extension, -1);
            X509_EXTENSION_free(extension);
        }
        check(X509_sign(made, key_.get(), EVP_sha256()) > 0);
        check(SSL_CTX_use_certificate(context_.get(), made) == 1);
        check(SSL_CTX_use_PrivateKey(context_.get(), key_.get()) == 1);
        SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
        SSL_CTX_set_mode(context_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        SSL_CTX_set_alpn_select_cb(context_.get(), choose_http_1, nullptr);
        write_file();
    }
    certificate(const certificate&) = delete;
    certificate& operator=(const certificate&) = delete;
    ~certificate() {
        std::error_code ignored;
        std::filesystem::remove_all(file_.parent_path(), ignored);
    }

    SSL_CTX* context() const { return context_.get(); }
    const std::filesystem::path& file() const { return file_; }

private:
    static void check(bool good) {
        if (not good) throw error("local_neon: OpenSSL could not make a certificate");
    }

    /// Chooses HTTP/1.1 among the protocols that a client offers, or none.
    static int choose_http_1(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                             unsigned offered_size, void*) {
        static constexpr unsigned char ours[] = "\x08http/1.1";
        const bool found = SSL_select_next_proto(const_cast<unsigned char**>(chosen), size, ours, sizeof ours - 1, offered,
                                                 offered_size) == OPENSSL_NPN_NEGOTIATED;
        return found ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
    }

    void write_file() {
        std::error_code failed;
        std::string folder = std::filesystem::temp_directory_path(failed) / "virga-neon-XXXXXX";
        if (failed or ::mkdtemp(folder.data()) == nullptr)
            throw error("local_neon: no folder for the certificate could be made; set TMPDIR to a place where one can");
        file_ = std::filesystem::path{folder} / "certificate.pem";
        std::FILE* const file = std::fopen(file_.c_str(), "w");
        const bool written = file != nullptr and PEM_write_X509(file, certificate_.get()) == 1;
        if ((file != nullptr and std::fclose(file) != 0) or not written) {
            std::filesystem::remove_all(file_.parent_path(), failed);
            throw error("local_neon: the certificate could not be written; set TMPDIR to a place where it can");
        }
    }

    template <auto Free>
    struct freed {
        template <class Object>
        void operator()(Object* object) const {
            Free(object);
        }
    };
    std::unique_ptr<EVP_PKEY, freed<EVP_PKEY_free>> key_;
    std::unique_ptr<X509, freed<X509_free>> certificate_;
    std::unique_ptr<SSL_CTX, freed<SSL_CTX_free>> context_;
    std::filesystem::path file_;
};
}  // namespace virga::testing::detail::neon
