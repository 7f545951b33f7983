internal import Storage

/// Statements that PostgreSQL runs outside any transaction, such as making a database.
package enum PostgresAdministration {
    /// - Parameter statement: written by tests and tools of this repository, never by anyone who uses it.
    package static func run(_ statement: String, at address: String) throws {
        let connection = PostgresConnection(address, settings: [])
        try connection.open()
        _ = try connection.execute(statement, [], isPrepared: false)
    }
}
