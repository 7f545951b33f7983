#if canImport(Glibc)
    internal import CMalloc
#endif

enum Heap {
    /// Putting a page together takes some hundred kilobytes for a moment. By itself glibc gives them back to the system after each page and has them
    /// filled with zeros for the next; now it keeps up to 8 MB for each thread.
    static func keepFreed() {
        #if canImport(Glibc)
            mallopt(M_TRIM_THRESHOLD, 8 << 20)
        #endif
    }
}
