/// The triggers that write a table's past. A version that one entry both makes and ends never was; a row that is deleted and put back unchanged by one
/// entry did not change.
struct PastTriggers {
    let table: Identifier
    let past: Identifier
    let key: [Identifier]
    let columns: [Identifier]

    func replace(in db: any SchemaWriter) throws {
        switch db.engine {
        case .sqlite:
            for (event, text) in sqlite {
                try db.execute(ddl: "DROP TRIGGER IF EXISTS \"\(past.name)_\(event)\"")
                try db.execute(ddl: text)
            }
        case .postgres:
            try db.execute(ddl: function)
            try db.execute(ddl: "DROP TRIGGER IF EXISTS \"\(past.name)_keep\" ON \(table.quoted)")
            try db.execute(
                ddl:
                    "CREATE TRIGGER \"\(past.name)_keep\" AFTER UPDATE OR DELETE OR INSERT ON \(table.quoted) FOR EACH ROW EXECUTE FUNCTION \"\(past.name)_keep\"()"
            )
        }
    }

    private func list(_ prefix: String = "") -> String { columns.map { prefix + $0.quoted }.joined(separator: ", ") }
    private func match(_ row: String) -> String { key.map { "\($0.quoted) = \(row).\($0.quoted)" }.joined(separator: " AND ") }

    /// The function `current_entry()` is the writer's own; no other connection has it, nor can it write to these tables.
    private var sqlite: [(String, String)] {
        let end = """
            DELETE FROM \(past.quoted) WHERE \(match("OLD")) AND past_ended_by IS NULL AND past_made_by = current_entry();
            UPDATE \(past.quoted) SET past_ended_by = current_entry() WHERE \(match("OLD")) AND past_ended_by IS NULL;
            """
        let same = columns.map { "\($0.quoted) IS NEW.\($0.quoted)" }.joined(separator: " AND ")
        let make = """
            UPDATE \(past.quoted) SET past_ended_by = NULL WHERE \(match("NEW")) AND past_ended_by = current_entry() AND \(same);
            INSERT INTO \(past.quoted) (\(list()), past_made_by) SELECT \(list("NEW.")), current_entry()
            WHERE NOT EXISTS (SELECT 1 FROM \(past.quoted) WHERE \(match("NEW")) AND past_ended_by IS NULL);
            """
        let differs = columns.map { "OLD.\($0.quoted) IS NOT NEW.\($0.quoted)" }.joined(separator: " OR ")
        func trigger(_ event: String, _ condition: String, _ body: String) -> (String, String) {
            (
                event,
                "CREATE TRIGGER \"\(past.name)_\(event)\" AFTER \(event) ON \(table.quoted) WHEN current_entry() IS NOT NULL\(condition) BEGIN \(body) END"
            )
        }
        return [trigger("insert", "", make), trigger("update", " AND (\(differs))", end + make), trigger("delete", "", end)]
    }

    private var function: String {
        """
        CREATE OR REPLACE FUNCTION "\(past.name)_keep"() RETURNS trigger LANGUAGE plpgsql AS $keep$
        DECLARE made_by text := nullif(current_setting('yankao.entry', true), '');
        BEGIN
            IF made_by IS NULL OR (TG_OP = 'UPDATE' AND CAST(OLD AS text) = CAST(NEW AS text)) THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM \(past.quoted) WHERE \(match("OLD")) AND past_ended_by IS NULL AND past_made_by = made_by;
                UPDATE \(past.quoted) SET past_ended_by = made_by WHERE \(match("OLD")) AND past_ended_by IS NULL;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                UPDATE \(past.quoted) SET past_ended_by = NULL WHERE \(match("NEW")) AND past_ended_by = made_by
                    AND CAST(ROW(\(list())) AS text) = CAST(ROW(\(list("NEW."))) AS text);
                IF NOT FOUND THEN
                    INSERT INTO \(past.quoted) (\(list()), past_made_by) VALUES (\(list("NEW.")), made_by);
                END IF;
            END IF;
            RETURN NULL;
        END $keep$
        """
    }
}
