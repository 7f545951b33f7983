/// What a read closure gets. It cannot leave the closure, and nothing can be awaited inside.
public protocol Reader {
    var engine: Engine { get }

    /// Every row of the answer.
    func all(_ sql: SQL) throws -> [Row]

    /// Row by row, for answers too big to hold. Return false to stop.
    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws
}

extension Reader {
    /// The first row, if there is one.
    public func first(_ sql: SQL) throws -> Row? {
        var found: Row?
        try each(sql) { row in
            found = row
            return false
        }
        return found
    }
}

/// What a write closure gets: a reader that can also change rows. All of it happens or nothing.
///
/// After an error the transaction is over on both engines, as PostgreSQL has it: a closure that catches it and goes on gets it again.
public protocol Writer: Reader {
    /// How many rows the transaction has changed so far, also by a `RETURNING` query.
    var changed: Int { get }

    /// - Returns: how many rows changed.
    /// - Throws: ``StoreError/conflict(constraint:)`` when a constraint refuses.
    @discardableResult
    func run(_ sql: SQL) throws -> Int
}
