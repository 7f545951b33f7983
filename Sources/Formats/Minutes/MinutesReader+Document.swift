extension MinutesReader {
    /// The same off the caller's thread, at most two at a time.
    public func found(in document: SourceDocument, heldOn: CivilDate? = nil) async -> Minutes {
        await HeavyWork.reading.run { () throws(Never) in read(document, heldOn: heldOn) }.get()
    }
}
