/// The one door from text made while the program runs to an engine: schema statements are put together from checked names and column kinds, and
/// that is no literal. It is `package`, and only the migrator and the adapters use it; modules have no way here.
package protocol SchemaWriter: Writer {
    func execute(ddl: String) throws
}
