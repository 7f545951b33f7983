import Storage
import Testing

@Suite struct SchemaRenderingTests {
    private static let table = SchemaChange.createTable(
        "paper",
        [
            .text("id"), .int64("pages"), .double("weight"), .bool("public"), .bytes("seal"), .instant("at"), .date("due").null, .json("notes"),
            .text("state").oneOf(["new", "clerk's"]), .text("desk").references("desk"),
        ], key: ["id"], unique: [["desk", "pages"]])

    @Test func sqlite() throws {
        #expect(
            try rendered(Self.table, .sqlite) == """
                CREATE TABLE "paper" (
                    "id" TEXT NOT NULL,
                    "pages" INTEGER NOT NULL,
                    "weight" REAL NOT NULL,
                    "public" INTEGER NOT NULL CONSTRAINT "paper.public" CHECK ("public" IN (0, 1)),
                    "seal" BLOB NOT NULL,
                    "at" TEXT NOT NULL,
                    "due" TEXT,
                    "notes" TEXT NOT NULL CONSTRAINT "paper.notes" CHECK ("notes" IS NULL OR json_valid("notes")),
                    "state" TEXT NOT NULL CONSTRAINT "paper.state" CHECK ("state" IN ('new', 'clerk''s')),
                    "desk" TEXT NOT NULL REFERENCES "desk" ("id"),
                    PRIMARY KEY ("id"),
                    UNIQUE ("desk", "pages")
                ) STRICT
                """)
    }

    @Test func postgres() throws {
        #expect(
            try rendered(Self.table, .postgres) == """
                CREATE TABLE "paper" (
                    "id" TEXT COLLATE "C" NOT NULL,
                    "pages" BIGINT NOT NULL,
                    "weight" DOUBLE PRECISION NOT NULL,
                    "public" BOOLEAN NOT NULL,
                    "seal" BYTEA NOT NULL,
                    "at" TEXT COLLATE "C" NOT NULL,
                    "due" TEXT COLLATE "C",
                    "notes" JSON NOT NULL,
                    "state" TEXT COLLATE "C" NOT NULL CONSTRAINT "state" CHECK ("state" IN ('new', 'clerk''s')),
                    "desk" TEXT COLLATE "C" NOT NULL REFERENCES "desk" ("id"),
                    PRIMARY KEY ("id"),
                    UNIQUE ("desk", "pages")
                )
                """)
    }

    @Test(arguments: Engine.allCases)
    func indexesAndColumns(_ engine: Engine) throws {
        #expect(
            try rendered(.createIndex("paper_due", on: "paper", ["due", "id"]), engine)
                == #"CREATE INDEX "paper_due" ON "paper" ("due", "id")"#)
        #expect(
            try rendered(.createIndex("paper_due", on: "paper", ["due"], unique: true), engine)
                == #"CREATE UNIQUE INDEX "paper_due" ON "paper" ("due")"#)
        #expect(try rendered(.addColumn(.int64("size").null, to: "paper"), .sqlite) == #"ALTER TABLE "paper" ADD COLUMN "size" INTEGER"#)
    }

    private func rendered(_ change: SchemaChange, _ engine: Engine) throws -> String {
        let recorder = Recorder(engine: engine)
        try change.apply(to: recorder)
        return recorder.text
    }

    /// Writes down what an engine would be told.
    private final class Recorder: SchemaWriter {
        let engine: Engine
        private(set) var text = ""
        let changed = 0

        init(engine: Engine) { self.engine = engine }

        func execute(ddl: String) { text += ddl }
        func runLast(_ sql: SQL) {}
        func run(_ sql: SQL) -> Int { 0 }
        func all(_ sql: SQL) -> [Row] { [] }
        func each(_ sql: SQL, _ body: (Row) throws -> Bool) {}
    }
}
