/// Reads minutes: finds what was decided and asks agencies for work, by the words that minutes use for it (主席裁示, 決議, 附帶決議, …) and by the numbers of
/// their points, in sittings of councils and of city halls alike.
public struct MinutesReader: Sendable {
    private let agencies: MinutesAgencies

    /// - Parameters:
    ///   - agencies: keys and the names each goes by; 臺 and 台 are one.
    ///   - government: 臺南市政府, which may stand before an agency's name.
    public init(agencies: [(id: String, names: [String])], government: String) {
        self.agencies = MinutesAgencies(agencies, government: government)
    }

    /// - Parameter heldOn: the day of the meeting, for a document that does not state it.
    public func read(_ document: SourceDocument, heldOn: CivilDate? = nil) -> Minutes {
        var walk = MinutesWalk(agencies: agencies, heldOn: heldOn)
        for paragraph in MinutesParagraphs(document).all { walk.take(paragraph) }
        walk.finish()
        return Minutes(sittings: walk.sittings, proposals: walk.proposals)
    }
}
