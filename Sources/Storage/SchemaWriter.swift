/// The one door from text made while the program runs to an engine: schema statements are put together from checked names and column kinds, and
/// that is no literal. It is `package`, and only the migrator and the adapters use it; modules have no way here.
package protocol SchemaWriter: ClosingWriter {
    func execute(ddl: String) throws
}

/// A writer that may be told what its last statement is, and then sends it together with the commit: one way to a server and back less.
package protocol ClosingWriter: Writer {
    /// Runs after everything else, before the transaction ends; an error undoes all of it.
    func runLast(_ sql: SQL) throws
}
