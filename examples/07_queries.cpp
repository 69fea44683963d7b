// examples/07_queries.cpp: what an invoicing service asks its database, each query beside its SQL. Nothing is SQL text.
#include <chrono>    // std::chrono::sys_days
#include <cstdint>   // std::int64_t
#include <iostream>  // std::cout
#include <optional>  // std::optional
#include <string>    // std::string
#include <tuple>     // std::tuple
#include <vector>    // std::vector

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/diff.hpp>      // virga::kit::diff
#include <virga/testing/embedded_postgres.hpp>

using namespace virga;
using namespace std::chrono_literals;

namespace {
template <class t>
struct customer_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "name", not_null> name;
    pg::text<t, "email", not_null, unique> email;
};
inline constexpr table<"customer", customer_fields> customer;

template <class t>
struct invoice_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::bigint<t, "customer_id", not_null, references<customer.id>> customer_id;
    pg::text<t, "number", not_null, unique> number;
    pg::date<t, "issued", not_null> issued;
    pg::date<t, "due", not_null> due;
    pg::numeric<t, "total", 12, 2, not_null> total;
    pg::boolean<t, "paid", not_null, default_to<false>> paid;
    pg::text<t, "tags", as_array, not_null, default_sql<"'{}'">> tags;
    pg::jsonb<t, "meta"> meta;
};
inline constexpr table<"invoice", invoice_fields> invoice;

template <class t>
struct payment_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::bigint<t, "invoice_id", not_null, references<invoice.id>> invoice_id;
    pg::numeric<t, "amount", 12, 2, not_null> amount;
    pg::date<t, "received", not_null> received;
};
inline constexpr table<"payment", payment_fields> payment;

/// A tree of accounts.
template <class t>
struct account_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "parent_id"> parent_id;
    pg::text<t, "name", not_null> name;
};
inline constexpr table<"account", account_fields> account;

template <class t>
struct price_fields {
    pg::text<t, "sku", primary_key> sku;
    pg::numeric<t, "amount", 12, 2, not_null> amount;
    pg::text<t, "note"> note;
};
inline constexpr table<"price", price_fields> price;
inline constexpr table<"new_price", price_fields> new_price;

template <class t>
struct job_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "payload", not_null> payload;
    pg::boolean<t, "done", not_null, default_to<false>> done;
};
inline constexpr table<"job", job_fields> job;

inline constexpr auto everything = virga::schema(virga::domain(customer, invoice, payment, account, price, new_price, job));

/// What a request for invoices may say.
struct invoice_search {
    std::optional<std::int64_t> customer;
    std::optional<std::string> number_begins;
    std::optional<std::chrono::sys_days> issued_from;
    std::optional<std::chrono::sys_days> issued_to;
    std::optional<bool> paid;
};

enum class invoice_order { newest, largest, by_number };

/// The parts of the service; each prints what it found.
class service {
public:
    explicit service(postgres_client& client) : db(client) {}

    void fill() {
        db(insert_into(customer).values(customer.name = "Ada", customer.email = "ada@example.org"));
        db(insert_into(customer).values(customer.name = "Joe", customer.email = "joe@example.org"));
        db(insert_into(customer).values(customer.name = "Kim", customer.email = "kim@example.org"));
        // insert into invoice (...) select ... from unnest($1, $2, ...): 10,000 rows in one statement
        std::vector<insertable<invoice>> many(10'000);
        for (std::size_t i = 0; i != many.size(); ++i) {
            const auto number = static_cast<std::int64_t>(i);
            many[i].customer_id = number % 2 + 1;
            many[i].number = "2026-" + std::to_string(100'000 + i);
            many[i].issued = first + std::chrono::days{number % 365};
            many[i].due = first + std::chrono::days{number % 365 + 30};
            many[i].total = numeric{std::to_string(number % 500 + 1)};
            many[i].paid = number % 3 == 0;
            many[i].tags = std::vector<std::string>{number % 2 == 0 ? "export" : "home", number % 5 == 0 ? "rush" : "usual"};
            if (number % 4 == 0) many[i].meta = virga::json{R"({"channel": "web"})"};
        }
        std::cout << db(insert_into(invoice).rows(many)).affected() << " invoices\n";
        db(insert_into(payment)
               .columns(payment.invoice_id, payment.amount, payment.received)
               .select(select(invoice.id, invoice.total, invoice.due).from(invoice).where(invoice.paid)));
    }

    void pages() {
        // select ... from invoice order by issued desc, id desc limit 10 offset 20; select count(*) from (...) as counted
        const auto of_ada = select(invoice.number, invoice.total).from(invoice).where(invoice.customer_id == 1);
        const auto [page, total] =
            db.batch(of_ada.order_by(desc(invoice.issued), desc(invoice.id)).limit(10).offset(20), count(of_ada));
        std::cout << page.size() << " of " << total.one()[count()] << '\n';

        // select ... where (issued, id) < ($1, $2) order by issued desc, id desc limit 10
        std::optional<std::tuple<std::chrono::sys_days, std::int64_t>> last;
        for (int number = 1; number != 4; ++number) {
            const auto next = db(select(invoice.issued, invoice.id)
                                     .from(invoice)
                                     .order_by(desc(invoice.issued), desc(invoice.id))
                                     .after(last)
                                     .limit(10));
            last.emplace(next[9][invoice.issued], next[9][invoice.id]);
        }
        std::cout << "the third page ends with invoice " << std::get<1>(*last) << '\n';
    }

    /// Conditions that the request does not give are left out, and the order is the request's.
    void search(const invoice_search& wanted, invoice_order order) {
        // select number from invoice where customer_id = $1 and ... order by issued desc | total desc | number
        const auto found =
            db(select(invoice.number)
                   .from(invoice)
                   .where(when(wanted.customer.has_value(), invoice.customer_id == wanted.customer.value_or(0)) and
                          when(wanted.number_begins.has_value(), invoice.number.starts_with(wanted.number_begins.value_or(""))) and
                          when(wanted.issued_from.has_value(), invoice.issued >= wanted.issued_from.value_or(first)) and
                          when(wanted.issued_to.has_value(), invoice.issued < wanted.issued_to.value_or(first)) and
                          when(wanted.paid.has_value(), invoice.paid == wanted.paid.value_or(false)))
                   .order_by(one_of(order, desc(invoice.issued), desc(invoice.total), asc(invoice.number)), invoice.id)
                   .limit(5));
        std::cout << "found " << found.size() << ", " << found[0][invoice.number] << " first\n";
    }

    void payments() {
        // select distinct on (invoice_id) invoice_id, received, amount from payment order by invoice_id, received desc
        const auto newest = select(payment.invoice_id, payment.received, payment.amount)
                                .from(payment)
                                .distinct_on(payment.invoice_id)
                                .order_by(payment.invoice_id, desc(payment.received));
        // ... left join lateral (select ... from payment where invoice_id = invoice.id order by received desc limit 1) as latest on
        // true
        constexpr auto latest = select(payment.received, payment.amount)
                                    .from(payment)
                                    .where(payment.invoice_id == invoice.id)
                                    .order_by(desc(payment.received))
                                    .limit(1)
                                    .as<"latest">();
        const auto beside = select(invoice.number, latest[payment.received]).from(invoice).left_join_lateral(latest).limit(5);
        std::cout << db(newest).size() << " paid, " << db(beside).size() << " looked at\n";

        // select number, case when paid then 'paid' when due < $1 then 'overdue' else 'open' end as state from invoice
        const auto states =
            select(invoice.number,
                   case_when(invoice.paid, "paid").when(invoice.due < today, "overdue").otherwise("open").as<"state">())
                .from(invoice)
                .order_by(invoice.number)
                .limit(3);
        for (const auto& [number, state] : db(states)) std::cout << number << " is " << state << '\n';
    }

    void reports() {
        // select date_trunc('month', issued::timestamp) as month, sum(total) as revenue from invoice group by 1 order by month
        constexpr auto month = date_trunc(literal<"month">, cast<types::timestamp>(invoice.issued));
        const auto by_month = select(month.as<"month">(), sum(invoice.total).as<"revenue">())
                                  .from(invoice)
                                  .group_by(month)
                                  .order_by("month"_c);
        std::cout << db(by_month).size() << " months\n";

        // select number, sum(total) over (order by issued, id), total / sum(total) over () from invoice where customer_id = 2
        const auto running = select(invoice.number, sum(invoice.total).over(order_by(invoice.issued, invoice.id)).as<"running">(),
                                    (invoice.total / sum(invoice.total).over()).as<"share">())
                                 .from(invoice)
                                 .where(invoice.customer_id == 2)
                                 .limit(3);
        std::cout << db(running)[2]["running"_c].to_string() << " after three\n";

        // select customer_id, count(*) filter (where paid), count(*) filter (where not paid and due < $1) from invoice group by 1
        const auto counted = select(invoice.customer_id, count().filter(invoice.paid).as<"paid">(),
                                    count().filter(not invoice.paid and invoice.due < today).as<"overdue">())
                                 .from(invoice)
                                 .group_by(invoice.customer_id)
                                 .order_by(invoice.customer_id);
        for (const auto& [who, paid, overdue] : db(counted))
            std::cout << who << ": " << paid << " paid, " << overdue << " overdue\n";

        // select * from (select ..., row_number() over (partition by customer_id order by total desc, id) as place ...) as ranked
        // where place <= 3
        constexpr auto ranked =
            select(invoice.customer_id, invoice.number,
                   row_number().over(partition_by(invoice.customer_id), order_by(desc(invoice.total), invoice.id)).as<"place">())
                .from(invoice)
                .as<"ranked">();
        std::cout << db(select(ranked).from(ranked).where(ranked["place"_c] <= 3)).size() << " among the top three\n";

        // select name from customer where not exists (select ... where customer_id = customer.id), and those with exists
        const auto own = select(invoice.id).from(invoice).where(invoice.customer_id == customer.id);
        std::cout << db(select(customer.name).from(customer).where(not exists(own))).one()[customer.name] << " has none, "
                  << db(select(customer.name).from(customer).where(exists(own))).size() << " have some\n";

        // select day, count(invoice.id) from generate_series($1::date, $2::date, '1 day') as day left join invoice on issued = day
        // group by day having count(invoice.id) = 0 order by day: days without an invoice
        const auto day = generate_series(cast<types::timestamp>(first + std::chrono::days{360}),
                                         cast<types::timestamp>(first + std::chrono::days{369}), interval{.days = 1})
                             .as<"day">();
        const auto gaps = select(day["day"_c], count(invoice.id).as<"n">())
                              .from(day)
                              .left_join(invoice, invoice.issued == day["day"_c])
                              .group_by(day["day"_c])
                              .having(count(invoice.id) == 0)
                              .order_by(day["day"_c]);
        std::cout << db(gaps).size() << " days without an invoice\n";
    }

    void documents() {
        // where meta ->> 'channel' = 'web', and where tags && array['rush', 'lost']
        const std::vector<std::string> urgent{"rush", "lost"};
        std::cout << db(count(select(invoice.id).from(invoice).where(invoice.meta["channel"].as_text() == "web"))).one()[count()]
                  << " by web, " << db(count(select(invoice.id).from(invoice).where(invoice.tags.overlaps(urgent)))).one()[count()]
                  << " in a hurry\n";
        // select name || ' <' || email || '>', cast(id as text) from customer
        const auto addresses =
            select(concatenated(customer.name, " <", customer.email, ">").as<"address">(), cast<types::text>(customer.id))
                .from(customer)
                .order_by(customer.id);
        std::cout << db(addresses)[0]["address"_c] << '\n';
        // select ... from invoice union all select ... from payment order by on limit 4
        const auto feed = select(invoice.issued.as<"day">(), invoice.total.as<"amount">())
                              .from(invoice)
                              .union_all(select(payment.received, payment.amount).from(payment))
                              .order_by(desc("day"_c), desc("amount"_c))
                              .limit(4);
        std::cout << db(feed).size() << " newest events\n";
    }

    void writes() {
        // insert into price ... on conflict (sku) do update set amount = excluded.amount, note = excluded.note
        const auto put = insert_into(price)
                             .values(price.sku = arg<"sku">, price.amount = arg<"amount">, price.note = arg<"note">)
                             .on_conflict(price.sku)
                             .do_update(all_excluded);
        db(put, "A1", 5, "first");
        db(put, "amount"_a = 7, "sku"_a = "A1", "note"_a = "second");

        // update invoice set paid = true from customer where customer.id = customer_id and email like 'joe%' and due < $1
        const auto marked =
            update(invoice)
                .set(invoice.paid = true)
                .from(customer)
                .where(customer.id == invoice.customer_id and customer.email.starts_with("joe") and invoice.due < today);
        std::cout << db(marked).affected() << " marked\n";
        // delete from payment using invoice where invoice.id = payment.invoice_id and invoice.total < 2
        std::cout
            << db(delete_from(payment).using_(invoice).where(invoice.id == payment.invoice_id and invoice.total < 2)).affected()
            << " small payments gone\n";

        // with made as (insert into invoice ... returning id, total) insert into payment (...) select id, total, $4 from made
        const auto made = cte<"made">(insert_into(invoice)
                                          .values(invoice.customer_id = 1, invoice.number = "cash-1", invoice.issued = today,
                                                  invoice.due = today, invoice.total = 12, invoice.paid = true)
                                          .returning(invoice.id, invoice.total, invoice.issued));
        db(with(made)
               .insert_into(payment)
               .columns(payment.invoice_id, payment.amount, payment.received)
               .select(select(made[invoice.id], made[invoice.total], made[invoice.issued]).from(made)));

        // merge into price using new_price on new_price.sku = price.sku when matched then update ... when not matched then insert
        // ...
        db(insert_into(new_price).values(new_price.sku = "A1", new_price.amount = 8));
        db(insert_into(new_price).values(new_price.sku = "B2", new_price.amount = 3));
        const auto merged = merge_into(price)
                                .using_(new_price, new_price.sku == price.sku)
                                .when_matched()
                                .update(price.amount = new_price.amount)
                                .when_not_matched()
                                .insert(price.sku = new_price.sku, price.amount = new_price.amount);
        std::cout << db(merged).affected() << " prices merged\n";
    }

    void jobs() {
        for (const char* payload : {"mail", "print", "archive"}) db(insert_into(job).values(job.payload = payload));
        // update job set done = true where id in (select id from job where not done order by id limit 1 for update skip locked)
        // returning payload
        db.transaction([](auto& work) {
            const auto next = select(job.id).from(job).where(not job.done).order_by(job.id).limit(1).for_update().skip_locked();
            const auto taken = work(update(job).set(job.done = true).where(job.id.in(next)).returning(job.payload));
            std::cout << "did " << taken.one()[job.payload] << '\n';
        });
    }

    void tree() {
        db(insert_into(account).values(account.id = 1, account.name = "assets"));
        db(insert_into(account).values(account.id = 2, account.parent_id = 1, account.name = "bank"));
        db(insert_into(account).values(account.id = 3, account.parent_id = 2, account.name = "savings"));
        // with recursive below as (select id, name, 0 as depth, name as path from account where parent_id is null
        //   union all select a.id, a.name, below.depth + 1, below.path || '/' || a.name from account a join below on ...)
        const auto below = recursive<"below">(
            select(account.id, literal<0>.as<"depth">(), account.name.as<"path">())
                .from(account)
                .where(account.parent_id.is_null()),
            [](auto above) {
                return select(account.id, above["depth"_c] + 1, concatenated(above["path"_c], "/", account.name))
                    .from(account)
                    .inner_join(above, above[account.id] == account.parent_id);
            });
        const auto paths = with(below).select(below["depth"_c], below["path"_c]).from(below).order_by(below["path"_c]);
        for (const auto& [depth, path] : db(paths)) std::cout << depth << ' ' << path << '\n';
    }

private:
    static constexpr std::chrono::sys_days first = 2026y / 1 / 1;
    static constexpr std::chrono::sys_days today = 2026y / 11 / 1;

    postgres_client& db;
};
}  // namespace

int main() try {
    testing::embedded_postgres server;
    postgres_client db{server.url()};
    for (const auto& step : kit::diff(kit::model{}, kit::describe(everything))) db.execute(step.sql);
    service invoicing{db};
    invoicing.fill();
    invoicing.pages();
    invoicing.search({}, invoice_order::largest);
    invoicing.search({.customer = 2, .number_begins = "2026-1", .issued_from = {}, .issued_to = {}, .paid = false},
                     invoice_order::newest);
    invoicing.payments();
    invoicing.reports();
    invoicing.documents();
    invoicing.writes();
    invoicing.jobs();
    invoicing.tree();
} catch (const error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
