internal import Storage

/// The tables of the index. They are made of other records and can be made anew, so none of them is the record.
enum SearchSchema {
    static let migrations = [
        Migration(
            "search/0001-index",
            [
                .createTable(
                    "search_document",
                    [
                        // By day, so that the newest come first in the order of the key on both engines.
                        .int64("num"), .text("reference"), .text("owner"), .text("kind"), .text("title"), .text("url"), .text("agency").null,
                        .text("number").null, .text("audience"), .date("date").null, .bool("is_sample"),
                        // Last, for it may be long, and a list reads only its beginning.
                        .text("text"),
                    ], key: ["num"], unique: [["reference"]]),
                .createIndex("search_document_by_owner", on: "search_document", ["owner"]),
                // How many documents hold a term, or have it in their title; the empty one counts them all.
                .createTable("search_term", [.text("term"), .int64("documents")], key: ["term"]),
                // How far the ledger has been read, and how far a new index has come.
                .createTable(
                    "search_place", [.text("id"), .int64("version"), .int64("position"), .text("kind").null, .text("after_key").null], key: ["id"]),
                // Only which tokens a document holds: what is found is ranked from its own text. The tokens themselves are made again to take one out.
                .run(
                    "\(sqlite: "CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='', detail=none, tokenize='ascii')", postgres: "CREATE TABLE search_index (num BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)")"
                ),
                // Out of line, so that the rows which a search walks over stay small.
                .run("\(sqlite: "SELECT 1", postgres: "ALTER TABLE search_index ALTER COLUMN tokens SET STORAGE EXTERNAL")"),
                .run(
                    "\(sqlite: "SELECT 1", postgres: "CREATE INDEX search_index_tokens ON search_index USING gin (tokens) WITH (gin_pending_list_limit = 512)")"
                ),
            ])
    ]
}
